"""Rows of a plan: what the figures say is filled in, what a person decides is left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from string import ascii_lowercase
from typing import Any

from attrs import evolve, frozen

from wres.metrics import metric
from wres.planning.gaps import Gap, shown
from wres.planning.priorities import Priority
from wres.planning.rules import Action, actions, objectives, value_of
from wres.profiles import Profile
from wres.rounding import display


OPEN = "[to be decided]"
"""What stands where a person has not decided yet."""

QUARTERS = ("quarter_1", "quarter_2", "quarter_3", "quarter_4")
"""What is reported of a row in each quarter after the plan."""

PEOPLES = ("owner", "deadline", "status", "progress", *QUARTERS, "risk", "approval")
"""Fields that people fill in, and that are kept when a plan is carried forward."""

STATUSES = ("not started", "red", "amber", "green", "complete", "declined")
"""Words for a status that the workbook offers; any other text is kept too."""

LOCAL = "local"
"""Source of a row that somebody added to the workbook."""


@frozen(kw_only=True)
class Row:
    """One action, ready to be agreed.

    Parameters
    ----------
    key
        Stable name: the metric and the action's key in ``actions.csv``.
    number
        Such as ``2a``.
    priority
        Rank of the indicator; ``None`` where it has no figures this year.
    objective, measure
        What it is to come to, and what to watch.
    baseline, baseline_year, baseline_size
        The gap when the row was first proposed, in words and exact: points in units of 1, ratios
        less 1.
    target, target_size
        What counts as reached, in the same unit.
    unit, definition
        ``ratio`` or ``points``, and by which definition it was measured.
    owner, deadline, status, progress, approval
        A person's; empty until somebody has decided.
    quarter_1, quarter_2, quarter_3, quarter_4
        What people report of each quarter after the plan.
    risk
        Reference of the risk in the board assurance framework or the risk register that the
        action bears on; a person's.
    earlier
        What was reported in the quarters of plans before this one, with the year of each.
    figures
        Progress by the figures of later years; empty in the first.
    proposed_status
        ``green`` where the target is reached, ``amber`` where the gap is smaller than at the
        baseline, ``red`` where not; empty where that cannot be said.
    source, url, verified
        Who advises the action, and how far that was seen.
    """

    key: str
    number: str
    metric: int
    priority: int | None
    objective: str
    baseline: str
    baseline_year: int
    baseline_size: Fraction | None
    target: str
    target_size: Fraction | None
    unit: str
    definition: str
    action: str
    owner: str
    deadline: str
    measure: str
    status: str
    progress: str
    figures: str
    proposed_status: str
    eds_outcome: str
    edi_action: str
    approval: str
    source: str
    url: str
    verified: str
    quarter_1: str = ""
    quarter_2: str = ""
    quarter_3: str = ""
    quarter_4: str = ""
    risk: str = ""
    earlier: str = ""


def proposed(priorities: Sequence[Priority], year: int, rules: Profile) -> Iterator[Row]:
    """Propose actions: all that there are for the first indicators, the first for the others.

    An indicator without a gap to the disadvantage of BME staff has none.
    """
    top = int(value_of("top_priorities"))
    for one in priorities:
        if one.gap.is_adverse:
            several = actions()[one.metric]
            chosen = several if one.rank <= top else several[:1]
            for letter, action in zip(ascii_lowercase, chosen, strict=False):
                yield _row(one, action, f"{one.metric}{letter}", year, rules)


def _row(priority: Priority, action: Action, number: str, year: int, rules: Profile) -> Row:
    gap, what = priority.gap, objectives()[priority.metric]
    labels = {"white": rules["label_white"], "bme": rules["label_bme"]}
    target, size = target_of(gap, rules)
    return Row(
        key=f"{priority.metric}/{action.key}",
        number=number,
        metric=priority.metric,
        priority=priority.rank,
        objective=what.objective.format(**labels),
        baseline=f"{shown(gap)} in {year}",
        baseline_year=year,
        baseline_size=gap.size,
        target=target,
        target_size=size,
        unit=gap.unit,
        definition=gap.definition,
        action=action.action,
        measure=what.measure.format(**labels),
        eds_outcome=what.eds_outcome,
        edi_action=what.edi_action,
        source=action.source,
        url=action.url,
        verified=action.verified,
        figures="",
        proposed_status="",
        **dict.fromkeys(PEOPLES, ""),
    )


def target_of(gap: Gap, rules: Profile) -> tuple[str, Fraction]:
    """Set the target: within the four-fifths range first, then equality.

    Differences of shares have equality as their target at once.
    """
    high = rules.four_fifths[1]
    if gap.unit == "points":
        return "0.0 points or less", Fraction(0)
    if gap.ratio is None or gap.ratio.exact > high:
        return f"ratio {display(high, 2)} or less", high - 1
    return "ratio 1.00 or less", Fraction(0)


def size_of(target: str, row: Row) -> Fraction | None:
    """Read a target that a person wrote for a row, in the row's unit.

    Examples
    --------
    >>> row = added(2, "Train panels", {}, [])
    >>> size_of("ratio 1.10 or less", row), size_of("as good as our peers", row)
    (Fraction(1, 10), None)
    """
    if target == row.target:
        return row.target_size
    pattern = {"ratio": r"ratio (-?\d+(?:\.\d+)?)", "points": r"(-?\d+(?:\.\d+)?) points"}[row.unit]
    found = re.fullmatch(rf"{pattern}(?: or less)?", target.strip(), re.IGNORECASE)
    if found is None:
        return None
    return Fraction(found[1]) - 1 if row.unit == "ratio" else Fraction(found[1]) / 100


def numbered(row: Row, others: Sequence[Row]) -> Row:
    """Give a row the next letter of its indicator that no other row has.

    Beyond the alphabet, a number follows the letter z.
    """
    taken = {other.number for other in others}
    letters = [*ascii_lowercase, *(f"z{number}" for number in range(1, len(others) + 2))]
    free = (f"{row.metric}{letter}" for letter in letters)
    return evolve(row, number=next(number for number in free if number not in taken))


def _own(made: Row, written: dict[str, str]) -> dict[str, Any]:
    """Give a new row the baseline and the target of its line, with sizes where they are known."""
    own: dict[str, Any] = {}
    if (target := written.get("target", "")) and target != made.target:
        own |= {"target": target, "target_size": size_of(target, made)}
    if (baseline := written.get("baseline", "")) and baseline != made.baseline:
        own |= {"baseline": baseline, "baseline_size": None}
    return own


def added(number: int, action: str, written: dict[str, str], others: Sequence[Row]) -> Row:
    """Make a row of what somebody added to the workbook by hand.

    Parameters
    ----------
    written
        What they wrote, by field.
    """
    same = [one for one in others if one.metric == number]
    what = objectives()[number]
    made = Row(
        key="",
        number="",
        metric=number,
        priority=same[0].priority if same else None,
        objective=written.get("objective") or (same[0].objective if same else ""),
        baseline=same[0].baseline if same else "",
        baseline_year=same[0].baseline_year if same else 0,
        baseline_size=same[0].baseline_size if same else None,
        target=same[0].target if same else "",
        target_size=same[0].target_size if same else None,
        unit="ratio" if metric(number).family == "likelihood" else "points",
        definition=same[0].definition if same else "",
        action=action,
        measure=written.get("measure", ""),
        figures="",
        proposed_status="",
        eds_outcome=written.get("eds_outcome") or what.eds_outcome,
        edi_action=written.get("edi_action") or what.edi_action,
        source=LOCAL,
        url="",
        verified="",
        **{name: written.get(name, "") for name in PEOPLES},
    )
    made = numbered(evolve(made, **_own(made, written)), others)
    return evolve(made, key=f"{number}/{LOCAL}-{made.number}")
