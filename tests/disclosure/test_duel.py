"""What is made safe to publish, attacked by the auditor, which shares no code with it.

``WRES_DUELS=500 pytest tests/disclosure/test_duel.py`` attacks 500 random reports, and as many with
breakdowns.
"""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wres
from tests.auditing.naive import by_threshold
from tests.disclosure.divided import ASKED, divided, trust
from tests.disclosure.tables import report_of
from wres.disclosure import Policy, policies, policy
from wres.exporters.metrics_csv import MetricsCsv
from wres.exporters.page import Html
from wres.exporters.template import Template
from wres.exporters.word import Word
from wres.release import attack
from wres.report import Report
from wres.testing import reports


FEW, FEW_WITH_PARTS = (int(os.environ.get("WRES_DUELS", few)) for few in (15, 8))


@settings(max_examples=FEW)
@given(reports(), st.sampled_from(policies()))
def test_the_attacker_never_wins(report: Report, rules: Policy) -> None:
    safe = wres.publishable(report, rules.id)

    files = {"report.json": safe.to_json().encode()}
    for exporter in (Word(), Html(), Template()):
        files |= exporter.export(safe, {})
    found = wres.audit(files, rules.id, unpublished={"report.json": report.to_json()})

    assert [str(finding) for finding in found.findings] == []


@settings(max_examples=FEW_WITH_PARTS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(divided(), st.sampled_from([one for one in policies() if one.rounding is None]))
def test_nor_does_it_win_where_breakdowns_are_published(report: Report, rules: Policy) -> None:
    safe = wres.publishable(report, rules.id, breakdowns=True)
    files = {"report.json": safe.to_json().encode(), **MetricsCsv().export(safe, {})}

    findings = attack(files, rules, report)

    assert findings == []
    assert [one.by for one in safe.breakdowns] == [one.by for one in report.breakdowns]


def test_it_does_win_where_parts_are_hidden_by_threshold_alone() -> None:
    report = trust(["site"])
    naive = {"report.json": by_threshold(report.to_json(), figures="none").encode()}
    safe = {"report.json": wres.publishable(report, breakdowns=True).to_json().encode()}
    rules = policy("threshold-5")

    told = "RXX 2025, site North, indicator 1, Clinical Band 8a, unknown ethnicity: exactly 3"
    assert any(told in said for said in attack(naive, rules, report))
    assert attack(safe, rules, report) == []


def test_nor_from_any_file_of_a_report_with_breakdowns() -> None:
    report, rules = trust(ASKED[-1]), policy("threshold-7")
    safe = wres.publishable(report, rules.id, breakdowns=True)
    files = {"report.json": safe.to_json().encode()}
    for exporter in (MetricsCsv(), Html(), Word(), Template()):
        files |= exporter.export(safe, {})

    assert len(safe.breakdowns) == 3
    assert attack(files, rules, report) == []


def test_parts_and_the_whole_published_apart_give_nothing_back() -> None:
    report = trust(["site"])
    whole = wres.publishable(report).to_json()
    parts = wres.publishable(report, breakdowns=True).to_json()

    together = wres.audit({"whole.json": whole, "parts.json": parts})

    assert together.findings == ()


def test_it_does_win_against_hiding_by_threshold_alone() -> None:
    bands = {("clinical", "Band 5"): (60, 30, 10), ("clinical", "Band 7"): (20, 3, 8)}
    report = report_of({}, bands)

    found = wres.audit({"report.json": by_threshold(report.to_json(), figures="none")})

    named = [(finding.name, finding.extent) for finding in found.findings]
    assert ("2025, indicator 1, Clinical Band 7, BME", "exactly 3") in named


def test_what_is_about_to_be_published_is_attacked_and_what_would_tell_is_named() -> None:
    report = report_of(
        {}, {("clinical", "Band 5"): (60, 30, 10), ("clinical", "Band 7"): (20, 3, 8)}
    )
    rules = policy("threshold-5")

    naive = {"report.json": by_threshold(report.to_json(), figures="none").encode()}
    safe = {"report.json": wres.publishable(report, rules).to_json().encode()}

    assert any("Clinical Band 7, BME: exactly 3" in said for said in attack(naive, rules, report))
    assert attack(safe, rules, report) == []
