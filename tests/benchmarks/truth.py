"""Checks sentences of a benchmark against the report and the data file, by other code."""

import re
from collections.abc import Iterable
from fractions import Fraction

from tests.narrative.truth import points, shown
from wres.benchmarks import Line
from wres.metrics import (
    BoardRepresentation,
    Experience,
    Headcount,
    Likelihood,
    Representation,
)
from wres.report import Report
from wres.statistics import koopman, wilson, wilson_weighted
from wres.vocabulary import read_table


BAD = {(5, "bme"), (6, "bme"), (8, "bme")}
GOOD = {(7, "bme")}


def own_value(report: Report, line: Line) -> Fraction | None:
    """Work the figure out anew from the counts."""
    counts = own_counts(report, line)
    if counts is None:
        return None
    if len(counts) == 2:
        return Fraction(counts[0]) / counts[1] if counts[1] else None
    a, n, b, m = map(Fraction, counts)
    return a * m / (n * b) if n and m and b else None


def own_counts(report: Report, line: Line) -> tuple[Fraction, ...] | None:
    match report[line.metric]:
        case Representation() as result:
            if not line.part:
                return _share([result.overall.headcount], result.base)
            upper = {"Band 8a", "Band 8b", "Band 8c", "Band 8d", "Band 9", "VSM"}
            bands = upper if line.part == "Band 8a and above" else {line.part}
            rows = [
                row.headcount
                for row in result.rows
                if row.pay_band in bands or row.workforce_group in bands
            ]
            return _share([row for row in rows if not row.is_empty], result.base)
        case BoardRepresentation() as result:
            return _share([getattr(result.headcount, line.part)], result.base)
        case Likelihood() as result:
            of, to = line.group.split("/")
            cells = [
                result.events[of],
                result.population[of],
                result.events[to],
                result.population[to],
            ]
            return None if None in cells else tuple(Fraction(cell or 0) for cell in cells)
        case Experience() as result:
            figure = result.share[line.group]
            return None if figure is None else (figure.exact, Fraction(1))
    return None


def _share(parts: list[Headcount], base: str) -> tuple[Fraction, ...] | None:
    groups = ("white", "bme") if base == "known_only" else ("white", "bme", "unknown")
    if not parts or any(part[group] is None for part in parts for group in groups):
        return None
    total = sum((Fraction(part[group] or 0) for part in parts for group in groups), Fraction())
    bme = sum((Fraction(part.bme or 0) for part in parts), Fraction())
    return (bme, total) if total else None


def own_holds(report: Report, line: Line, value: Fraction) -> bool | None:
    counts = own_counts(report, line)
    if counts is None:
        return None
    result = report[line.metric]
    if isinstance(result, Experience):
        base = result.respondents[line.group]
        interval = wilson_weighted(counts[0], None if base is None else int(base))
    elif len(counts) == 2:
        interval = wilson(*counts)
    elif counts[0] > counts[1] or counts[2] > counts[3]:
        return None
    else:
        interval = koopman(*counts)
    return None if interval is None else interval.contains(value)


def false_sentences(report: Report, line: Line, said: Iterable[str]) -> list[str]:
    """Name the sentences of a line that are not true, or of no known form."""
    value = own_value(report, line)
    return [text for text in said if not _is_true(report, line, value, text)]


def _is_true(report: Report, line: Line, value: Fraction | None, text: str) -> bool:
    if value is None:
        return text == f"{line.label}: no figure in {report.year}: {line.reason}."
    if text == f"{line.label}: {_shown(line, value)} in {report.year}.":
        return True
    if text == "No comparable figure was published for this year or an earlier one.":
        return not [row for row in _rows(report, line) if "region" not in row["scope"]]
    for pattern, check in (
        (NEAREST, _nearest_is_true),
        (GAP, _gap_is_true),
        (CHANCE, _chance_is_true),
    ):
        if match := re.fullmatch(pattern, text):
            return check(report, line, value, match)
    return False


NEAREST = (
    r"The nearest comparable published figure is ([\d.]+%?) \((.+), (\d{4}): (.+), printed "
    r"(\d{4})(, restated)?\)(?:; it is (\d+) years? older)?\."
)
GAP = (
    r"The own figure is (?:the same|(.+) (higher|lower)"
    r"(?:, which is (better|worse) for BME staff)?)\."
)
CHANCE = (
    r"The 95% interval of the own figure (holds|does not hold) the published one, so chance "
    r"alone (could|would not) explain the difference\."
)


def _shown(line: Line, exact: Fraction) -> str:
    return f"{shown(100 * exact, 1)}%" if line.figure == "share" else shown(exact, 2)


def _rows(report: Report, line: Line) -> list[dict[str, str]]:
    key = (str(line.metric), line.figure, line.part, line.group, line.definition)
    names = ("metric", "figure", "part", "ethnic_group", "definition")
    return [
        row
        for row in read_table("national_benchmarks")
        if row["standing"] == "usable"
        and tuple(row[name] for name in names) == key
        and int(row["wres_year"]) <= report.year
    ]


def _nearest_is_true(report: Report, line: Line, _: Fraction, match: re.Match[str]) -> bool:
    printed, place, year, source, vintage, restated, years = match.groups()
    return int(years or 0) == report.year - int(year) and any(
        _shown(line, Fraction(row["value"])) == printed
        and (row["wres_year"], row["source"], row["vintage"]) == (year, source, vintage)
        and (row["restated"] == "yes") == bool(restated)
        and (place in row["scope"] or place == "NHS trusts in England")
        for row in _rows(report, line)
    )


def _gap_is_true(_: Report, line: Line, value: Fraction, match: re.Match[str]) -> bool:
    assert line.published is not None
    gap, (size, way, meaning) = value - line.published.exact, match.groups()
    if not gap:
        return size is None
    expected = points(gap) if line.figure == "share" else shown(abs(gap), 2)
    return (size, way, meaning) == (
        "less than 0.01" if expected == "0.00" else expected,
        "higher" if gap > 0 else "lower",
        _meaning(line, is_higher=gap > 0),
    )


def _chance_is_true(report: Report, line: Line, _: Fraction, match: re.Match[str]) -> bool:
    assert line.published is not None
    holds = own_holds(report, line, line.published.exact)
    return (match[1] == "holds", match[2] == "could") == (holds, holds)


def _meaning(line: Line, *, is_higher: bool) -> str | None:
    if line.figure == "ratio":
        is_bad = line.group.startswith("white") == (line.metric in {2, 4})
    elif (line.metric, line.group) in BAD | GOOD:
        is_bad = (line.metric, line.group) in BAD
    else:
        return None
    return "worse" if is_higher == is_bad else "better"
