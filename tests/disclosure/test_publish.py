"""A report that is safe to publish: what it shows is as it was, and nothing tells of the rest."""

import json
from fractions import Fraction

import polars as pl
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.disclosure.divided import (
    ASKED,
    BOTH,
    DIMENSIONS,
    counted,
    divided,
    of_categories,
    report_by,
    trust,
)
from tests.disclosure.tables import report_of
from tests.exporters.test_exporters import EVIDENCE
from wres import publishable
from wres.disclosure import Policy, policies, policy, protected
from wres.errors import FigureError, UnknownNameError
from wres.metrics import GROUPS, GroupCounts, Likelihood, Representation
from wres.report import DataQuality, Report, SelfReported, json_schema, measure
from wres.returns import WresReturn
from wres.testing import reports
from wres.testing.laws import Line, Question, check_all


BANDS = {
    ("clinical", "Band 5"): (60, 30, 10),
    ("clinical", "Band 6"): (40, 20, 9),
    ("clinical", "Band 7"): (20, 3, 8),
}
KEYS = ["metric", "figure", "part", "workforce_group", "pay_band", "ethnic_group"]
PLAIN = st.sampled_from([one for one in policies() if one.rounding is None])
SCHEMA = Draft202012Validator(json_schema())
SAID = {"holm", "benjamini_hochberg"}


@given(reports(), PLAIN)
@settings(max_examples=10)
def test_what_is_shown_is_what_was_there(report: Report, rules: Policy) -> None:
    safe = publishable(report, rules)
    text = safe.to_json()
    full = report.to_frame().filter(~pl.col("figure").is_in(SAID))
    shown = safe.to_frame().filter(~pl.col("figure").is_in(SAID))

    kept = shown.filter(pl.col("status") != "hidden")
    same = kept.join(full, on=full.columns, how="semi", nulls_equal=True)
    assert same.height == kept.height
    assert Report.from_json(text) == safe
    assert list(SCHEMA.iter_errors(json.loads(text))) == []


def test_it_keeps_the_law_of_suppression() -> None:
    def asked(question: Question) -> list[Line]:
        counts: dict[str, list[float | None]] = {}
        places: dict[tuple[str, str], list[int]] = {}
        for line in question.lines:
            if line.workforce_group and line.pay_band:
                place = (line.workforce_group, line.pay_band)
                places.setdefault(place, []).append(int(line.value or 0))
            else:
                counts.setdefault(line.measure, []).append(float(line.value or 0))
        safe = publishable(report_of(counts, places, question.year))
        return [evolve(line, value=_value(safe, line)) for line in question.lines]

    [verdict] = check_all(asked, family="suppression", examples=10)

    assert verdict.status == "holds", verdict


def _value(safe: Report, line: Line) -> int | Fraction | None:
    staff, appointed = safe.metrics[:2]
    if line.measure == "staff":
        assert isinstance(staff, Representation)
        if line.workforce_group is None:
            return staff.overall.headcount[line.ethnic_group]
        [row] = [
            row
            for row in staff.rows
            if (row.workforce_group, row.pay_band) == (line.workforce_group, line.pay_band)
        ]
        return row.headcount[line.ethnic_group]
    assert isinstance(appointed, Likelihood)
    counts = appointed.population if line.measure == "shortlisted" else appointed.events
    return counts[line.ethnic_group]


def test_figures_of_a_hidden_count_are_hidden_and_others_are_not() -> None:
    safe = publishable(
        report_of({"shortlisted": (780, 210, 30), "appointed": (170, 3, 8)}), "threshold-5"
    )
    result = safe[2]

    assert isinstance(result, Likelihood)
    assert result.events == GroupCounts(170, None, 8, hidden=("bme",))
    assert result.likelihood.white is not None
    assert (result.likelihood.bme, result.likelihood.hidden) == (None, ("bme",))
    assert (result.ratio.status, result.ratio.value) == ("hidden", None)
    assert (result.ratio.interval, result.ratio.p_value) == (None, None)
    assert result.if_unknown_were.white is None
    assert safe.comparisons.tests[-1].p_value is None
    lines = safe.to_frame().filter(pl.col("status") == "hidden")
    assert set(lines["figure"]) == {"events", "likelihood", "ratio", "ratio_if_unknown"}
    assert "indicator 2: fewer than 10 events among BME; read the ratio with its interval" not in (
        safe.data_quality.warnings
    )


def test_where_rows_went_and_digests_are_left_out() -> None:
    report = report_of({"staff": (90, 60, 9)})
    nowhere = "disciplinary: 3 counted as of unknown ethnicity, having none of their own"
    warnings = (nowhere, *report.data_quality.warnings)
    quality = DataQuality(EVIDENCE.ledger.entries, SelfReported(None, 7, 2), warnings)
    sources = evolve(report.provenance, sources=EVIDENCE.sources)

    safe = publishable(evolve(report, data_quality=quality, provenance=sources))

    assert safe.data_quality.ledger == ()
    assert safe.provenance.sources == ()
    assert report.data_quality.warnings
    assert safe.data_quality.warnings == report.data_quality.warnings
    # The 2 would follow from the 7 and the 9.
    assert safe.data_quality.self_reported.not_known is None
    reported = safe.data_quality.self_reported
    unknown = safe.metrics[0]
    assert isinstance(unknown, Representation)
    assert None in {reported.not_stated, unknown.overall.headcount.unknown}


def test_a_small_survey_base_hides_its_share_and_the_comparison() -> None:
    answers = {"harassed_by_staff": (0.25, 0.5), "harassed_by_staff_respondents": (90, 10)}
    safe = publishable(report_of(answers), "threshold-5")

    frame = safe.to_frame().filter(pl.col("metric") == 6)

    hidden = frame.filter(pl.col("status") == "hidden").select("figure", "ethnic_group").rows()
    assert set(hidden) == {
        ("share", "bme"),
        ("respondents", "bme"),
        ("difference", "bme"),
        ("ratio", "bme/white"),
    }
    assert "25.0%" in frame["display"].to_list()


@given(reports())
@settings(max_examples=5)
def test_rounding_leaves_multiples_and_figures_of_them(report: Report) -> None:
    rules = policy("nhs-2018")
    safe = publishable(report, rules)
    frame = safe.to_frame().filter(status="measured")

    counts = frame.filter(pl.col("figure").is_in(["headcount", "population", "events"]))
    values = counts["value"].to_list()
    assert all(value % 5 == 0 for value in values)
    assert not any(0 < value < rules.threshold for value in values)
    first = safe.metrics[0]
    if isinstance(first, Representation) and first.base == "everybody":
        head, share = first.overall.headcount, first.overall.share
        for group in GROUPS:
            count, figure = head[group], share[group]
            if figure is not None and count is not None and head.total:
                assert figure.exact * head.total == count


def test_what_was_published_before_is_taken_into_account() -> None:
    report = report_of({}, BANDS)
    before = publishable(report, "threshold-5")
    again = publishable(report, "threshold-5", earlier=[before])
    assert again == before

    # Had the count been public, hiding it would not take it back.
    open_handed = Policy(
        id="threshold-5", threshold=2, rounding=None, survey_base=11, description=""
    )
    careless = publishable(report, open_handed)
    with pytest.raises(FigureError, match=r"Band 7\.headcount\.bme is known too well"):
        publishable(report, "threshold-5", earlier=[careless])
    with pytest.raises(FigureError, match="published under policy threshold-5; got threshold-7"):
        publishable(report, "threshold-7", earlier=[before])
    with pytest.raises(FigureError, match="must be a report that was made publishable"):
        publishable(report, earlier=[report])


def test_a_published_report_is_not_published_again_nor_filed() -> None:
    safe = publishable(report_of({}, BANDS))

    with pytest.raises(FigureError, match="publish from the full report"):
        publishable(safe)
    with pytest.raises(FigureError, match="is no return"):
        _ = safe.filed


def test_a_policy_that_there_is_not_is_told() -> None:
    with pytest.raises(UnknownNameError, match="threshold-5"):
        publishable(report_of({}, BANDS), "threshold-6")


def test_every_policy_says_what_it_hides() -> None:
    said = {one.id: publishable(report_of({}, BANDS), one).publication for one in policies()}

    assert list(said) == ["threshold-5", "threshold-7", "threshold-10", "threshold-11", "nhs-2018"]
    assert all(one and f"1 to {one.threshold - 1} are" in one.sentence for one in said.values())
    assert said["nhs-2018"] is not None
    assert "rounded to the nearest 5" in said["nhs-2018"].sentence


def test_breakdowns_are_left_out_unless_they_are_asked_for() -> None:
    report = trust(["site"])

    assert publishable(report).breakdowns == ()
    assert publishable(report).publication is not None
    assert "Breakdowns are not published." in str(publishable(report).publication)


def test_breakdowns_cost_the_main_tables_nothing() -> None:
    report = trust(ASKED[-1])
    alone, with_parts = publishable(report), publishable(report, breakdowns=True)

    assert with_parts.metrics == alone.metrics
    assert [one.by for one in with_parts.breakdowns] == [("site",), ("sex",), BOTH]
    assert "Breakdowns are published by site, sex, site / sex." in str(with_parts.publication)


def test_a_part_hides_its_small_counts_and_every_figure_of_them() -> None:
    safe = publishable(trust(ASKED[-1]), breakdowns=True)
    part = safe.breakdowns[2]["South / East", "Female"]
    staff, appointed = part[1], part[2]

    assert isinstance(staff, Representation)
    assert isinstance(appointed, Likelihood)
    [row] = [
        row for row in staff.rows if (row.workforce_group, row.pay_band) == ("clinical", "Band 8a")
    ]
    assert "bme" in row.headcount.hidden
    assert row.headcount.bme is None
    assert (row.share.bme, row.difference.bme, row.distribution.bme) == (None, None, None)
    assert "bme" in row.share.hidden
    assert (appointed.events.bme, appointed.likelihood.bme) == (None, None)
    assert (appointed.ratio.status, appointed.ratio.exact) == ("hidden", None)


@given(divided(), PLAIN)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_shown_of_parts_is_what_was_there(report: Report, rules: Policy) -> None:
    safe = publishable(report, rules, breakdowns=True)
    full = report.breakdowns_to_frame()
    shown = safe.breakdowns_to_frame().filter(pl.col("status") != "hidden")

    kept = shown.join(full, on=full.columns, how="semi", nulls_equal=True)
    assert kept.height == shown.height
    small = pl.col("figure").is_in(["headcount", "population", "events"]) & (
        pl.col("value").is_between(1, rules.threshold - 1)
    )
    assert shown.filter(small).height == 0
    text = safe.to_json()
    assert Report.from_json(text) == safe
    assert list(SCHEMA.iter_errors(json.loads(text))) == []


@given(divided(), st.sampled_from(policies()))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_choice_is_said_to_cost_more_than_the_one_that_was_made(
    report: Report, rules: Policy
) -> None:
    plan = protected(report, rules, breakdowns=True).plan

    assert plan.bound <= plan.loss + 1e-6


def test_the_bound_asks_for_nothing_that_cannot_be() -> None:
    """The only person of a group had no event: who is that person knows it, whatever is hidden."""
    counts = {"white": (60, 12), "bme": (30, 11), "unknown": (1, 0)}
    filed = pl.DataFrame(
        [
            (measure, group, float(count))
            for group, both in counts.items()
            for measure, count in zip(("shortlisted", "appointed"), both, strict=True)
        ],
        schema=["measure", "ethnic_group", "value"],
        orient="row",
    )
    plan = protected(measure(WresReturn.from_frame(filed), year=2025, organisation="RXX")).plan

    assert (plan.bound, plan.loss) == (0, 0)


def test_where_nothing_is_small_parts_are_as_they_were() -> None:
    report = trust(ASKED[-1])
    nothing = Policy(id="threshold-5", threshold=1, rounding=None, survey_base=1, description="")

    assert publishable(report, nothing, breakdowns=True).breakdowns == report.breakdowns


def test_breakdowns_by_ethnic_category_are_left_out_in_words() -> None:
    found = protected(of_categories(), breakdowns=True)

    assert [one.by for one in found.report.breakdowns] == [("site",)]
    assert found.report.publication is not None
    assert found.report.publication.sentence.endswith(
        "Breakdowns are published by site; not by ethnic_category, site / ethnic_category."
    )
    assert [told.partition(":")[0] for told in found.left_out] == [
        "the breakdown by ethnic_category is left out",
        "the breakdown by site / ethnic_category is left out",
    ]


def test_breakdowns_are_left_out_by_a_policy_that_rounds() -> None:
    found = protected(trust(["site"]), "nhs-2018", breakdowns=True)

    assert found.report == publishable(trust(["site"]), "nhs-2018")
    [told] = found.left_out
    assert told == (
        "the breakdown by site is left out: rounded counts of parts and of the whole narrow each "
        "other down"
    )


def test_what_cannot_be_proved_within_bounds_is_left_out_the_largest_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = trust(ASKED[-1])
    cells = len(protected(trust(["site", "sex"]), breakdowns=True).plan.system.cells)
    monkeypatch.setattr("wres.disclosure.protect.MOST", cells)
    found = protected(report, breakdowns=True)
    monkeypatch.setattr("wres.disclosure.moves.EFFORT", 0)

    assert [one.by for one in found.report.breakdowns] == [("site",), ("sex",)]
    assert "by site, sex; not by site / sex." in str(found.report.publication)
    [told] = found.left_out
    assert told.startswith("the breakdown by site / sex is left out: of ")
    with pytest.raises(FigureError, match="too many counts to prove"):
        publishable(report, breakdowns=True)


def test_breakdowns_that_were_published_before_are_taken_into_account() -> None:
    report = trust(["site"])
    before = publishable(report, breakdowns=True)

    assert publishable(report, earlier=[before], breakdowns=True) == before
    assert publishable(report, earlier=[before]).breakdowns == ()
    with pytest.raises(FigureError, match="a breakdown by site was published before"):
        publishable(trust([]), earlier=[before])


def test_a_breakdown_that_would_give_away_what_was_shown_before_is_left_out() -> None:
    """Of 5 who are shown, the only one in Estates knows that the others are the 4 in Nursing."""
    counts = {"white": (40, 30), "bme": (20, 15), "unknown": (4, 1)}
    report = report_by(
        [
            counted("staff", "Band 5", group, {"staff_group": name}, count)
            for group, both in counts.items()
            for name, count in zip(DIMENSIONS["staff_group"], both, strict=True)
        ],
        ["staff_group"],
    )
    before = publishable(report)

    together = protected(report, breakdowns=True)
    later = protected(report, earlier=[before], breakdowns=True)

    assert together.report.breakdowns
    assert later.report == evolve(before, publication=later.report.publication)
    [told] = later.left_out
    assert "is left out: what was published before gives counts away: " in told
    assert "is known too well to the person of staff_group='Estates'" in told
