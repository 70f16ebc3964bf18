"""The tests of a report together: p-values adjusted for how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from wres.metrics import Likelihood, Representation, Result
from wres.statistics import benjamini_hochberg, holm


@frozen
class Comparison:
    """One ratio that was tested, or could not be.

    Parameters
    ----------
    metric
        Its number.
    workforce_group, part
        Which of the race disparity ratios, such as ``clinical`` and ``lower/upper``; ``None``
        for the ratio of a likelihood.
    p_value
        Of the score test; ``None`` where there is no test.
    holm, benjamini_hochberg
        The same, adjusted for all tests of the report.
    """

    metric: int
    workforce_group: str | None
    part: str | None
    p_value: float | None
    holm: float | None = None
    benjamini_hochberg: float | None = None


@frozen
class Comparisons:
    """Every ratio of the report that a test belongs to.

    A report makes many comparisons, and by chance alone one in twenty equal likelihoods has a
    p-value below 0.05. Holm's are for headlines: one false claim among all of them is as rare
    as each says. Benjamini and Hochberg's are for screening: of the claims made, the share of
    false ones is what they say. Neither decides a verdict.

    Parameters
    ----------
    tests
        In the report's order.
    family
        How many p-values were adjusted for.
    left_out
        How many ratios had no test.
    """

    tests: tuple[Comparison, ...] = ()
    family: int = 0
    left_out: int = 0


def comparisons(results: Iterable[Result]) -> Comparisons:
    """Adjust the p-values of a report's ratios for each other.

    The survey's ratios are not among them: weighted shares have no test. Nor is that of
    metric 2 without international recruits: a second look at the same applications.
    """
    tests = [one for result in results for one in _tests(result)]
    p_values = [one.p_value for one in tests]
    strict, screening = holm(p_values), benjamini_hochberg(p_values)
    adjusted = (
        evolve(one, holm=first, benjamini_hochberg=second)
        for one, first, second in zip(tests, strict.p_values, screening.p_values, strict=True)
    )
    return Comparisons(tuple(adjusted), strict.family, strict.left_out)


def _tests(result: Result) -> Iterator[Comparison]:
    if isinstance(result, Representation):
        for one in result.disparity:
            part = f"{one.from_}/{one.to}"
            yield Comparison(result.number, one.workforce_group, part, one.ratio.p_value)
    elif isinstance(result, Likelihood):
        yield Comparison(result.number, None, None, result.ratio.p_value)
