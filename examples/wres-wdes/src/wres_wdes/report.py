"""From counts to the metrics, and to text and JSON in our own names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs
from attrs import evolve, frozen

from wres.errors import FigureError, UnknownNameError
from wres.metrics import (
    BOARD_PARTS,
    Forms,
    Likelihood,
    Metric,
    NoData,
    Representation,
    Result,
    counts_of,
    measure_board,
    measure_likelihood,
    measure_representation,
    needs,
)
from wres.metrics.counts import Counts
from wres.profiles import Profile
from wres.returns import WresReturn
from wres.wording import words_of
from wres_wdes.definitions import GROUPS, METRICS, RULES, UNVERIFIED, rules_of


FORMAT = "wres-wdes/1"


@frozen(kw_only=True)
class WdesReport:
    """Metrics 1, 2, 3 and 10 of one organisation and year.

    In Python, results have the classes of `wres`, whose ``white`` and ``bme`` stand for not
    disabled and disabled staff; words and JSON have our names.
    """

    organisation: str
    year: int
    metrics: tuple[Result, ...]
    rules: Profile

    def __getitem__(self, number: int) -> Result:
        for result in self.metrics:
            if result.number == number:
                return result
        known = [one.number for one in self.metrics]
        raise UnknownNameError.of("metric", number, known)

    def words(self, number: int) -> str:
        """Say what a metric's figures mean."""
        return words_of(self[number], self.rules)

    def to_json(self) -> str:
        """Write the report, format ``wres-wdes/1``."""
        content = {
            "format": FORMAT,
            "experimental": True,
            "unverified": list(UNVERIFIED),
            "organisation": self.organisation,
            "year": self.year,
            "groups": {own: self.rules[f"label_{engine}"] for engine, own in GROUPS.items()},
            "metrics": [
                {
                    **_ours(attrs.asdict(one, filter=_is_told, value_serializer=_plain)),
                    "words": words_of(one, self.rules),
                }
                for one in self.metrics
            ],
        }
        return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def measure(
    filed: WresReturn,
    *,
    year: int,
    organisation: str = "",
    missing: Mapping[str, str] | None = None,
) -> WdesReport:
    """Measure the metrics.

    Parameters
    ----------
    filed
        As `wres_wdes.count` or `wres_wdes.grouped` gives it, of one organisation.
    missing
        Measure of the return to the reason why it could not be had.

    Raises
    ------
    FigureError
        Figures of several organisations.
    """
    if len(filed.organisations) > 1:
        raise FigureError(f"one organisation is measured at a time; got {filed.organisations}")
    rules, counts = rules_of(year), counts_of(filed)
    told = {**filed.evidence.missing, **(missing or {})}
    results = tuple(_result(one, counts, rules, told) for one in METRICS)
    code = organisation or next(iter(filed.organisations), "")
    return WdesReport(organisation=code, year=year, metrics=results, rules=rules)


def _result(
    definition: Metric, counts: Counts, rules: Profile, missing: Mapping[str, str]
) -> Result:
    absent = [name for name in needs(definition) if not counts.supplies(name)]
    enough = definition.family == "board" and len(absent) < len(BOARD_PARTS)
    if absent and not enough:
        reason = missing.get(absent[0], f"{absent[0]} was not supplied by disability")
        return NoData(number=definition.number, name=definition.name, reason=reason)
    staff = counts.of("staff")
    match definition.family:
        case "representation":
            places, managers = counts.by_place("staff"), counts.of("senior_medical_manager")
            forms = Forms(clusters=(RULES["clusters"]["value"],))
            found = measure_representation(definition, staff, places, managers, rules, forms=forms)
            # The race disparity ratio is of the other standard.
            return evolve(found, disparity=())
        case "likelihood":
            population, events = counts.of(definition.population), counts.of(str(definition.events))
            return measure_likelihood(definition, population, events, rules)
        case _:
            parts = {part: counts.of(name) for part, name in BOARD_PARTS.items()}
            return measure_board(definition, parts, staff, rules)


def _is_told(field: attrs.Attribute[Any], _: object) -> bool:
    """Leave out which groups disclosure control has hidden: it has not seen this report."""
    return field.name != "hidden"


def _plain(_: object, __: object, value: Any) -> Any:  # attrs' signature
    return {"value": float(value), "exact": str(value)} if isinstance(value, Fraction) else value


def _ours(content: Any) -> Any:
    """Give the engine's groups our names, wherever they are keys or values."""
    match content:
        case dict():
            return {GROUPS.get(key, key): _ours(value) for key, value in content.items()}
        case list() | tuple():
            return [_ours(value) for value in content]
        case str() if content in GROUPS:
            return GROUPS[content]
        case str() if content.startswith("worse_for_"):
            return f"worse_for_{GROUPS[content.removeprefix('worse_for_')]}"
        case _:
            return content


__all__ = ["FORMAT", "Likelihood", "Representation", "WdesReport", "measure"]
