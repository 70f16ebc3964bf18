"""Where an interval of a ratio ends, against 1: as the score test says."""

from __future__ import annotations

from wres.statistics._table import Table
from wres.statistics.score_test import p_value


JUST_OFF_PARITY = 1e-11  # the least step from 1 that `settle` keeps on either side


def as_tested(
    low: float, high: float | None, table: Table, alpha: float
) -> tuple[float, float | None]:
    """Keep the ends to the side of 1 that the test says, whatever the last digits did."""
    if p_value(table) >= alpha:
        return min(low, 1.0), None if high is None else max(high, 1.0)
    if table.of.events * table.to.total > table.to.events * table.of.total:
        return max(low, 1 + JUST_OFF_PARITY), high
    return low, None if high is None else min(high, 1 - JUST_OFF_PARITY)
