"""A plan of any reports: true sentences, exact scores, open decisions, JSON and back."""

import json
from fractions import Fraction

import jsonschema
import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.benchmarks.test_benchmark import hide, with_code
from tests.planning.substitution import ratio_with
from tests.planning.truth import Facts, false_sentences, is_true
from tests.schema_of import schema_of
from tests.wording.test_indicators import report
from wres.benchmarks import benchmark
from wres.demo import make_demo
from wres.errors import FigureError
from wres.planning import PEOPLES, Plan, Row, plan, plan_schema
from wres.planning.approvals import proposed_approvals
from wres.planning.priorities import Priority
from wres.planning.rows import QUARTERS
from wres.planning.rules import CRITERIA, actions, objectives, weights
from wres.report import Report
from wres.testing import reports
from wres.vocabulary import read_table


@given(reports(), st.lists(reports(), max_size=2))
@settings(max_examples=30)
def test_no_sentence_of_any_plan_is_false(own: Report, earlier: list[Report]) -> None:
    several = years_apart(own, earlier)

    drafted = plan(*several)

    assert false_sentences(drafted, several) == []


def years_apart(own: Report, earlier: list[Report]) -> list[Report]:
    """Reports of one organisation, a year each."""
    code = own.organisation.code
    before = [evolve(with_code(one, code), year=own.year - at) for at, one in enumerate(earlier, 1)]
    return [*(one for one in before if one.year >= 2016), own]


TURNED = {
    "wider": "narrower",
    "narrower": "wider",
    "more": "fewer",
    "fewer": "more",
    "within": "outside",
}


@given(reports(complete=True, year=2025), reports(complete=True, year=2024))
@settings(max_examples=5)
def test_a_sentence_with_one_thing_changed_is_false(own: Report, before: Report) -> None:
    several = [with_code(before, own.organisation.code), own]
    drafted = plan(*several)

    for one in drafted.said:
        facts = Facts(drafted, several, one.metric)
        for word, other in TURNED.items():
            if f" {word} " in one.text:
                assert not is_true(facts, one.text.replace(f" {word} ", f" {other} ", 1))


@given(reports(), st.lists(reports(), max_size=1))
@settings(max_examples=12)
def test_it_is_read_back_from_json_that_the_schema_allows(
    own: Report, earlier: list[Report]
) -> None:
    drafted = plan(*years_apart(own, earlier))

    jsonschema.validate(json.loads(drafted.to_json()), plan_schema())
    assert Plan.from_json(drafted.to_json()) == drafted
    assert Plan.from_json(drafted.to_json()).to_json() == drafted.to_json()


def test_the_schema_that_is_shipped_is_that_of_the_classes() -> None:
    assert plan_schema() == schema_of(Plan, title="A draft of a WRES action plan")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("{", "a plan is JSON in UTF-8", id="no JSON"),
        pytest.param("[]", "a plan has format 'wres-plan/1'; got None", id="another document"),
        pytest.param(
            '{"format": "wres-plan/1"}',
            "this is no wres-plan/1: 'organisation' is not there @ $",
            id="empty",
        ),
    ],
)
def test_what_is_no_plan_is_refused(text: str, says: str) -> None:
    with pytest.raises(FigureError) as caught:
        Plan.from_json(text)

    assert says in str(caught.value)


@given(reports(complete=True))
@settings(max_examples=10)
def test_a_report_with_hidden_counts_is_no_failure(own: Report) -> None:
    hidden = evolve(own, metrics=tuple(hide(result) for result in own))

    drafted = plan(hidden)

    assert drafted.to_frame().height == len(drafted.rows)
    assert {one.metric for one in drafted.priorities} <= set(range(1, 10))


@given(reports(), st.lists(reports(), max_size=1))
@settings(max_examples=15)
def test_ranks_follow_the_points_and_points_the_weights(own: Report, earlier: list[Report]) -> None:
    drafted = plan(*years_apart(own, earlier))

    assert [one.rank for one in drafted.priorities] == [*range(1, len(drafted.priorities) + 1)]
    totals = [one.total for one in drafted.priorities]
    assert totals == sorted(totals, reverse=True)
    for one in drafted.priorities:
        assert 0 <= one.total <= 1
        assert [score.criterion for score in one.scores] == [*CRITERIA]
        assert one.gap.is_adverse or one.total == 0
        assert not one.gap.is_adverse or one.total == by_hand(one)


def by_hand(one: Priority) -> Fraction:
    known = [(score.weight, score.value) for score in one.scores if score.value is not None]
    weights_known = sum((weight for weight, _ in known), Fraction())
    return sum((weight * value for weight, value in known), Fraction()) / weights_known


def test_scores_by_hand() -> None:
    lines = {"shortlisted": (1000, 1000, 0), "appointed": (300, 200, 0)}
    before = {"shortlisted": (1000, 1000, 0), "appointed": (300, 240, 0)}

    [one] = plan(report(before, 2024), report(lines)).priorities

    # Ratio 1.5, full at 2: 50. Worse beyond chance: 100. From 1.25 to 1.5, full at 0.5 and no
    # change 50: 75. Published 1.59 in 2023: better, 0. Weights 40, 30, 15, 15.
    scores = {score.criterion: score.value for score in one.scores}
    assert scores == {
        "gap": Fraction(1, 2),
        "evidence": 1,
        "trend": Fraction(3, 4),
        "benchmark": 0,
    }
    assert one.total == Fraction(20 + 30, 100) + Fraction(15, 100) * Fraction(3, 4)
    assert one.points == 61
    assert (one.earlier_year, one.gap.verdict) == (2024, "worse_for_bme")


@given(st.integers(1, 400), st.integers(1, 400))
@settings(max_examples=15)
def test_a_wider_gap_never_ranks_as_less_pressing_all_else_alike(one: int, other: int) -> None:
    def size(white: int) -> Fraction | None:
        drafted = plan(report({"shortlisted": (1000, 1000), "appointed": (white, 100)}))
        [score] = [s for s in drafted.priorities[0].scores if s.criterion == "gap"]
        return score.value

    low, high = sorted([one, other])
    first, second = size(low), size(high)
    assert first is not None
    assert second is not None
    assert first <= second


@given(reports())
@settings(max_examples=15)
def test_rows_propose_and_a_person_decides(own: Report) -> None:
    drafted = plan(own)

    adverse = [one for one in drafted.priorities if one.gap.is_adverse]
    expected = [len(actions()[one.metric]) if one.rank <= 3 else 1 for one in adverse]
    assert len(drafted.rows) == sum(expected)
    assert len({row.key for row in drafted.rows}) == len(drafted.rows)
    assert len({row.number for row in drafted.rows}) == len(drafted.rows)
    for row in drafted.rows:
        assert [getattr(row, name) for name in PEOPLES] == [""] * len(PEOPLES)
        assert all((row.objective, row.baseline, row.target, row.action, row.measure))
        assert all((row.eds_outcome, row.edi_action, row.source, row.url, row.verified))
        assert "{" not in row.objective + row.measure


def test_every_kind_of_closing_occurs_in_the_demo_and_is_right_there() -> None:
    own = make_demo().outcome.report

    drafted = plan(own)

    kinds = {(one.metric, "promotion" in one.noun) for one in drafted.closings}
    assert kinds == {(number, False) for number in range(1, 10)} | {(1, True)}
    assert len(drafted.trajectories) == 6
    assert false_sentences(drafted, [own]) == []
    for one in drafted.closings:
        assert one.parity is not None
        assert one.parity.people > 0
        ratio = ratio_with(own, one, one.parity.people)
        before = ratio_with(own, one, one.parity.people - 1)
        assert ratio is not None
        assert ratio <= 1
        assert before is None or before > 1


def test_weights_add_up_and_every_metric_has_an_objective_and_actions() -> None:
    assert sum(weights()[f"weight_{name}"].value for name in CRITERIA) == 1
    assert sorted(objectives()) == sorted(actions()) == [*range(1, 10)]
    outcomes = {row["outcome"] for row in read_table("eds_outcomes")}
    high_impact = {row["number"] for row in read_table("edi_actions")}
    for one in objectives().values():
        assert one.eds_outcome in outcomes
        assert one.edi_action[0] in high_impact
    for number, several in actions().items():
        assert len({one.key for one in several}) == len(several) >= 2
        assert all(one.metric == number and one.url.startswith("http") for one in several)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
YEAR_ON = st.lists(st.fixed_dictionaries(dict.fromkeys(PEOPLES, TEXT)), min_size=1, max_size=9)


@given(reports(complete=True, year=2025), reports(complete=True, year=2026), YEAR_ON)
@settings(max_examples=10)
def test_what_people_wrote_is_carried_forward_as_it_is(
    own: Report, later: Report, written: list[dict[str, str]]
) -> None:
    later = with_code(later, own.organisation.code)
    last = plan(own)
    decided = [
        evolve(row, **written[at % len(written)])  # type: ignore[arg-type]
        for at, row in enumerate(last.rows)
    ]

    again = plan(own, later, last=evolve(last, rows=tuple(decided)))

    assert again.carried_from == 2025
    kept = again.rows[: len(decided)]
    for before, after in zip(decided, kept, strict=True):
        stays = [name for name in PEOPLES if name not in QUARTERS]
        same = (*stays, "key", "number", "action", "baseline", "target", "baseline_size")
        assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
        assert all(getattr(before, name) in after.earlier for name in QUARTERS)
        assert [getattr(after, name) for name in QUARTERS] == [""] * len(QUARTERS)
        assert after.figures.startswith("2026: ")
        assert status_is_right(after, later)
    for row in again.rows[len(decided) :]:
        assert row.key not in {one.key for one in decided}
        assert row.baseline_year == 2026
    assert len({row.number for row in again.rows}) == len(again.rows)


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(QUARTERS, TEXT)), min_size=1, max_size=4),
    st.integers(0, 1),
)
def test_no_report_of_a_quarter_is_lost_however_often_a_plan_is_carried_forward(
    years: list[dict[str, str]], again: int
) -> None:
    lines = {"shortlisted": (1000, 1000, 0), "appointed": (300, 200, 0)}
    now = plan(report(lines, 2016))

    for year, written in enumerate(years, 2016):
        rows = tuple(evolve(row, **written) for row in now.rows)  # type: ignore[arg-type]
        steps = tuple(evolve(one, who=f"Chair of {year}") for one in now.approvals[-1:])
        now = evolve(now, rows=rows, approvals=(*now.approvals[:-1], *steps))
        for _ in range(again):  # drafted anew in the same year
            now = plan(report(lines, year), last=now)
            assert {name: getattr(now.rows[0], name) for name in QUARTERS} == written
        now = plan(report(lines, year + 1), last=now)

    assert all(text in now.rows[0].earlier for written in years for text in written.values())
    decided = [(one.year, one.who) for one in now.approvals if one.who]
    assert decided == [(year, f"Chair of {year}") for year in range(2016, 2016 + len(years))]
    begun = proposed_approvals(2016 + len(years))
    assert tuple(one for one in now.approvals if one.is_open) == begun


def test_a_step_that_somebody_copied_into_the_json_is_refused() -> None:
    drafted = plan(report({"shortlisted": (1000, 1000, 0), "appointed": (300, 200, 0)}))

    with pytest.raises(FigureError, match="each step once; got 'Board' of 2025 again"):
        evolve(drafted, approvals=(*drafted.approvals, evolve(drafted.approvals[4], who="Chair")))


def status_is_right(row: Row, later: Report) -> bool:
    """Whether the proposed status is what the sizes of the gaps say."""
    gaps = {one.metric: one.gap for one in plan(later).priorities}
    gap, start, aim = gaps.get(row.metric), row.baseline_size, row.target_size
    if gap is None or aim is None or "definition" in row.figures:
        return row.proposed_status == ""
    now = gap.size
    if now is None:  # nobody BME had the event, or nobody White
        return row.proposed_status == ("red" if gap.endless and start is not None else "")
    if start is None:  # so it was in the first year
        return row.proposed_status == ("green" if now <= aim else "")
    return row.proposed_status == ("green" if now <= aim else "amber" if now < start else "red")


def test_progress_by_hand() -> None:
    first = report({"shortlisted": (1000, 1000, 0), "appointed": (300, 200, 0)})
    better = report({"shortlisted": (1000, 1000, 0), "appointed": (280, 200, 0)}, 2026)
    there = report({"shortlisted": (1000, 1000, 0), "appointed": (250, 200, 0)}, 2026)
    worse = report({"shortlisted": (1000, 1000, 0), "appointed": (320, 200, 0)}, 2026)
    last = plan(first)

    told = [plan(first, one, last=last).rows[0] for one in (better, there, worse)]

    # From 1.5 to 1.25: at 1.4, 0.1 of 0.25 is done.
    assert [(row.figures, row.proposed_status) for row in told] == [
        ("2026: ratio 1.40; 40% of the way from ratio 1.50 in 2025", "amber"),
        ("2026: ratio 1.25; the target is reached", "green"),
        ("2026: ratio 1.60; wider than in 2025", "red"),
    ]


def test_progress_from_and_to_a_ratio_without_end() -> None:
    none = report({"shortlisted": (1000, 1000, 0), "appointed": (300, 0, 0)})
    some = report({"shortlisted": (1000, 1000, 0), "appointed": (300, 200, 0)})

    def told(first: Report, later: Report) -> tuple[str, str]:
        row = plan(later, last=plan(first)).rows[0]
        return row.figures, row.proposed_status

    def year(one: Report, appointed: int) -> Report:
        return report(
            {"shortlisted": (1000, 1000, 0), "appointed": (300, appointed, 0)}, one.year + 1
        )

    assert told(none, year(none, 250)) == ("2026: ratio 1.20; the target is reached", "green")
    assert told(none, year(none, 200)) == ("2026: ratio 1.50", "")
    assert told(some, year(some, 0)) == ("2026: ratio without end; wider than in 2025", "red")


def test_what_was_no_gap_is_not_called_a_narrower_one() -> None:
    """A ratio of 0.50 to 1.50: White staff were worse off, and no gap of BME staff has widened."""
    before = report({"shortlisted": (1000, 1000, 0), "appointed": (100, 200, 0)}, 2024)
    now = report({"shortlisted": (1000, 1000, 0), "appointed": (300, 200, 0)})

    said = [one.text for one in plan(before, now).said]

    assert (
        "In 2024 it was ratio 0.50, in 2025 ratio 1.50: there was no gap to the disadvantage of "
        "BME staff then."
    ) in said


def test_a_row_measured_by_another_definition_says_so() -> None:
    lines = {"staff": (1000, 1000, 0), "entered_disciplinary": (10, 30, 0)}
    first, later = report(lines, 2019), report(lines, 2021)

    [row, *_] = plan(first, later, last=plan(first)).rows

    assert row.figures == "2021: ratio 3.00, by another definition than in 2019"
    assert row.proposed_status == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(lambda _: ([], {}), "a plan needs a report", id="none"),
        pytest.param(
            lambda one: ([one, with_code(evolve(one, year=2024), "RYY")], {}),
            "a plan is of one organisation; got reports or a plan of RXX, RYY",
            id="two organisations",
        ),
        pytest.param(
            lambda one: ([one, one], {}),
            "two of the reports are of 2025; a plan takes one a year",
            id="one year twice",
        ),
        pytest.param(
            lambda one: ([one], {"last": plan(evolve(one, year=2026))}),
            "the plan to carry forward is of 2026, the newest report of 2025",
            id="later plan",
        ),
        pytest.param(
            lambda one: ([one], {"goal": 2025}),
            "a goal must be after the report; got goal=2025, report of 2025",
            id="goal",
        ),
        pytest.param(
            lambda one: ([one], {"benchmark": benchmark(evolve(one, year=2024))}),
            "the benchmark is of 'RXX' in 2024, the newest report of 'RXX' in 2025",
            id="benchmark",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(arguments: object, says: str) -> None:
    assert callable(arguments)
    given_reports, options = arguments(report({"board": (9, 1, 0), "staff": (60, 40, 0)}))

    with pytest.raises(FigureError) as caught:
        plan(*given_reports, **options)

    assert str(caught.value) == says


@given(reports())
@settings(max_examples=10)
def test_the_order_of_reports_does_not_matter(own: Report) -> None:
    assume(own.year > 2016)
    earlier = evolve(own, year=own.year - 1)

    assert plan(own, earlier) == plan(earlier, own)
