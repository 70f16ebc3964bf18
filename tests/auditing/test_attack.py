"""The attacker wins where hiding was careless, and never claims what is not so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import wres
from tests.auditing.naive import by_threshold, hide, taken_out
from wres.auditing import audit
from wres.auditing.auditing import book_of, counts_in, region_of
from wres.auditing.files import released
from wres.auditing.publication import policy
from wres.auditing.read_json import read_json
from wres.auditing.said import Said
from wres.auditing.sums import Total
from wres.exporters._csv import csv_bytes
from wres.report import Report
from wres.testing import reports


BANDS = ("Band 5", "Band 6", "Band 8d", "Band 9")
STAFF = {  # White, BME, unknown
    "Band 5": (310, 140, 12),
    "Band 6": (220, 75, 8),
    "Band 8d": (14, 2, 1),
    "Band 9": (9, 1, 0),
}
GROUPS = ("white", "bme", "unknown")
FIGURES = ("kept", "rounded", "none")


def lines(
    staff: Mapping[str, tuple[int, ...]] = STAFF,
    shortlisted: tuple[int, ...] = (780, 210, 10),
    appointed: tuple[int, ...] = (170, 3, 1),
    entered: tuple[int, ...] = (12, 7, 0),
) -> pl.DataFrame:
    rows = [
        ("staff", "clinical", band, group, count)
        for band, counts in staff.items()
        for group, count in zip(GROUPS, counts, strict=True)
    ]
    for measure, counts in (
        ("shortlisted", shortlisted),
        ("appointed", appointed),
        ("entered_disciplinary", entered),
    ):
        rows += [
            (measure, "", "", group, count) for group, count in zip(GROUPS, counts, strict=True)
        ]
    columns = ["measure", "workforce_group", "pay_band", "ethnic_group", "value"]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        pl.col("workforce_group", "pay_band").replace("", None)
    )


def report_of(frame: pl.DataFrame, *, organisation: str = "RXX", year: int = 2025) -> Report:
    return wres.measure(wres.WresReturn.from_frame(frame), year=year, organisation=organisation)


def full(**counts: tuple[int, ...]) -> str:
    return report_of(lines(**counts)).to_json()  # type: ignore[arg-type]


def found_in(text: str, name: str = "report.json") -> dict[tuple[int, str, str, str], Fraction]:
    return {
        (one.cell.metric, one.cell.figure, one.cell.place, one.cell.group): one.low
        for one in audit({name: text}).findings
        if one.low == one.high and one.insider is None
    }


@pytest.mark.parametrize("figures", FIGURES)
def test_a_count_hidden_alone_is_given_back_by_its_row(figures: str) -> None:
    found = found_in(by_threshold(full(), figures=figures))

    assert found[1, "headcount", "clinical/Band 9", "bme"] == 1
    assert found[1, "headcount", "clinical/Band 8d", "bme"] == 2


def test_small_counts_that_are_shown_are_findings() -> None:
    found = audit({"report.json": full()})

    told = [str(one) for one in found.findings if one.kind == "shown"]
    assert "RXX 2025, indicator 1, Clinical Band 9, BME: 1 is shown" in told
    assert not found.safe


@pytest.mark.parametrize(
    ("figure", "displayed"),
    [
        pytest.param("likelihood", True, id="a likelihood of two decimals"),
        pytest.param("likelihood", False, id="its exact value and interval"),
        pytest.param("ratio", False, id="a ratio, its interval and tests"),
    ],
)
def test_a_figure_gives_the_events_behind_it_back(figure: str, displayed: bool) -> None:  # noqa: FBT001
    content = json.loads(by_threshold(full(), figures="rounded" if displayed else "kept"))
    recruitment = content["metrics"][1]
    for other in {"likelihood", "ratio", "if_unknown_were"} - {figure}:
        recruitment[other] = None
    content["comparisons"], content["data_quality"] = {}, {}

    found = audit({"report.json": json.dumps(content)})

    events = [one for one in found.findings if one.cell[3:] == (2, "events", "", "bme")]
    assert [one.kind for one in events] == ["confined" if displayed else "found"]
    assert events[0].low <= 3 <= (events[0].high or 0)


def test_a_ratio_of_two_hidden_counts_is_attacked_by_enumeration() -> None:
    text = hide(
        full(shortlisted=(20, 12, 0), appointed=(4, 3, 0)),
        ("metrics", 1, "events", "white"),
        ("metrics", 1, "events", "bme"),
        ("metrics", 1, "population", "bme"),
        figures="rounded",
    )
    content = json.loads(text)
    for figure in ("likelihood", "if_unknown_were"):
        content["metrics"][1][figure] = None
    population = range(10**3)

    audited = audit({"report.json": json.dumps(content)})

    # 4 / 20 over 3 / 12 is 0.80: a n / 20 b in [0.795, 0.805) with b and a at least 1.
    possible = {
        a
        for a in range(1, 21)
        for b in range(1, 200)
        for n in population
        if b <= n and 0.795 <= a * n / (20 * b) < 0.805
    }
    for one in audited.findings:
        if one.cell[3:] == (2, "events", "", "white"):
            assert one.low <= min(possible)
            assert one.high is None or one.high >= max(possible)


def test_two_releases_that_hide_different_counts_give_both_back() -> None:
    text = full(entered=(3, 4, 6))
    one = hide(text, ("metrics", 2, "events", "white"))
    other = hide(text, ("metrics", 2, "events", "bme"))

    together = audit({"one.json": one, "other.json": other})

    shown = {str(f) for f in together.findings if f.kind == "shown" and f.cell.metric == 3}
    assert shown == {
        "RXX 2025, indicator 3, events, White: 3 is shown",
        "RXX 2025, indicator 3, events, BME: 4 is shown",
    }


def test_parts_of_a_breakdown_give_the_whole_back_and_the_whole_a_part() -> None:
    frame = pl.concat(
        [
            lines(entered=counts).with_columns(directorate=pl.lit(name))
            for name, counts in (("Surgery", (9, 7, 0)), ("Medicine", (8, 2, 0)))
        ]
    )
    filed = wres.WresReturn.from_frame(frame)
    report = wres.measure(filed, year=2025, organisation="RXX", by=["directorate"])
    text = by_threshold(report.to_json(), figures="none")

    found = audit({"report.json": text}).findings

    told = {one.name: one.extent for one in found}
    name = "RXX 2025, directorate Medicine, indicator 3, events, BME"
    assert told[name] == "exactly 2"


def test_parts_of_trusts_give_the_part_of_their_region_back() -> None:
    def published(code: str, surgery: tuple[int, int, int], times: int = 1) -> str:
        parts = [
            lines(entered=counts).with_columns(directorate=pl.lit(name))
            for name, counts in (("Surgery", surgery), ("Medicine", (8, 9, 0)))
        ]
        is_surgery = (pl.col("measure") == "entered_disciplinary") & (
            pl.col("directorate") == "Surgery"
        )
        more = pl.when(is_surgery).then(pl.col("value")).otherwise(pl.col("value") * times)
        frame = pl.concat(parts).with_columns(value=more)
        filed = wres.WresReturn.from_frame(frame)
        report = wres.measure(filed, year=2025, organisation=code, by=["directorate"])
        content = json.loads(by_threshold(report.to_json(), figures="none"))
        for metric in content["metrics"]:
            metric["events"] = None
        return json.dumps(content)

    files = {
        "one.json": published("RXX", (9, 7, 0)),
        "other.json": published("RYY", (9, 2, 0)),
        "region.json": published("QYZ", (18, 9, 0), times=2),
    }
    ledger = Total("QYZ", ("RXX", "RYY"))

    def told(totals: tuple[Total, ...]) -> set[str]:
        said = [one for release in released(files) for one in release.said]
        region = region_of(book_of(said, policy("threshold-5"), totals)[0])
        hidden = [cell for cell in region.low if cell.organisation == "RYY" and cell.slice]
        return {cell.named for cell in hidden if not region.is_open(cell)}

    name = "RYY 2025, directorate Surgery, indicator 3, events, BME"
    assert name in told((ledger,))
    assert name not in told(())


def test_a_singleton_knows_more_than_anybody() -> None:
    staff = STAFF | {"Band 9": (1, 2, 0), "Band 8d": (14, 6, 0)}
    text = by_threshold(report_of(lines(staff)).to_json(), figures="none")
    content = json.loads(text)
    content["metrics"][0]["overall"]["headcount"] = {"white": None, "bme": None}
    rows = {row["pay_band"]: row for row in content["metrics"][0]["rows"][14:]}
    rows["Band 9"]["headcount"] = {"white": None, "bme": None, "unknown": 0, "total": 3}
    for metric in content["metrics"][2:4]:
        metric["population"] = None
    published = json.dumps(content)
    truth = report_of(lines(staff)).to_json()

    alone = audit({"report.json": published}, unpublished={"report.json": truth})

    unsure = audit({"report.json": published})

    of_band = [one for one in alone.findings if one.cell.place == "clinical/Band 9"]
    [told] = [str(one) for one in of_band if one.insider is not None]
    assert all(one.insider is None for one in unsure.findings)
    assert {one.cell for one in of_band if one.insider} <= {one.cell for one in unsure.possible}
    assert told == (
        "RXX 2025, indicator 1, Clinical Band 9, BME: exactly 2; the only person in RXX 2025, "
        "indicator 1, Clinical Band 9, White can tell from the sum of the groups (indicator 1, "
        "Clinical Band 9)"
    )


def test_a_region_gives_a_trust_back(tmp_path: Path) -> None:
    trusts = {"RAA": lines(entered=(3, 20, 0)), "RBB": lines(entered=(8, 30, 0))}
    keys = ["measure", "workforce_group", "pay_band", "ethnic_group"]
    region = {"QRR": pl.concat(trusts.values()).group_by(keys).agg(pl.col("value").sum())}
    for code, frame in (trusts | region).items():
        text = report_of(frame, organisation=code).to_json()
        (tmp_path / f"{code}.json").write_text(by_threshold(text, figures="none"))
    ledger = tmp_path / "releases.toml"
    ledger.write_text(
        "".join(f'[[release]]\nfile = "{code}.json"\n' for code in trusts | region)
        + '[[total]]\nwhole = "QRR"\nparts = ["RAA", "RBB"]\n'
    )

    separately = found_in((tmp_path / "RAA.json").read_text())
    together = {one.name: one.extent for one in audit([], ledger=ledger).findings}

    assert (3, "events", "", "white") not in separately
    assert together["RAA 2025, indicator 3, events, White"] == "exactly 3"


def test_rounding_leaves_what_is_under_it_open_and_a_raw_share_does_not() -> None:
    content = json.loads(hide(full(), figures="none"))
    shortlisted = content["metrics"][1]
    content["metrics"] = [
        one if one["number"] == 2 else {"number": one["number"], "status": "no_data"}
        for one in content["metrics"]
    ]
    shortlisted["population"] = {"white": 200, "bme": 40, "unknown": 0}
    shortlisted["events"] = {"white": 30, "bme": 15, "unknown": 0}
    shortlisted["likelihood"] = None
    content["publication"] = {"policy": "nhs-2018", "threshold": 8, "rounding": 5}

    rounded = audit({"report.json": json.dumps(content)})
    # 17 of 38, which the rounded counts, 15 of 40, are not.
    shortlisted["likelihood"] = {"bme": {"value": 17 / 38, "display": "0.45"}}
    raw = audit({"report.json": json.dumps(content)})

    assert rounded.safe
    assert [(one.name, one.kind, one.extent) for one in raw.findings] == [
        ("RXX 2025, indicator 2, events, BME", "rounded", "exactly 17"),
        ("RXX 2025, indicator 2, population, BME", "rounded", "exactly 38"),
    ]


# Sound on anything


def is_average(said: list[Said]) -> bool:
    """Whether the published figures say that halves may be among them."""
    return any(one.display == "two_year_average" for one in said)


@given(reports(), st.sampled_from(FIGURES), st.sampled_from([5, 11]))
@settings(max_examples=25)
def test_the_real_counts_agree_with_everything_it_assumes(
    report: Report, figures: str, threshold: int
) -> None:
    text = report.to_json()
    content = json.loads(by_threshold(text, threshold, figures=figures))
    content["data_quality"]["ledger"] = []  # the strategy draws it apart from the counts
    published = json.dumps(content)
    said, _ = read_json(json.loads(published))
    truth = counts_in(read_json(json.loads(text))[0])
    assume(all(count.denominator == 1 for count in truth.values()) or is_average(said))

    book, _ = book_of(said, policy("threshold-5"))
    region = region_of(book)
    found = audit({"report.json": published}, "threshold-5")

    # Of a count that nothing published speaks of, it knows nothing.
    for cell in truth.keys() & region.low.keys():
        low, high = region.low[cell], region.high[cell]
        assert low <= truth[cell] * book.scale(cell) <= high, cell.named
    for one in found.findings:
        if one.insider is None and one.cell in truth:
            assert one.low <= truth[one.cell] <= (one.high or 0), str(one)


@given(reports(), st.sampled_from([5, 11]))
@settings(max_examples=10)
def test_the_table_of_figures_gives_away_what_the_report_does(
    report: Report, threshold: int
) -> None:
    full = json.loads(report.to_json())
    content = json.loads(by_threshold(report.to_json(), threshold))
    # A null that is not named here was not supplied, as the table says of it too.
    content["publication"] = {"hidden": [*taken_out(full["metrics"], content["metrics"])]}
    content["data_quality"] = {}
    counts = pl.col("figure").is_in(["headcount", "population", "events", "respondents"])
    small = counts & pl.col("value").is_between(0, threshold, closed="none")
    hidden = [
        pl.when(small).then(None).otherwise(pl.col(name)).alias(name)
        for name in ("value", "exact", "display")
    ]
    status = pl.when(small).then(pl.lit("hidden")).otherwise("status").alias("status")
    table = report.to_frame().with_columns(*hidden, status)

    of_json = audit({"report.json": json.dumps(content)}, "threshold-5")
    of_csv = audit({"metrics.csv": csv_bytes(table)}, "threshold-5")

    def told(found: wres.Audit) -> set[tuple[str, str]]:
        return {(one.name, one.extent) for one in found.findings if one.insider is None}

    assert told(of_csv) == told(of_json)


def test_the_same_files_give_the_same_findings() -> None:
    text = by_threshold(full())

    first, second = (audit({"report.json": text}) for _ in range(2))

    assert [str(one) for one in first.findings] == [str(one) for one in second.findings]
    assert first == second
