"""What to hide in a report and in its breakdowns, proved; breakdowns without a proof are dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from wres.disclosure.cells import System
from wres.disclosure.check import faults
from wres.disclosure.parts import left_out
from wres.disclosure.policies import Policy
from wres.disclosure.protect import Plan, protect
from wres.disclosure.relations import system_of
from wres.errors import FigureError
from wres.metrics import Breakdown
from wres.report import Report


TOLD = 3
"""Counts that are named at most, of those that were given away."""


def planned(
    report: Report,
    same: Sequence[Report],
    chosen: Policy,
    taken: tuple[Breakdown, ...],
    earliest: int,
) -> tuple[Plan, tuple[Breakdown, ...], tuple[str, ...]]:
    """Protect a report together with as many breakdowns as there are proofs for.

    Parameters
    ----------
    same
        What was published of the same figures before.
    taken
        Breakdowns, those first that were published before.
    earliest
        How many these are.

    Returns
    -------
    tuple
        The plan, the breakdowns that it protects, and the others with the reason, in words.

    Raises
    ------
    FigureError
        There is no proof for the report by itself.

    Notes
    -----
    Where there is none, the largest breakdown is left out and the rest protected anew, down to
    the report by itself and the first few breakdowns, which were published before.
    """
    alone = _proved(report, same, chosen, (), ()) if not earliest else None
    shown = () if alone is None else {*alone.system.places} - alone.system.paths(alone.hidden)
    dropped: list[str] = []
    while len(taken) > earliest:
        try:
            return _proved(report, same, chosen, taken, shown), taken, tuple(dropped)
        except FigureError as error:
            largest = max(taken[earliest:], key=lambda one: (len(one.parts), taken.index(one)))
            taken = tuple(one for one in taken if one is not largest)
            dropped.append(left_out(largest, error))
    return alone or _proved(report, same, chosen, taken, shown), taken, tuple(dropped)


def _proved(
    report: Report,
    same: Sequence[Report],
    chosen: Policy,
    breakdowns: Sequence[Breakdown],
    shown: Collection[str],
) -> Plan:
    """Choose what to hide, and check the proof.

    Parameters
    ----------
    shown
        Paths of counts that are kept from being hidden if that can be.
    """
    system = system_of(report, same, breakdowns)
    kept = {cell for path, cell in system.places.items() if path in shown}
    plan = protect(system, chosen, _known(system, same), kept)
    if wrong := list(faults(plan)):
        more = [f"and {len(wrong) - TOLD:,} more"] if len(wrong) > TOLD else []
        told = "; ".join([*wrong[:TOLD], *more])
        raise FigureError(f"what was published before gives counts away: {told}")
    return plan


def _known(system: System, earlier: Iterable[Report]) -> frozenset[int]:
    """Give the cells that earlier publications show as they are now."""
    known = set()
    for one in earlier:
        shown = system_of(one, (), one.breakdowns)
        for path, cell in shown.places.items():
            at = system.places.get(path)
            if at is not None and system.cells[at].value == shown.cells[cell].value:
                known.add(at)
    return frozenset(known)
