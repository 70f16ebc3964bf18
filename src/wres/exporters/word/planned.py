"""Actions of a plan as the public report shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wres.exporters.word.fields import ACTION, ACTIONS, Field
from wres.planning import Plan, Row


DECLINED = "declined"


def with_plan(actions: Mapping[str, str], plan: Plan | None) -> dict[str, str]:
    """Put the plan's actions where the user has filled in none.

    Parameters
    ----------
    actions
        Number of an indicator to text, as `wres.exporters.word.fields.filled_in` gives them.
    plan
        ``None`` changes nothing. Rows that were declined are left out.
    """
    if plan is None:
        return dict(actions)
    empty = Field(ACTIONS, ACTION).empty
    made = {number: "\n".join(_lines(plan, int(number))) for number in actions}
    return {
        number: made[number] if text == empty and made[number] else text
        for number, text in actions.items()
    }


def _lines(plan: Plan, number: int) -> Iterator[str]:
    rows = [row for row in plan.rows if row.metric == number and row.status != DECLINED]
    for row in rows:
        yield f"{row.number}: {row.action}{_decided(row)}"
    outcomes = dict.fromkeys(f"EDS 2022 outcome {row.eds_outcome}" for row in rows)
    yield from outcomes


def _decided(row: Row) -> str:
    """Say who does it and until when, as far as that is decided."""
    told = [text for text in (row.owner, row.deadline, row.status) if text]
    return f" ({', '.join(told)})" if told else " (proposed)"
