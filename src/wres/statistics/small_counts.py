"""Whether a table rests on few people."""

from __future__ import annotations

from wres.statistics._table import Count, Table


FEW_EXPECTED = 5
FEW_EVENTS = 10


def sparse(events_of: Count, total_of: Count, events_to: Count, total_to: Count) -> bool | None:
    """Whether any of the four cells is expected to hold fewer than five people.

    Expected, that is, if both groups were equally likely. Below five, the score test's
    approximation is not to be relied on alone, and exact tests belong beside it.

    Parameters
    ----------
    events_of, total_of, events_to, total_to
        As for `koopman`.

    Returns
    -------
    bool or None
        ``None`` where a group has nobody in it.

    Raises
    ------
    FigureError
        Events are negative or more than the total.

    References
    ----------
    .. [1] Cochran, W. G. (1954). Some methods for strengthening the common chi-square tests.
       Biometrics 10, 417-451.

    Examples
    --------
    40 of 890 people are in the first group, so of 3 events 0.13 are expected there:

    >>> sparse(1, 40, 2, 850), sparse(12, 600, 20, 2400)
    (True, False)
    """
    table = Table.of_counts(events_of, total_of, events_to, total_to)
    return None if table is None else is_sparse(table)


def is_sparse(table: Table) -> bool:
    """Whether a cell of a table that has somebody in both groups expects fewer than five."""
    of, to = table.of, table.to
    smallest = min(of.total, to.total) * min(of.events + to.events, of.others + to.others)
    return smallest < FEW_EXPECTED * table.unit * (of.total + to.total)


def low_count(*events: Count | None, fewest: int = FEW_EVENTS) -> bool:
    """Whether any group has fewer than ten events: one person more or less moves its figure.

    Parameters
    ----------
    events
        Of each group; ``None``, not supplied, is not few.
    fewest
        The first number that is not few.

    References
    ----------
    .. [1] Our choice; public health practice in England marks rates on fewer than ten events.

    Examples
    --------
    >>> low_count(9, 120), low_count(10, 120), low_count(0, None)
    (True, False, True)
    """
    return any(count is not None and count < fewest for count in events)
