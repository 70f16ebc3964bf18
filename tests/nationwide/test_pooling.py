"""Pooled figures are those of the counts added up: of all reports, of each region, whatever lacks."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from random import Random
from statistics import mean

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wres
from tests.nationwide.england import england, filed_of, line, table
from wres.errors import FigureError
from wres.metrics import GROUPS
from wres.nationwide import National, national
from wres.report import Report, measure, measure_all
from wres.returns import WresReturn, total
from wres.rounding import display
from wres.testing import laws, returns
from wres.testing.laws import Question


CODES = st.lists(st.sampled_from(["RXX", "RYY", "0R1", "RZZ"]), min_size=2, max_size=4, unique=True)
KEY = ["year", "metric", "figure", "part", "workforce_group", "pay_band", "ethnic_group"]
SHOWN = ["value", "display", "low", "high", "status", "reason"]
LIKELIHOODS = {
    2: ("shortlisted", "appointed"),
    3: ("staff", "entered_disciplinary"),
    4: ("staff", "accessed_training"),
}


def shared(pooled: pl.DataFrame, report: Report) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows that both have, in one order."""
    theirs = report.to_frame().filter(pl.col("figure").is_not_null())
    ours = pooled.filter(pl.col("figure").is_not_null()).select(*KEY, *SHOWN)
    both = ours.join(theirs.select(*KEY, *SHOWN), on=KEY, nulls_equal=True, suffix="_report")
    assert both.height == ours.height
    return both.select(*KEY, *SHOWN), both.select(
        *KEY, *(pl.col(f"{name}_report").alias(name) for name in SHOWN)
    )


def assert_same(pooled: pl.DataFrame, report: Report) -> None:
    ours, theirs = shared(pooled, report)
    for name in SHOWN:
        one, other = ours[name], theirs[name]
        if one.dtype == pl.Float64:
            assert (one.is_null() == other.is_null()).all()
            assert (
                ((one - other).abs() <= 1e-11 * other.abs().clip(1e-4)).fill_null(value=True).all()
            )
        else:
            assert one.eq_missing(other).all(), name


@settings(max_examples=25)
@given(returns(organisations=CODES, year=2025, complete=True))
def test_the_whole_is_what_adding_the_separate_reports_gives(filed: WresReturn) -> None:
    reports = measure_all(filed)
    added = total([report.filed for report in reports.values()]).pooled("ENG")

    found = national(reports.values())

    assert_same(found.figures.filter(scope="all"), measure(added, year=2025))
    assert set(found.figures.filter(scope="all")["organisations"]) == {len(reports)}


def test_each_region_is_what_adding_the_reports_of_its_organisations_gives() -> None:
    filed, known = england(9), table(9)

    found = national(filed, known)

    for scope in ("region", "type"):
        for name in known[scope].unique():
            codes = known.filter(pl.col(scope) == name)["code"]
            added = total([filed.of(code) for code in codes]).pooled("POOL")
            assert_same(found.figures.filter(scope=scope, pool=name), measure(added, year=2025))


def supplied(filed: WresReturn, code: str, measure: str, group: str) -> Fraction | None:
    return filed.of(code).value(measure, group)


@settings(max_examples=40)
@given(returns(organisations=CODES, year=2025))
def test_a_ratio_is_pooled_over_those_who_supply_all_of_it(filed: WresReturn) -> None:
    if not filed.organisations:
        return

    found = national(filed)

    for metric, measures in LIKELIHOODS.items():
        whole = {
            code: counts
            for code in filed.organisations
            for counts in [
                {(m, g): supplied(filed, code, m, g) for m in measures for g in ("white", "bme")}
            ]
            if None not in counts.values()
        }
        rows = found.pooled.filter(scope="all", metric=metric).to_dicts()
        assert len(rows) == bool(whole)
        if not whole:
            continue
        assert rows[0]["organisations"] == len(whole)
        sums = {
            key: sum((counts[key] or Fraction() for counts in whole.values()), Fraction())
            for key in next(iter(whole.values()))
        }
        assert rows[0]["display"] == shown_of(sums, measures, rows[0]["direction"])


def shown_of(
    sums: Mapping[tuple[str, str], Fraction], measures: tuple[str, str], direction: str
) -> str | None:
    population, events = measures
    of, to = direction.split("/")
    a, n, b, m = (
        sums[key] for key in ((events, of), (population, of), (events, to), (population, to))
    )
    if not (n and m):
        return None
    if not b:
        return "without end" if a else None
    return display(a * m / (n * b), 2)


@settings(max_examples=25)
@given(returns(organisations=CODES, year=2025))
def test_a_survey_is_pooled_by_respondents_exactly(filed: WresReturn) -> None:
    if not filed.organisations:
        return
    found = national(filed).figures.filter(scope="all", figure="share", metric=7)
    yes, base = dict.fromkeys(GROUPS, Fraction()), dict.fromkeys(GROUPS, 0)
    for code in filed.organisations:
        own = {
            key.ethnic_group: one
            for key, one in filed.survey.items()
            if (key.organisation, key.measure) == (code, "believes_equal_opportunities")
        }
        if {"white", "bme"} <= {*own}:
            for group, one in own.items():
                assert one.share is not None
                assert one.respondents is not None
                yes[group] += one.share * one.respondents
                base[group] += one.respondents

    for group in ("white", "bme"):
        shown = found.filter(ethnic_group=group)["display"].to_list()
        assert shown == (
            [display(yes[group] / base[group], 1, percent=True)] if base[group] else []
        )


def test_a_pooled_ratio_is_never_a_mean_of_ratios() -> None:
    large, small = (0.2, 0.1, 10_000), (0.2, 0.4, 10)
    lines = [
        line(code, measure, group, value)
        for code, (white, bme, people) in (("RXX", large), ("RYY", small))
        for group, chance in (("white", white), ("bme", bme))
        for measure, value in (("shortlisted", people), ("appointed", people * chance))
    ]

    found = national(filed_of(lines))

    ratios = found.standings["value"].to_list()
    pooled = Fraction(2002 * 10_010, 10_010 * 1004)
    assert ratios == [2.0, 0.5]
    assert found.pooled.filter(scope="all")["value"].to_list() == [pytest.approx(float(pooled))]
    assert abs(float(pooled) - mean(ratios)) > 0.7


def test_the_law_of_pooled_counts_holds() -> None:
    def pooled(question: Question) -> dict[str, float | None]:
        filed = question.to_return()
        rows = national(filed).pooled.filter(metric=2, scope="all") if filed.organisations else None
        value = None if rows is None or rows.is_empty() else rows["value"][0]
        return {"ratio": value}

    verdicts = laws.check_all(
        pooled, family="likelihood", metric=2, only=["pooled-counts"], examples=12
    )

    assert [verdict.status for verdict in verdicts] == ["holds"]


def content(analysis: National) -> str:
    return analysis.to_json()


def test_the_order_of_reports_changes_nothing() -> None:
    reports = [*measure_all(england(7)).values()]
    mixed = Random(7).sample(reports, len(reports))

    assert content(national(mixed, table(7))) == content(national(reports, table(7)))


def test_a_total_without_bands_is_left_out_of_indicator_1_only() -> None:
    filed = england(3)
    only_total = filed_of(
        [line("RXX", m, g, 50.0) for m in ("staff", "accessed_training") for g in GROUPS]
    )

    found = national([filed, only_total])

    sizes = (
        found.figures.filter(scope="all").group_by("metric").agg(pl.col("organisations").first())
    )
    assert dict(sizes.rows()) == {1: 3, 2: 3, 3: 3, 4: 4, 5: 3, 6: 3, 7: 3, 8: 3, 9: 3}
    assert_same(
        found.figures.filter(scope="all", metric=1), measure(filed.pooled("ENG"), year=2025)
    )


def test_a_part_of_the_board_that_some_lack_is_not_pooled() -> None:
    both = england(3)
    without = WresReturn.from_cells(
        both.counts.filter(
            (pl.col("measure") != "board_executive") | (pl.col("organisation") != "T00")
        )
    )

    parts = national(without).figures.filter(
        scope="all", metric=9, figure="headcount", status="measured"
    )

    assert set(parts["part"]) == {"voting", "total"}


def test_old_codes_add_up_under_their_successor() -> None:
    old, new = england(2), england(2, seed=9)
    codes = {"T00": "RNL", "T01": "RXX"}, {"T00": "RNN", "T01": "RYY"}
    before, after = (recoded(one, names) for one, names in zip((old, new), codes, strict=True))

    found = national([before, after])

    merged = total([recoded(one, {"RNL": "RNN"}) for one in (before, after)])
    assert found.organisations.filter(code="RNN")["predecessors"].item() == "RNL"
    assert "RNL" not in found.standings["organisation"]
    expected = measure(merged.of("RNN"), year=2025)[2]
    assert expected.status == "measured"
    shown = found.standings.filter(organisation="RNN", measure="2")["display"].item()
    assert shown == wres.measure(merged, year=2025, organisation="RNN")[2].ratio.display  # type: ignore[union-attr]
    assert any("RNL and its successor RNN both have figures of 2025" in w for w in found.warnings)


def recoded(filed: WresReturn, names: dict[str, str]) -> WresReturn:
    tidy = filed.to_frame().with_columns(pl.col("organisation").replace(names))
    return WresReturn.from_cells(tidy)


def test_breakdowns_are_added_up() -> None:
    filed = england(3)
    halves = pl.concat(
        filed.counts.with_columns(pl.col("value") / 2, sex=pl.lit(sex)) for sex in ("F", "M")
    )
    broken = WresReturn.from_cells(pl.concat([halves]))

    assert national(broken).figures.equals(national(WresReturn(filed.counts)).figures)


def test_two_sources_of_one_figure_are_added_and_told() -> None:
    filed = england(2)

    found = national([filed.of("T00"), filed.of("T00"), filed.of("T01")])

    assert found.warnings == (
        "T00, 2025: several sources have figures of the same measure; added up",
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        pytest.param([], "no figures to analyse", id="nothing"),
        pytest.param(7, "needs returns, reports or frames; got int", id="a number"),
        pytest.param(["report.json"], "a return or a report is needed; got str", id="a name"),
    ],
)
def test_what_cannot_be_analysed_is_told(source: object, said: str) -> None:
    with pytest.raises(FigureError, match=said):
        national(source)


def test_years_are_kept_apart() -> None:
    filed: Iterable[WresReturn] = [england(3, year) for year in (2024, 2025)]

    found = national(filed)

    assert found.years == (2024, 2025)
    for year in found.years:
        own = measure(england(3, year).pooled("ENG"), year=year)
        assert_same(found.figures.filter(scope="all", year=year), own)
    assert national(filed, year=2024).years == (2024,)
