"""The tables of a plan as texts, for the workbook and the Word document alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from wres.metrics import metric
from wres.planning import OPEN, PEOPLES, Closing, Plan, Priority, Reach, Row, Trajectory
from wres.planning.approvals import DECISIONS, STEPS
from wres.planning.edited import HEADERS
from wres.planning.gaps import shown
from wres.planning.priorities import hundredths
from wres.profiles import profile
from wres.wording import origin


NONE = "none"
NOT_KNOWN = "not known"
DRAFT = (
    "This is a draft. The figures, the numbers of people and the proposals are worked out; owner, "
    "deadline, status, progress, risk and approval are for a person to decide."
)
PEOPLE = (
    "How many people would have brought each ratio within 0.80 to 1.25, and to equality, all else "
    "as it was. Each number is the smallest: with one person fewer it does not. Ratios are turned "
    "so that above 1.00 is to the disadvantage of {bme} staff. In bands, posts and the share of "
    "all staff stay as they are. Numbers of survey respondents are approximate, as the survey "
    "weights answers. A year's figures move by chance too: these are sizes, not promises."
)
LINES = (
    "How many {bme} staff each band would have at 31 March, in a straight line to the share of all "
    "staff by {year}, rounded up to whole people. Posts and that share are taken to stay as they "
    "are."
)
STATUS = (
    "A status is a person's: not started, red, amber, green, complete, declined, or a word of your "
    "own. What the figures say is beside it: green where the target is reached, amber where the "
    "gap is smaller than at the baseline, red where it is not."
)
QUARTERLY = (
    "Quarters are those after the plan. What was reported in them stays beside the action when the "
    "plan is carried forward, under the year of the plan."
)
APPROVALS = (
    "Who has signed the figures off, who was consulted, and who has agreed to the plan, with the "
    "level of assurance that a committee or the Board takes from it. Steps may be added."
)
WEIGHTS = (
    "Indicators are ranked by points out of 100: a weighted mean of the size of the gap, the "
    "evidence, the trend and the distance from the nearest published figure. What is not known is "
    "left out of the mean. The weights are a choice of this library."
)


def notes_of(plan: Plan) -> tuple[str, ...]:
    """Say how to read a plan."""
    label = profile(plan.year)["label_bme"]
    lines = LINES.format(bme=label, year=plan.goal_year)
    return DRAFT, STATUS, QUARTERLY, APPROVALS, WEIGHTS, PEOPLE.format(bme=label), lines


@frozen
class Table:
    """Headers and rows of texts or whole numbers; the same number in each row."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def indicator(number: int) -> str:
    """Name an indicator: its number and title."""
    return f"{number}. {metric(number).title}"


def priorities_of(plan: Plan) -> Table:
    """Give the ranking, with the score of each criterion."""
    headers = ("Rank", "Indicator", "Gap", "Points", "Gap score", "Evidence", "Trend", "Benchmark")
    return Table(headers, tuple(_priority(one) for one in plan.priorities))


def _priority(one: Priority) -> tuple[str | int, ...]:
    scores = [NOT_KNOWN if score.value is None else hundredths(score.value) for score in one.scores]
    return (one.rank, indicator(one.metric), shown(one.gap), one.points, *scores)


def closings_of(plan: Plan) -> Table:
    """Give the people that closing each gap would have taken."""
    headers = (
        "Indicator",
        "Where",
        "Ratio",
        "Who",
        "People: within 0.80 to 1.25",
        "Ratio then",
        "People: equality",
        "Ratio at equality",
    )
    return Table(headers, tuple(_closing(one) for one in plan.closings))


def _closing(one: Closing) -> tuple[str | int, ...]:
    about = ", about" if one.approximate else ""
    return (
        indicator(one.metric),
        one.where or "whole organisation",
        "without end" if one.ratio is None else one.ratio.display,
        f"{one.change} {one.nouns}{about}",
        *_reach(one.four_fifths),
        *_reach(one.parity),
    )


def _reach(reach: Reach | None) -> tuple[str | int, str]:
    if reach is None:
        return "no number does it", "none"
    return reach.people, reach.ratio.display


def trajectories_of(plan: Plan) -> Table:
    """Give the goals of the senior bands, year by year."""
    years = plan.trajectories[0].years if plan.trajectories else ()
    headers = ("Band", "Staff", "BME staff", "Goal", "More people", *map(str, years))
    return Table(headers, tuple(map(_trajectory, plan.trajectories)))


def _trajectory(one: Trajectory) -> tuple[str | int, ...]:
    return (one.band, one.total, one.bme, one.goal, one.more, *one.heads)


def rows_of(plan: Plan, names: Sequence[str] = tuple(HEADERS)) -> Table:
    """Give the rows of the plan; what a person has not decided says so."""
    headers = tuple(HEADERS[name] for name in names)
    return Table(headers, tuple(tuple(text_of(row)[name] for name in names) for row in plan.rows))


def text_of(row: Row) -> Mapping[str, str]:
    """Give the texts of a row by field."""
    texts = {name: getattr(row, name, "") for name in HEADERS}
    texts |= {name: getattr(row, name) or OPEN for name in PEOPLES}
    proposed = f" (figures say {row.proposed_status})" if row.proposed_status else ""
    return texts | {
        "indicator": indicator(row.metric),
        "figures": f"{row.figures}{proposed}" if row.figures else "first year",
        "earlier": row.earlier or NONE,
        "source": _source(row),
    }


def _source(row: Row) -> str:
    standing = f" ({origin('our choice', row.verified)})" if row.verified else ""
    address = f" {row.url}" if row.url else ""
    return f"{row.source}{standing}{address}"


def commentary_of(plan: Plan) -> Table:
    """Give what the figures say, a sentence a row."""
    rows = tuple((indicator(one.metric), one.text) for one in plan.said)
    return Table(("Indicator", "What the figures say"), rows)


def approvals_of(plan: Plan) -> Table:
    """Give the trail of approval, a step a row; what a person has not written says so."""
    rows = tuple(
        (str(one.year), one.step, *(getattr(one, name) or OPEN for name in DECISIONS))
        for one in plan.approvals
    )
    return Table(tuple(STEPS.values()), rows)


def risks_of(plan: Plan) -> str:
    """List the risks that actions refer to, as they are written."""
    return "; ".join(dict.fromkeys(row.risk for row in plan.rows if row.risk)) or OPEN


def weights_of(plan: Plan) -> Table:
    """Give the numbers that the plan goes by."""
    rows = tuple(
        (one.meaning, f"{float(one.value):g}", origin(one.source, one.verified))
        for one in plan.weights
    )
    return Table(("What", "Value", "Where it comes from"), rows)
