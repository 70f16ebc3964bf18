"""P-values adjusted over each report: Holm's, and Benjamini and Hochberg's.

A report has nine tests, so the ranks lie side by side: nine columns, one number a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import accumulate
from operator import add

import polars as pl

from wres.report.columnar._strips import masked, side_by_side


def adjusted(p_values: pl.Series, size: int) -> list[pl.Series]:
    """Adjust the p-values of each report for each other.

    Parameters
    ----------
    p_values
        One strip a test; null where there is none.
    size
        How many reports there are.

    Returns
    -------
    list of Series
        Holm's, and Benjamini and Hochberg's; each has as many strips.
    """
    tests = len(p_values) // size
    at = pl.arange(len(p_values), eager=True)
    report, test = at % size, at // size
    table = pl.DataFrame({"report": report, "p": p_values, "at": at})
    ranked = table.sort("report", "p", nulls_last=True)[report * tests + test]
    by_rank = [ranked["p"].slice(rank * size, size) for rank in range(tests)]
    back, known = ranked["at"].arg_sort(), p_values.is_not_null()
    family = reduce(add, (known.slice(n * size, size).cast(pl.Int64) for n in range(tests)))
    return [
        masked(side_by_side(raised).gather(back), known)
        for raised in (_step_down(by_rank, family), _step_up(by_rank, family))
    ]


def _step_down(by_rank: Sequence[pl.Series], family: pl.Series) -> Iterable[pl.Series]:
    raised = (p * (family - rank) for rank, p in enumerate(by_rank))
    return accumulate((p.zip_with(p < 1, p * 0 + 1) for p in raised), _greater)


def _step_up(by_rank: Sequence[pl.Series], family: pl.Series) -> Iterable[pl.Series]:
    raised = [p * family / (rank + 1) for rank, p in enumerate(by_rank)]
    return reversed(list(accumulate(reversed(raised), _less)))


def _greater(one: pl.Series, other: pl.Series) -> pl.Series:
    return one.zip_with(one > other, other)


def _less(one: pl.Series, other: pl.Series) -> pl.Series:
    """Give the lesser, and `other` where there is no `one`: ranks without a p-value come first."""
    return one.zip_with(one < other, other)
