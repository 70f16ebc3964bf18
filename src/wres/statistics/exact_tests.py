"""Exact tests of equal likelihoods, for tables too small for the score test.

They compare the table with all others that have the same margins. Their arithmetic is in whole
numbers (`_hypergeometric`), so they need no other package, and their results are correctly
rounded: tables that are equally likely count as such, where libraries that work in floats use a
tolerance.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from wres.errors import FigureError
from wres.statistics._hypergeometric import weigh
from wres.statistics._table import Count, Table


@frozen
class ExactTest:
    """A p-value and the test it is from.

    Parameters
    ----------
    test
        ``fisher``, ``mid_p_minlike`` or ``mid_p_doubled``.
    """

    p_value: float
    test: str


def fisher(
    events_of: Count, total_of: Count, events_to: Count, total_to: Count
) -> ExactTest | None:
    """Test equal likelihoods by Fisher's exact test, two-sided.

    Parameters
    ----------
    events_of, total_of
        Those who had the event in the first group and everybody in it.
    events_to, total_to
        The same of the second group.

    Returns
    -------
    ExactTest or None
        The probability of this table or one that is at most as likely, given the margins; 0.0
        where it is too small for a float. ``None`` where a group has nobody in it, or a count
        has a half: half a person cannot be drawn.

    Raises
    ------
    FigureError
        Events are negative or more than the total.

    References
    ----------
    .. [1] Fisher, R. A. (1935). The logic of inductive inference. Journal of the Royal
       Statistical Society 98, 39-82. Two-sided after Irwin, J. O. (1935), Metron 12, 83-94.

    Examples
    --------
    >>> round(fisher(0, 16, 15, 72).p_value, 5)
    0.06287
    """
    table = _whole(events_of, total_of, events_to, total_to)
    if table is None:
        return None
    weights = weigh(table)
    return ExactTest((weights.rarer + weights.equal) / weights.total, "fisher")


def mid_p(
    events_of: Count,
    total_of: Count,
    events_to: Count,
    total_to: Count,
    *,
    kind: Literal["minlike", "doubled"] = "minlike",
) -> ExactTest | None:
    """Test equal likelihoods by a mid-p test, two-sided: Fisher's, less cautious.

    Parameters
    ----------
    events_of, total_of, events_to, total_to
        As for `fisher`.
    kind
        ``minlike``: the less likely tables and half of those as likely as this one.
        ``doubled``: twice the smaller tail, with half of this table in it, and at most 1. The
        two may differ by a factor of 2, either way.

    Returns
    -------
    ExactTest or None
        As for `fisher`.

    Raises
    ------
    FigureError
        Events are negative or more than the total, or `kind` is not one of the two.

    References
    ----------
    .. [1] Lancaster, H. O. (1961). Significance tests in discrete distributions. Journal of the
       American Statistical Association 56, 223-234.
    .. [2] Fagerland, M. W., Lydersen, S. and Laake, P. (2017). Statistical Analysis of
       Contingency Tables. Chapman and Hall/CRC, chapter 4: ``minlike``.

    Examples
    --------
    >>> round(mid_p(0, 16, 15, 72).p_value, 5)
    0.04466
    >>> mid_p(0, 16, 15, 72, kind="doubled").test
    'mid_p_doubled'
    """
    if kind not in {"minlike", "doubled"}:
        raise FigureError(f"kind must be minlike or doubled; got kind={kind}")
    table = _whole(events_of, total_of, events_to, total_to)
    if table is None:
        return None
    weights = weigh(table)
    if kind == "minlike":
        twice = 2 * weights.rarer + weights.equal
    else:
        twice = min(4 * min(weights.fewer, weights.more) + 2 * weights.observed, 2 * weights.total)
    return ExactTest(twice / (2 * weights.total), f"mid_p_{kind}")


def _whole(events_of: Count, total_of: Count, events_to: Count, total_to: Count) -> Table | None:
    table = Table.of_counts(events_of, total_of, events_to, total_to)
    return table if table is not None and table.unit == 1 else None
