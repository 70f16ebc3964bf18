from collections import Counter
from enum import StrEnum
from importlib import resources

import pytest

from wres.vocabulary import (
    Engagement,
    EthnicCategory,
    EthnicGroup,
    Measure,
    PayBand,
    WorkforceGroup,
    fits,
    fold,
    read_document,
    read_table,
)


STANDINGS = {"yes", "likely", "plausible", "weak", "choice"}
DATA = resources.files("wres").joinpath("data")
TABLES = sorted(
    file.name.removesuffix(".csv") for file in DATA.iterdir() if file.name.endswith(".csv")
)
YEARS = range(2015, 2027)
UNGRADED = {"measures", "workforce_groups"}


@pytest.mark.parametrize(
    ("members", "table", "key"),
    [
        pytest.param(EthnicCategory, "ethnic_categories", "code", id="ethnic categories"),
        pytest.param(WorkforceGroup, "workforce_groups", "label", id="workforce groups"),
        pytest.param(PayBand, "pay_bands", "label", id="pay bands"),
        pytest.param(Engagement, "engagements", "label", id="engagements"),
        pytest.param(Measure, "measures", "name", id="measures"),
    ],
)
def test_every_member_has_one_row_in_the_same_order(
    members: type[StrEnum], table: str, key: str
) -> None:
    assert [row[key] for row in read_table(table)] == [str(member) for member in members]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_utf8_with_plain_line_ends_and_whole_rows(table: str) -> None:
    raw = DATA.joinpath(f"{table}.csv").read_bytes()

    rows = read_table(table)

    assert b"\r" not in raw
    assert raw.decode().endswith("\n")
    assert all(None not in row and None not in row.values() for row in rows)
    assert all(value == value.strip() for row in rows for value in row.values())


@pytest.mark.parametrize("table", sorted(set(TABLES) - UNGRADED))
def test_every_row_says_where_it_comes_from_and_how_sure_it_is(table: str) -> None:
    rows = read_table(table)

    assert all(row["source"] for row in rows)
    assert {row["verified"] for row in rows} <= STANDINGS
    assert all((row["source"] == "our choice") <= (row["verified"] == "choice") for row in rows)
    assert all(
        (row["source"] == "unverified") <= (row["verified"] not in {"yes", "choice"})
        for row in rows
    )


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        pytest.param("ethnic_spellings", "", id="ethnic spellings"),
        pytest.param("esr_assignment_categories", "", id="assignment categories"),
        pytest.param("esr_assignment_statuses", "", id="assignment statuses"),
        pytest.param("staff_groups", "", id="staff groups"),
        pytest.param("job_roles", "", id="job roles"),
        pytest.param("grades", "kind", id="grades"),
    ],
)
def test_every_spelling_is_folded_and_has_one_row(table: str, kind: str) -> None:
    rows = read_table(table)

    counts = Counter((row.get(kind), row["spelling"]) for row in rows)

    assert all(row["spelling"] == fold(row["spelling"]) for row in rows)
    assert max(counts.values()) == 1


def test_the_form_has_63_items_in_order() -> None:
    rows = read_table("dcf_items")

    assert [row["item"] for row in rows] == [str(number) for number in range(1, 64)]
    assert [row["metric"] for row in rows] == sorted(row["metric"] for row in rows)


def test_a_measure_fills_exactly_the_items_that_are_not_calculated() -> None:
    rows = read_table("dcf_items")

    assert {row["kind"] for row in rows} == {"headcount", "auto", "percentage"}
    assert all((row["kind"] == "auto") != bool(row["measure"]) for row in rows)
    assert all(row["measure"] in set(Measure) for row in rows if row["measure"])


def test_the_staff_items_are_the_bands_of_the_three_blocks_in_order() -> None:
    staff = [row for row in read_table("dcf_items") if row["measure"] == "staff"]

    assert [(row["workforce_group"], row["pay_band"]) for row in staff] == [
        (group, band) for group in WorkforceGroup for band in PayBand if fits(group, band)
    ]


@pytest.mark.parametrize("rule", sorted({row["rule"] for row in read_table("profiles")}))
def test_every_year_has_one_row_per_rule(rule: str) -> None:
    rows = [row for row in read_table("profiles") if row["rule"] == rule]

    years = Counter(
        year
        for row in rows
        for year in YEARS
        if int(row["first_year"]) <= year <= int(row["last_year"] or max(YEARS))
    )

    assert years == Counter(YEARS)


def test_every_rule_of_a_metric_is_in_the_profiles() -> None:
    rules = {row["rule"] for row in read_table("profiles")}

    named = {rule for metric in read_document("metrics")["metrics"] for rule in metric["rules"]}

    assert named <= rules


def test_the_metrics_are_the_nine_in_order() -> None:
    assert [metric["name"] for metric in read_document("metrics")["metrics"]] == [
        "representation",
        "appointed_from_shortlisting",
        "entered_disciplinary",
        "accessed_training",
        "harassed_by_public",
        "harassed_by_staff",
        "believes_equal_opportunities",
        "discriminated_against",
        "board_representation",
    ]


@pytest.mark.parametrize(
    "metric",
    [pytest.param(metric, id=metric["name"]) for metric in read_document("metrics")["metrics"]],
)
def test_a_metric_names_its_measures_and_its_standing(
    metric: dict[str, object],
) -> None:
    measures = {metric[key] for key in ("population", "events", "measure") if key in metric}

    assert measures <= set(Measure)
    assert ("events" in metric) == (metric["family"] == "likelihood")
    assert ("measure" in metric) == (metric["family"] == "survey")
    assert metric["verified"] in STANDINGS
    assert all(
        metric[key]
        for key in (
            "title",
            "adverse",
            "formula",
            "numerator",
            "denominator",
            "source",
            "notes",
        )
    )


def test_groups_of_the_categories_are_the_three() -> None:
    assert {category.group for category in EthnicCategory} == set(EthnicGroup)
