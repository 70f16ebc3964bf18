"""One plain question of each family: what an implementation gives is seen from its answer."""

from __future__ import annotations

from fractions import Fraction

from wres.metrics import metric
from wres.testing.counts import TwoByTwo
from wres.testing.laws._families import Scope
from wres.testing.laws._questions import Asked, Chance, Line, Question
from wres.vocabulary import respondents_of


COUNTS = {"white": 780, "bme": 210, "unknown": 10}
SOME = {"white": 170, "bme": 30, "unknown": 1}


def typical(scope: Scope) -> Asked:
    """Give a question that every figure has an answer to.

    Examples
    --------
    >>> print(typical(Scope.of("likelihood", 2, 2025)).counts("appointed"))
    GroupCounts(white=170, bme=30, unknown=1)
    """
    number, year = scope.metrics[0], scope.years[0]
    match scope.family:
        case "interval":
            return Chance(TwoByTwo(12, 600, 20, 2400))
        case "likelihood":
            definition = metric(number)
            lines = _lines(definition.population, COUNTS) + _lines(str(definition.events), SOME)
        case "survey":
            measure = str(metric(number).measure)
            shares = [Line(measure, group, Fraction(1, 4)) for group in COUNTS]
            lines = shares + _lines(respondents_of(measure), COUNTS)
        case "disparity":
            bands = ("Band 5", "Band 7", "Band 8a")
            lines = [line for band in bands for line in _lines("staff", COUNTS, "clinical", band)]
        case _:
            lines = _lines("staff", COUNTS) + _lines("board", SOME) * (scope.family == "board")
    return Question(scope.family, lines, number, year)


def _lines(measure: str, counts: dict[str, int], *place: str) -> list[Line]:
    return [Line(measure, group, count, *place) for group, count in counts.items()]
