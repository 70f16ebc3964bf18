"""A report that is safe to publish: what it shows is as it was, and nothing tells of the rest."""

import json
from fractions import Fraction

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.disclosure.tables import report_of
from tests.exporters.test_exporters import EVIDENCE
from wres import publishable
from wres.disclosure import Policy, policies, policy
from wres.errors import FigureError, UnknownNameError
from wres.metrics import GROUPS, GroupCounts, Likelihood, Representation
from wres.report import DataQuality, Report, SelfReported, json_schema
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
