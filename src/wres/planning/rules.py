"""What a plan goes by, as data: weights, objectives, actions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from attrs import frozen

from wres.vocabulary import read_table


CRITERIA = ("gap", "evidence", "trend", "benchmark")


@frozen
class Weight:
    """A number that a plan goes by, with what it means and where it comes from."""

    name: str
    value: Fraction
    meaning: str
    source: str
    verified: str


@frozen(kw_only=True)
class Objective:
    """What an indicator is to come to, and what to watch on the way; texts have labels in braces."""

    metric: int
    objective: str
    measure: str
    eds_outcome: str
    edi_action: str


@frozen(kw_only=True)
class Action:
    """Something that others have done or advise.

    Parameters
    ----------
    key
        Stable name of the action.
    verified
        How far the source was seen to say it.
    """

    metric: int
    key: str
    action: str
    source: str
    url: str
    verified: str
    note: str


@cache
def weights() -> Mapping[str, Weight]:
    """Rows of ``plan_weights.csv`` by name.

    Examples
    --------
    >>> sum(weights()[f"weight_{name}"].value for name in CRITERIA)
    Fraction(1, 1)
    """
    rows = read_table("plan_weights")
    return {
        row["name"]: Weight(
            row["name"], Fraction(row["value"]), row["meaning"], row["source"], row["verified"]
        )
        for row in rows
    }


def value_of(name: str) -> Fraction:
    """Give the number of a weight."""
    return weights()[name].value


@cache
def objectives() -> Mapping[int, Objective]:
    """Rows of ``plan_objectives.csv`` by metric."""
    names = ("objective", "measure", "eds_outcome", "edi_action")
    return {
        int(row["metric"]): Objective(
            metric=int(row["metric"]), **{name: row[name] for name in names}
        )
        for row in read_table("plan_objectives")
    }


@cache
def actions() -> Mapping[int, tuple[Action, ...]]:
    """Rows of ``actions.csv`` by metric, in file order.

    Examples
    --------
    >>> [one.key for one in actions()[3]]
    ['decision-tree', 'check-before-formal', 'audit-afterwards']
    """
    found: dict[int, list[Action]] = {}
    for row in read_table("actions"):
        number = int(row["metric"])
        fields = {name: text for name, text in row.items() if name != "metric"}
        found.setdefault(number, []).append(Action(metric=number, **fields))
    return {number: tuple(several) for number, several in found.items()}
