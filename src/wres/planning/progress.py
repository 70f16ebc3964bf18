"""Rows of an earlier plan, a year on: how far each has come, and what was reported of it."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from wres.planning.gaps import Gap, shown
from wres.planning.rows import QUARTERS, Row
from wres.rounding import display


def renewed(row: Row, gap: Gap | None, rank: int | None, year: int) -> Row:
    """Fill in what this year's figures say of a row; what people wrote stays."""
    figures, status = _by_figures(row, gap, year)
    return evolve(row, priority=rank, figures=figures, proposed_status=status)


def closed(row: Row, year: int) -> Row:
    """Put what was reported in the quarters of a plan behind, for the quarters of the next.

    Examples
    --------
    >>> from wres.planning.rows import added
    >>> row = added(2, "Train panels", {"quarter_1": "3 of 5 trained", "quarter_3": "done"}, [])
    >>> closed(row, 2025).earlier
    '2025: quarter 1: 3 of 5 trained; quarter 3: done'
    >>> closed(row, 2025).quarter_1
    ''
    """
    told = [(name.replace("_", " "), getattr(row, name)) for name in QUARTERS]
    reported = "; ".join(f"{quarter}: {text}" for quarter, text in told if text)
    if not reported:
        return row
    lines = [row.earlier, f"{year}: {reported}"]
    earlier = "\n".join(line for line in lines if line)
    nothing: dict[str, Any] = dict.fromkeys(QUARTERS, "")
    return evolve(row, earlier=earlier, **nothing)


def _by_figures(row: Row, gap: Gap | None, year: int) -> tuple[str, str]:
    if gap is None:
        return f"{year}: no figure", ""
    if row.baseline_year and gap.definition != row.definition:
        return f"{year}: {shown(gap)}, by another definition than in {row.baseline_year}", ""
    return _progress(row, gap, year)


def _progress(row: Row, gap: Gap, year: int) -> tuple[str, str]:
    now, start, aim = gap.size, row.baseline_size, row.target_size
    if now is not None and aim is not None and now <= aim:
        return f"{year}: {shown(gap)}; the target is reached", "green"
    if start is not None and gap.endless and gap.unit == "ratio":
        return f"{year}: {shown(gap)}; wider than in {row.baseline_year}", "red"
    if start is None or aim is None or now is None:
        return f"{year}: {shown(gap)}", ""
    if now < start:
        way = display((start - now) / (start - aim), 0, percent=True)
        return f"{year}: {shown(gap)}; {way} of the way from {row.baseline}", "amber"
    word = "as wide as" if now == start else "wider than"
    return f"{year}: {shown(gap)}; {word} in {row.baseline_year}", "red"
