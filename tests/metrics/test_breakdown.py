"""The parts of a return: they add up, and each says something about those in it."""

import json
from collections.abc import Iterable, Iterator
from fractions import Fraction

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from wres.errors import FigureError, UnknownNameError
from wres.metrics import (
    GROUPS,
    Breakdown,
    Count,
    Likelihood,
    NoData,
    Part,
    Ratio,
    Representation,
    Result,
    likelihood_ratio,
    metric,
)
from wres.metrics.breakdown import break_down
from wres.metrics.figures import GroupCounts, Headcount
from wres.metrics.forms import Forms
from wres.profiles import profile
from wres.report import Report, json_schema, measure, measure_all
from wres.returns import Evidence, WresReturn
from wres.testing.counts import returns
from wres.vocabulary import EthnicCategory


SCHEMA = Draft202012Validator(json_schema())
SITES = st.sampled_from(["North", "South", None])
SEXES = st.sampled_from(["Female", "Male", None])
DIMENSIONS = {"site": SITES, "sex": SEXES}
CATEGORIES = {group: [str(one) for one in EthnicCategory if one.group == group] for group in GROUPS}

Key = tuple[object, ...]
Counted = dict[Key, Fraction]


@st.composite
def by_category(draw: st.DrawFn, *, complete: bool = False) -> WresReturn:
    """Draw a return by site and ethnic category."""
    made = WresReturn()
    for _ in range(draw(st.integers(1, 4))):
        part = draw(returns(complete=complete, dimensions={"site": SITES}))
        of = {group: draw(st.sampled_from(codes)) for group, codes in CATEGORIES.items()}
        category = pl.col("ethnic_group").cast(pl.String).replace_strict(of)
        made += evolve(part, counts=part.counts.with_columns(ethnic_category=category))
    return made


def counts_of(results: Iterable[Result]) -> Iterator[tuple[Key, Count | None]]:
    """Give what can be added up: headcounts, populations and events."""
    for result in results:
        match result:
            case Representation():
                for group in GROUPS:
                    yield (1, "overall", group), result.overall.headcount[group]
                    yield (1, "managers", group), result.senior_medical_managers[group]
                    for row in result.rows:
                        yield (1, row.workforce_group, row.pay_band, group), row.headcount[group]
            case Likelihood():
                for group in GROUPS:
                    yield (result.number, "population", group), result.population[group]
                    yield (result.number, "events", group), result.events[group]


def summed(parts: Iterable[Iterable[Result]]) -> Counted:
    """Add parts up; what is nothing is left out."""
    sums: Counted = {}
    for part in parts:
        for key, count in counts_of(part):
            sums[key] = sums.get(key, Fraction()) + (count or 0)
    return {key: count for key, count in sums.items() if count}


def without(numbers: set[int], counts: Counted) -> Counted:
    return {key: count for key, count in counts.items() if key[0] not in numbers}


def not_measured(one: Breakdown) -> set[int]:
    return {result.number for part in one for result in part if isinstance(result, NoData)}


# --- Whatever the return is -------------------------------------------------------------------


@settings(max_examples=10)
@given(returns(complete=True, dimensions=DIMENSIONS))
def test_the_parts_of_a_breakdown_add_up_to_the_whole(filed: WresReturn) -> None:
    report = measure(filed, year=2025, by=["site", "sex", ("site", "sex")])

    for one in report.breakdowns:
        lacking = not_measured(one)
        assert without(lacking, summed(one)) == without(lacking, summed([report.metrics]))
        for part in one:
            for number in lacking:
                assert str(getattr(part[number], "reason", "")).startswith("the lines of ")


@settings(max_examples=10)
@given(by_category(complete=True))
def test_the_ethnic_categories_add_up_to_the_whole(filed: WresReturn) -> None:
    report = measure(filed, year=2025, by=["ethnic_category", ("site", "ethnic_category")])

    for one in report.breakdowns:
        lacking = not_measured(one)
        assert without(lacking, summed(one)) == without(lacking, summed([report.metrics]))


@settings(max_examples=10)
@given(returns(dimensions=DIMENSIONS))
def test_where_some_parts_lack_a_measure_no_more_is_counted_than_there_is(
    filed: WresReturn,
) -> None:
    report = measure(filed, year=2025, by=["site", ("sex", "site")])

    whole = summed([report.metrics])
    for one in report.breakdowns:
        for key, count in summed(one).items():
            assert count <= whole[key]
        reasons = {getattr(part[1], "reason", "") for part in one}
        if not any(reason.startswith("the lines of") for reason in reasons):
            assert without({2, 3, 4}, summed(one)) == without({2, 3, 4}, whole)


@settings(max_examples=10)
@given(returns(complete=True, dimensions=DIMENSIONS))
def test_the_second_dimension_of_an_intersection_adds_up_to_the_first(filed: WresReturn) -> None:
    single, double = measure(filed, year=2025, by=["site", ("site", "sex")]).breakdowns

    lacking = not_measured(single) | not_measured(double)
    for part in single:
        inner = [other for other in double if other.values[0] == part.values[0]]
        assert without(lacking, summed(inner)) == without(lacking, summed([part]))


@settings(max_examples=8)
@given(by_category(), st.permutations(["site", "ethnic_category", ("site", "ethnic_category")]))
def test_the_order_of_by_changes_nothing_but_order(
    filed: WresReturn, by: list[str | tuple[str, ...]]
) -> None:
    expected = measure(filed, year=2025, by=sorted(by, key=str))
    report = measure(filed, year=2025, by=by)
    turned = measure(filed, year=2025, by=[("ethnic_category", "site")]).breakdowns[0]

    assert sorted(report.breakdowns, key=str) == sorted(expected.breakdowns, key=str)
    assert [one.by for one in report.breakdowns] == [
        (name,) if isinstance(name, str) else name for name in by
    ]
    both = next(one for one in report.breakdowns if len(one.by) > 1)
    assert {part.values: part.metrics for part in both} == {
        part.values[::-1]: part.metrics for part in turned
    }


@settings(max_examples=10)
@given(by_category())
def test_a_report_with_breakdowns_is_read_back_and_follows_the_schema(filed: WresReturn) -> None:
    report = measure(filed, year=2025, by=["ethnic_category", ("site", "ethnic_category")])

    text = report.to_json()

    assert Report.from_json(text) == report
    assert [error.message for error in SCHEMA.iter_errors(json.loads(text))] == []
    assert list(json.loads(text))[-1] == "breakdowns"


@settings(max_examples=20)
@given(returns(dimensions=DIMENSIONS))
def test_a_breakdown_changes_nothing_else(filed: WresReturn) -> None:
    plain = measure(filed, year=2025)
    report = measure(filed, year=2025, by=["site"])

    assert evolve(report, breakdowns=()) == plain
    assert measure(report.filed, year=2025) == plain
    assert "breakdowns" not in json.loads(plain.to_json())


@settings(max_examples=8)
@given(by_category())
def test_each_figure_of_a_part_is_in_the_frame_once(filed: WresReturn) -> None:
    report = measure(filed, year=2025, by=["site", ("site", "ethnic_category")])

    frame = report.breakdowns_to_frame()

    keys = ["breakdown", "breakdown_value", "metric", "figure", "part"]
    place = ["workforce_group", "pay_band", "ethnic_group"]
    assert frame.unique([*keys, *place]).height == frame.height
    assert frame.columns[:4] == ["organisation", "year", "breakdown", "breakdown_value"]
    assert frame.drop("breakdown", "breakdown_value").schema == report.to_frame().schema
    whole = pl.col("part").is_null()  # not without international recruits
    events = frame.filter(whole, breakdown="site", figure="events")["value"].sum()
    own = measure(filed, year=2025, by=["site"]).breakdowns[0]
    assert events == sum(n for key, n in summed(own).items() if key[1] == "events")


# --- By hand ----------------------------------------------------------------------------------

NUMBERS = {  # site, category, group: staff, entered
    ("North", "A", "white"): (80, 2),
    ("North", "C", "white"): (20, 2),
    ("North", "H", "bme"): (40, 4),
    ("North", "N", "bme"): (10, 0),
    ("North", "Z", "unknown"): (50, 1),
    ("South", "A", "white"): (100, 0),
    ("South", "H", "bme"): (60, 1),
    (None, "H", "bme"): (40, 0),
}


@pytest.fixture(scope="module")
def filed() -> WresReturn:
    """Staff in clinical band 5, and those of them who entered the process."""
    columns = ["measure", "workforce_group", "pay_band", "ethnic_group", "value"]
    lines = [
        (*line, site, category)
        for (site, category, group), (staff, entered) in NUMBERS.items()
        for line in (
            ("staff", "clinical", "Band 5", group, float(staff)),
            ("entered_disciplinary", None, None, group, float(entered)),
        )
    ]
    # As `wres.count` writes it: what has no line is nobody.
    zeros = [
        (*line, None, None)
        for group in GROUPS
        for line in (
            ("staff", "clinical", "Band 5", group, 0.0),
            ("entered_disciplinary", None, None, group, 0.0),
        )
    ]
    frame = pl.DataFrame(
        [*lines, *zeros],
        schema=[*columns, "site", "ethnic_category"],
        orient="row",
        infer_schema_length=None,
    )
    return WresReturn.from_frame(frame)


def broken_down(filed: WresReturn, *by: str, year: int = 2025) -> Breakdown:
    (one,) = measure(filed, year=year, by=[by]).breakdowns
    return one


def ratio_of(part: Part, number: int = 3) -> Ratio:
    result = part[number]
    assert isinstance(result, Likelihood)
    return result.ratio


def test_a_part_is_measured_like_a_whole(filed: WresReturn) -> None:
    one = broken_down(filed, "site")

    # North: White 4 of 100, BME 4 of 50: 4/50 x 100/4 = 2. South: no White event.
    assert [part.labels for part in one] == [("North",), ("South",), ("not recorded",)]
    assert ratio_of(one["North"]).exact == 2
    assert ratio_of(one["North"]) == likelihood_ratio(
        metric(3), GroupCounts(100, 50, 50), GroupCounts(4, 4, 1), profile(2025)
    )
    assert ratio_of(one["South"]).reason == "no events in comparator"
    first = one["North"][1]
    assert isinstance(first, Representation)
    assert first.overall.headcount.total == 200
    row = next(row for row in first.rows if row.pay_band == "Band 5" and row.headcount.total)
    # The comparator is North's own workforce, which is all in this band.
    assert row.difference.bme is not None
    assert row.difference.bme.exact == 0


def test_an_ethnic_category_is_compared_with_all_white_staff(filed: WresReturn) -> None:
    one = broken_down(filed, "ethnic_category")

    # Indian: 5 of 140; White: 4 of 200. 5/140 x 200/4 = 25/14.
    ratio = ratio_of(one["H"])
    assert (ratio.of, ratio.to, ratio.exact) == ("H", "white", Fraction(25, 14))
    assert (ratio.verdict, ratio.interval is None) == ("cannot_tell", False)
    assert [part.labels[0] for part in one] == [
        "A White British",
        "C Any other White background",
        "H Indian",
        "N African",
        "Z Not stated",
    ]
    result = one["H"][3]
    assert isinstance(result, Likelihood)
    assert result.population == GroupCounts(bme=140)
    assert result.events == GroupCounts(bme=5)
    assert result.likelihood.bme is not None
    assert result.likelihood.bme.exact == Fraction(1, 28)
    assert result.if_unknown_were.white is result.if_unknown_were.bme is None


def test_a_category_has_its_share_of_everybody(filed: WresReturn) -> None:
    result = broken_down(filed, "ethnic_category")["H"][1]

    assert isinstance(result, Representation)
    # 140 of 400, all in the one band that there is.
    assert (result.overall.headcount.bme, result.overall.headcount.total) == (140, 140)
    assert result.overall.share.bme is not None
    assert result.overall.share.bme.exact == Fraction(7, 20)
    assert result.overall.share.white is None
    row = next(row for row in result.rows if row.headcount.total)
    assert row.share == result.overall.share
    assert result.disparity == ()


def test_a_categorys_pay_bands_and_managers_are_its_own(filed: WresReturn) -> None:
    lines = {
        "measure": ["staff"] * 3 + ["senior_medical_manager"] * 2,
        "workforce_group": ["clinical"] * 3 + [None] * 2,
        "pay_band": ["Band 6"] * 3 + [None] * 2,
        "ethnic_group": ["white", "bme", "unknown", "white", "bme"],
        "value": [50.0, 10.0, 0.0, 3.0, 2.0],
        "ethnic_category": ["A", "H", "Z", "A", "H"],
    }
    more = filed + WresReturn.from_frame(pl.DataFrame(lines))

    report = measure(more, year=2025, by=["ethnic_category"], clusters=["government"])

    result = report.breakdowns[0]["H"][1]
    assert isinstance(result, Representation)
    # Indian: 140 of 400 in Band 5 and 10 of 60 in Band 6, so 150 of 460 people.
    sixth = next(row for row in result.rows if row.pay_band == "Band 6" and row.headcount.total)
    assert sixth.headcount == Headcount(None, 10, None, 10)
    assert sixth.share.bme is not None
    assert sixth.share.bme.exact == Fraction(1, 6)
    assert sixth.difference.bme is not None
    assert sixth.difference.bme.exact == Fraction(1, 6) - Fraction(150, 460)
    assert result.senior_medical_managers == Headcount(None, 2, None, 2)
    assert result.clusters == ()


def test_what_is_not_there_is_named_beside_what_is(filed: WresReturn) -> None:
    one = broken_down(filed, "site", "ethnic_category")
    metrics = "1 representation, 2 appointed_from_shortlisting, 3 entered_disciplinary"

    with pytest.raises(
        UnknownNameError,
        match=rf"^no metric of a breakdown named 'harassed_by_public'; there are: {metrics}",
    ):
        one["North", "H"][5]
    with pytest.raises(
        UnknownNameError,
        match=(
            r"^no part by site / ethnic_category named 'East / not recorded'; "
            r"there are: North / A White British, "
        ),
    ):
        one["East", None]


def test_a_category_of_a_site_is_compared_with_the_site(filed: WresReturn) -> None:
    one = broken_down(filed, "site", "ethnic_category")

    # In North, Indian 4 of 40, White 4 of 100: 5/2; and 40 of 200 people there.
    north = one["North", "H"]
    assert ratio_of(north).exact == Fraction(5, 2)
    first = north[1]
    assert isinstance(first, Representation)
    assert first.overall.share.bme is not None
    assert first.overall.share.bme.display == "20.0%"
    assert north.labels == ("North", "H Indian")
    assert [part.values for part in one][-2:] == [("South", "H"), (None, "H")]


def test_a_white_category_is_compared_with_white_as_a_whole(filed: WresReturn) -> None:
    # White other: 2 of 20; White: 4 of 200. 2/20 x 200/4 = 5.
    ratio = ratio_of(broken_down(filed, "ethnic_category")["C"])

    assert (ratio.of, ratio.to, ratio.exact, ratio.four_fifths) == (
        "C",
        "white",
        Fraction(5),
        "above",
    )
    assert (ratio.interval, ratio.p_value, ratio.test, ratio.verdict) == (None,) * 4
    assert ratio.note == "Any other White background is a part of White: no interval"
    assert ratio.low_count is True  # 2 events


@pytest.mark.parametrize(
    ("number", "population", "event"),
    [(2, "shortlisted", "appointed"), (3, "staff", "entered_disciplinary")],
)
@pytest.mark.parametrize("events", [9, 10])
def test_few_events_of_a_white_category_are_few(
    number: int, population: str, event: str, events: int
) -> None:
    lines = {
        "measure": [population, population, event, event],
        "ethnic_group": ["white"] * 4,
        "ethnic_category": ["A", "C"] * 2,
        "value": [500, 500, 40, events],
    }
    filed = WresReturn.from_frame(pl.DataFrame(lines))

    ratio = ratio_of(broken_down(filed, "ethnic_category")["C"], number)

    assert ratio.low_count is (events < 10)


def test_parts_are_in_order_of_the_alphabet_and_ethnic_categories_in_that_of_the_standard() -> None:
    values = ["Z", "99", "B", "A"]
    lines = {
        "measure": ["staff"] * 4,
        "ethnic_group": ["unknown", "unknown", "white", "white"],
        "ethnic_category": values,
        "site": values,
        "value": [1, 2, 3, 4],
    }
    filed = WresReturn.from_frame(pl.DataFrame(lines))

    sites, categories = broken_down(filed, "site"), broken_down(filed, "ethnic_category")

    assert [part.values[0] for part in sites] == ["99", "A", "B", "Z"]
    assert [part.values[0] for part in categories] == ["A", "B", "Z", "99"]


def test_the_ratio_of_a_category_has_the_direction_of_its_metric() -> None:
    lines = {
        "measure": ["shortlisted", "appointed"] * 2,
        "ethnic_group": ["white"] * 2 + ["bme"] * 2,
    }
    counted = {"value": [780, 170, 210, 30], "ethnic_category": ["A", "A", "H", "H"]}
    filed = WresReturn.from_frame(pl.DataFrame(lines | counted))

    ratio = ratio_of(broken_down(filed, "ethnic_category")["H"], 2)

    assert (ratio.of, ratio.to, ratio.exact) == ("white", "H", Fraction(119, 78))
    assert ratio.verdict == "worse_for_H"


def test_a_category_has_no_figures_without_international_recruits() -> None:
    measures = ["shortlisted", "appointed", "shortlisted_international", "appointed_international"]
    lines = {
        "measure": measures * 2,
        "ethnic_group": ["white"] * 4 + ["bme"] * 4,
        "ethnic_category": ["A"] * 4 + ["H"] * 4,
        "value": [780, 170, 20, 10, 210, 30, 60, 20],
    }
    filed = WresReturn.from_frame(pl.DataFrame(lines))

    whole = measure(filed, year=2025)[2]
    parts = [part[2] for part in broken_down(filed, "ethnic_category")]

    assert isinstance(whole, Likelihood)
    assert whole.without_international is not None
    assert [getattr(part, "without_international", 0) for part in parts] == [None, None]


def test_a_category_without_anybody_is_named_in_the_reason(filed: WresReturn) -> None:
    nobody = WresReturn.from_frame(
        pl.DataFrame(
            {
                "measure": ["staff", "entered_disciplinary"],
                "ethnic_group": ["bme"] * 2,
                "ethnic_category": ["R"] * 2,
                "site": ["North"] * 2,
                "value": [0, 0],
            }
        )
    )

    ratio = ratio_of(broken_down(filed + nobody, "ethnic_category")["R"])

    assert ratio.reason == "no Chinese in denominator"


def test_a_white_category_without_anybody_is_named_in_the_reason(filed: WresReturn) -> None:
    nobody = WresReturn.from_frame(
        pl.DataFrame(
            {
                "measure": ["staff", "entered_disciplinary"],
                "ethnic_group": ["white"] * 2,
                "ethnic_category": ["B"] * 2,
                "site": ["North"] * 2,
                "value": [0, 0],
            }
        )
    )

    ratio = ratio_of(broken_down(filed + nobody, "ethnic_category")["B"])

    assert ratio.reason == f"no {EthnicCategory.WHITE_IRISH.label} in denominator"


def test_a_table_without_the_dimension_is_no_data_and_not_zero(filed: WresReturn) -> None:
    cases = pl.col("measure") == "entered_disciplinary"
    plain = filed.to_frame().with_columns(site=pl.when(~cases).then("site"))

    one = broken_down(WresReturn.from_cells(plain), "site")

    assert [part[3].status for part in one] == ["no_data"] * 3
    assert [part[1].status for part in one] == ["measured"] * 3
    result = one["North"][3]
    assert isinstance(result, NoData)
    assert result.reason == "the lines of entered_disciplinary have no site"


def test_a_table_without_two_dimensions_names_both() -> None:
    lines = pl.DataFrame(
        {
            "measure": ["staff", "entered_disciplinary"],
            "site": ["North", None],
            "ward": ["W1", None],
            "ethnic_group": ["bme", "bme"],
            "value": [20, 1],
        }
    )

    (part,) = break_down(WresReturn.from_frame(lines), ("site", "ward"), profile(2025))

    result = part[3]
    assert isinstance(result, NoData)
    assert result.reason == "the lines of entered_disciplinary have no site or ward"


def test_the_parts_are_measured_in_the_forms_asked_for() -> None:
    lines = pl.DataFrame(
        {
            "measure": ["staff"] * 3,
            "site": ["North"] * 3,
            "ethnic_group": ["white", "bme", "unknown"],
            "value": [60, 20, 20],
        }
    )
    filed = WresReturn.from_frame(lines)

    (usual,) = break_down(filed, ("site",), profile(2025))
    (known,) = break_down(filed, ("site",), profile(2025), None, Forms(known_only=True))

    for part, expected in ((usual, "20.0%"), (known, "25.0%")):
        result = part[1]
        assert isinstance(result, Representation)
        share = result.overall.share.bme
        assert share is not None
        assert share.display == expected


def test_where_no_table_has_the_dimension_one_part_says_so(filed: WresReturn) -> None:
    plain = filed.to_frame().with_columns(ward=pl.lit(None, pl.String))

    one = broken_down(WresReturn.from_frame(plain), "ward", "site")

    (part,) = one
    assert part.values == (None, None)
    assert [getattr(result, "reason", None) for result in part] == [
        "the lines of staff have no ward",
        "appointed was not supplied",
        "the lines of entered_disciplinary have no ward",
        "the lines of staff have no ward",
    ]


def test_a_measure_that_no_source_has_keeps_its_reason() -> None:
    lines = {"measure": ["shortlisted", "staff"], "ethnic_group": ["bme"] * 2, "value": [5, 5]}
    filed = WresReturn.from_frame(pl.DataFrame(lines | {"site": [None, "North"]}))
    evidence = Evidence(missing={"appointed": "the system keeps no outcomes"})

    one = broken_down(evolve(filed, evidence=evidence), "site")

    assert one["North"][2].status == "no_data"
    assert getattr(one["North"][2], "reason", "") == "the system keeps no outcomes"


def test_nobody_at_all_is_nobody_in_every_part(filed: WresReturn) -> None:
    cases = pl.col("measure") == "entered_disciplinary"
    none = filed.to_frame().filter(~cases | pl.col("site").is_null())
    none = none.with_columns(value=pl.when(~cases).then("value").otherwise(0.0))

    result = broken_down(WresReturn.from_frame(none), "site")["South"][3]

    assert isinstance(result, Likelihood)
    assert result.events == GroupCounts(0, 0, 0)


def test_a_line_that_is_missing_in_a_part_was_not_supplied() -> None:
    lines = {
        "measure": ["shortlisted", "shortlisted", "shortlisted"],
        "ethnic_group": ["white", "bme", "white"],
        "site": ["North", "North", "South"],
        "value": [7, 5, 3],
    }
    appointed = pl.DataFrame(lines).with_columns(measure=pl.lit("appointed"), value=pl.lit(1))

    filed = WresReturn.from_frame(
        pl.concat([pl.DataFrame(lines), appointed], how="vertical_relaxed")
    )
    result = broken_down(filed, "site")["South"][2]

    assert isinstance(result, Likelihood)
    assert result.population == GroupCounts(white=3)


def test_each_organisation_is_broken_down_by_itself(filed: WresReturn) -> None:
    named = [
        WresReturn.from_frame(filed.to_frame().with_columns(organisation=pl.lit(code)))
        for code in ("RXX", "RYY")
    ]
    only_north = WresReturn.from_frame(
        named[1].to_frame().filter(pl.col("site").eq_missing("North"))
    )

    reports = measure_all(named[0] + only_north, year=2025, by=["site"])

    assert {code: len(one.breakdowns[0].parts) for code, one in reports.items()} == {
        "RXX": 3,
        "RYY": 1,
    }


# --- What cannot be asked for -----------------------------------------------------------------


def test_an_unknown_dimension_is_told_with_those_that_there_are(filed: WresReturn) -> None:
    message = "^no dimension named 'directorate'; there are: ethnic_category, site$"

    with pytest.raises(UnknownNameError, match=message):
        measure(filed, year=2025, by=["directorate"])
    plain = WresReturn.from_cells(filed.to_frame().drop("site", "ethnic_category"))
    with pytest.raises(UnknownNameError, match=r"there are: none; give by to wres.count\(\) too$"):
        measure(plain, year=2025, by=["site"])


@pytest.mark.parametrize(
    ("by", "message"),
    [
        pytest.param(
            "site", r"by must be a list such as \['directorate'\]; got by='site'", id="text"
        ),
        pytest.param(
            [("site", "site")],
            r"by must name each dimension of an intersection once; got \['site', 'site'\]",
            id="twice",
        ),
        pytest.param([()], r"dimension of an intersection once; got \[\]", id="none"),
    ],
)
def test_what_is_no_list_of_dimensions_is_refused(
    filed: WresReturn, by: list[str], message: str
) -> None:
    with pytest.raises(FigureError, match=message):
        measure(filed, year=2025, by=by)


def test_a_breakdown_that_is_asked_for_twice_is_made_once(filed: WresReturn) -> None:
    assert len(measure(filed, year=2025, by=["site", ("site",), "site"]).breakdowns) == 1


def test_a_part_or_metric_that_is_not_there_is_told(filed: WresReturn) -> None:
    one = broken_down(filed, "site")

    with pytest.raises(UnknownNameError, match="no part by site named 'East'; there are: North, "):
        one["East"]
    with pytest.raises(UnknownNameError, match="there are: 1 representation, "):
        one["North"][9]
    assert one[None].labels == ("not recorded",)
    assert one["North"]["entered_disciplinary"] is one["North"][3]


@pytest.mark.parametrize(
    ("category", "message"),
    [
        pytest.param("Q", "ethnic_category must be an NHS ethnic category code", id="unknown"),
        pytest.param(
            "A", "ethnic category A is white; the return counts some", id="of another group"
        ),
    ],
)
def test_a_category_that_does_not_belong_is_refused_where_no_check_came_before(
    category: str, message: str
) -> None:
    lines = pl.DataFrame(
        {
            "measure": ["staff"],
            "ethnic_group": ["bme"],
            "ethnic_category": [category],
            "value": [1.0],
        }
    )

    with pytest.raises(FigureError, match=message):
        measure(WresReturn.from_cells(lines), year=2025, by=["ethnic_category"])


def test_a_part_has_the_four_metrics_in_order(filed: WresReturn) -> None:
    (part, *_) = broken_down(filed, "site")

    with pytest.raises(FigureError, match=r"^a part of a breakdown has metrics 1 to 4, in order$"):
        evolve(part, metrics=part.metrics[::-1])
