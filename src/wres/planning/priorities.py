"""Which indicators matter most, by weights that anybody can read and change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from wres.benchmarks import Benchmark, Line
from wres.metrics import METRICS
from wres.narrative.comparability import why_not_compared
from wres.planning.gaps import Gap, gap_of
from wres.planning.rules import CRITERIA, value_of
from wres.report import Report


COMPARED = {1: "VSM", 9: "total"}
"""Part whose published share stands for metrics 1 and 9."""


@frozen
class Score:
    """One criterion of a priority.

    Parameters
    ----------
    criterion
        ``gap``, ``evidence``, ``trend`` or ``benchmark``.
    weight
        Out of 1.
    value
        From 0 to 1; ``None`` where it is not known, and then its weight is left out.
    """

    criterion: str
    weight: Fraction
    value: Fraction | None


@frozen(kw_only=True)
class Priority:
    """An indicator's place among those that have figures.

    Parameters
    ----------
    rank
        1 is the most pressing; equal ones in the order of the standard.
    gap
        What it is about.
    earlier, earlier_year
        The gap of the earliest report that can be compared; ``None`` without one.
    scores
        By criterion.
    total
        Their weighted mean, from 0 to 1; 0 where the indicator has no gap to the disadvantage of
        BME staff.
    """

    metric: int
    rank: int
    gap: Gap
    earlier: Gap | None
    earlier_year: int | None
    scores: tuple[Score, ...]
    total: Fraction

    @property
    def points(self) -> int:
        """The total out of 100, rounded half up."""
        return hundredths(self.total)


def hundredths(value: Fraction) -> int:
    """Round a part of 1 to hundredths, half up.

    Examples
    --------
    >>> hundredths(Fraction(1, 8)), hundredths(Fraction(1, 3))
    (13, 33)
    """
    return int((200 * value + 1) // 2)


def priorities(reports: Sequence[Report], benchmark: Benchmark) -> tuple[Priority, ...]:
    """Rank the indicators of the newest report.

    Parameters
    ----------
    reports
        Of one organisation, oldest first.
    benchmark
        Of the newest.
    """
    now = reports[-1]
    found = []
    for number in (one.number for one in METRICS):
        gap = gap_of(now, number)
        if gap is not None:
            earlier, year = _earlier(reports, number, gap)
            scores = _scores(gap, earlier, _line(benchmark, number))
            total = _total(scores) if gap.is_adverse else Fraction(0)
            found.append((total, number, gap, earlier, year, scores))
    found.sort(key=lambda one: (-one[0], one[1]))
    return tuple(
        Priority(
            metric=number,
            rank=rank,
            gap=gap,
            earlier=earlier,
            earlier_year=year,
            scores=scores,
            total=total,
        )
        for rank, (total, number, gap, earlier, year, scores) in enumerate(found, 1)
    )


def _earlier(reports: Sequence[Report], number: int, gap: Gap) -> tuple[Gap | None, int | None]:
    for report in reports[:-1]:
        then = gap_of(report, number)
        if then is None or then.size is None or gap.size is None:
            continue
        same = then.definition == gap.definition
        if same and why_not_compared(report, reports[-1], number) is None:
            return then, report.year
    return None, None


def _line(benchmark: Benchmark, number: int) -> Line | None:
    lines = [
        line
        for line in benchmark[number]
        if line.gap is not None
        and (line.part == COMPARED[number] if number in COMPARED else line.reading is not None)
    ]
    return lines[0] if lines else None


def _scores(gap: Gap, earlier: Gap | None, line: Line | None) -> tuple[Score, ...]:
    values: Mapping[str, Fraction | None] = {
        "gap": _of_gap(gap),
        "evidence": value_of(f"evidence_{gap.verdict or 'none'}"),
        "trend": _of_trend(gap, earlier),
        "benchmark": _of_line(line),
    }
    return tuple(Score(name, value_of(f"weight_{name}"), values[name]) for name in CRITERIA)


def _of_gap(gap: Gap) -> Fraction | None:
    if gap.endless:
        return Fraction(1)
    if gap.size is None:
        return None
    full = value_of("full_gap_ratio") - 1 if gap.unit == "ratio" else value_of("full_gap_points")
    return _clipped(gap.size / full)


def _of_trend(gap: Gap, earlier: Gap | None) -> Fraction | None:
    if earlier is None or earlier.size is None or gap.size is None:
        return None
    moved = (gap.size - earlier.size) / value_of(f"full_trend_{gap.unit}")
    return _clipped((1 + moved) / 2)


def _of_line(line: Line | None) -> Fraction | None:
    if line is None or line.gap is None:
        return None
    unit = "ratio" if line.figure == "ratio" else "points"
    is_worse = line.gap.exact < 0 if line.reading is None else line.reading == "worse"
    full = value_of(f"full_benchmark_{unit}")
    return _clipped(abs(line.gap.exact) / full) if is_worse else Fraction(0)


def _clipped(value: Fraction) -> Fraction:
    return min(max(value, Fraction(0)), Fraction(1))


def _total(scores: Sequence[Score]) -> Fraction:
    known = [(one.weight, one.value) for one in scores if one.value is not None]
    weight = sum((weight for weight, _ in known), Fraction())
    return sum((weight * value for weight, value in known), Fraction()) / weight
