"""What tables say: ``metrics.csv``, ``breakdowns.csv`` and the tidy return."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from fractions import Fraction

from wres.auditing.between import slices
from wres.auditing.cells import Slice, slice_of
from wres.auditing.said import HIDDEN, Said
from wres.vocabulary import INTERNATIONAL


FIGURES = {"metric", "figure", "ethnic_group", "status"}
RETURN = {"measure", "ethnic_group", "value"}
OF_RETURN = {"organisation", "year", "measure", "workforce_group", "pay_band", "ethnic_group"}
RESPONDENTS = "_respondents"

MEASURES = {
    "staff": (1, "headcount", "overall"),
    "senior_medical_manager": (1, "headcount", "senior_medical_managers"),
    "shortlisted": (2, "population", ""),
    "appointed": (2, "events", ""),
    f"shortlisted{INTERNATIONAL}": (2, "recruits_population", ""),
    f"appointed{INTERNATIONAL}": (2, "recruits_events", ""),
    "entered_disciplinary": (3, "events", ""),
    "accessed_training": (4, "events", ""),
    "harassed_by_public": (5, "share", ""),
    "harassed_by_staff": (6, "share", ""),
    "believes_equal_opportunities": (7, "share", ""),
    "discriminated_against": (8, "share", ""),
    "board": (9, "headcount", "total"),
    "board_voting": (9, "headcount", "voting"),
    "board_executive": (9, "headcount", "executive"),
    "local_population": (9, "headcount", "local_population"),
}
"""Measure of the return to metric, figure and place."""

Row = Mapping[str, str]


def read_csv(text: str) -> list[Said] | None:
    """Read a table of figures or a return; ``None`` where it is neither."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    names = set(reader.fieldnames or ())
    if names >= FIGURES:
        rows = list(reader)
        places = slices(map(_named, rows))
        return [_figure(row, places[_named(row)]) for row in rows]
    if names >= RETURN:
        return [one for row in reader for one in measured(row)]
    return None


def _named(row: Row) -> tuple[str, str]:
    return row.get("breakdown") or "", row.get("breakdown_value") or ""


def _figure(row: Row, place: Slice) -> Said:
    return Said(
        organisation=row.get("organisation") or "",
        year=int(row.get("year") or 0),
        slice=place,
        metric=int(row["metric"] or 0),
        figure=row["figure"] or "",
        part=row.get("part") or "",
        workforce_group=row.get("workforce_group") or "",
        pay_band=row.get("pay_band") or "",
        ethnic_group=row["ethnic_group"] or "",
        value=_float(row.get("value")),
        exact=_fraction(row.get("exact")),
        display=row.get("display") or None,
        low=_float(row.get("low")),
        high=_float(row.get("high")),
        method=row.get("interval") or None,
        status=row["status"] or "measured",
        reason=row.get("reason") or "",
    )


def measured(row: Row) -> Iterator[Said]:
    """Read a line of the return; a value that is no number is hidden."""
    measure = row["measure"].strip()
    base = measure.endswith(RESPONDENTS)
    if measure.removesuffix(RESPONDENTS) not in MEASURES:
        return
    metric, figure, place = MEASURES[measure.removesuffix(RESPONDENTS)]
    group, band = row.get("workforce_group") or "", row.get("pay_band") or ""
    value = _fraction(row["value"])
    dimensions = slice_of(
        (name, text) for name, text in row.items() if name not in OF_RETURN | {"value"} and text
    )
    yield Said(
        organisation=row.get("organisation") or "",
        year=int(row.get("year") or 0),
        slice=dimensions,
        metric=metric,
        figure="respondents" if base else figure,
        part="" if group else place,
        workforce_group=group,
        pay_band=band,
        ethnic_group=row["ethnic_group"],
        value=None if value is None else float(value),
        exact=value,
        display=row["value"],
        status="measured" if value is not None else HIDDEN,
    )


def _float(text: str | None) -> float | None:
    value = _fraction(text)
    return None if value is None else float(value)


def _fraction(text: str | None) -> Fraction | None:
    try:
        return Fraction(text) if text else None
    except ValueError:
        return None
