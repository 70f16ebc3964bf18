"""What the library knows of organisations: its two tables, and how a user's own go before them."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.nationwide.england import england, filed_of, line
from wres.errors import FigureError
from wres.nationwide import national, organisation_table
from wres.nationwide.organisations import successors
from wres.returns import WresReturn
from wres.vocabulary import read_table


ORGANISATIONS = read_table("organisations")
MERGERS = read_table("organisation_mergers")
CODES = [row["code"] for row in ORGANISATIONS]
REGIONS = {
    "East of England",
    "London",
    "Midlands",
    "North East and Yorkshire",
    "North West",
    "South East",
    "South West",
}
TYPES = {"acute", "acute specialist", "ambulance", "community", "mental health"}
ODS_CODE = re.compile(r"[RT][0-9A-Z]{2}|[A-Z][0-9][A-Z][0-9][A-Z]")
ADDRESS = re.compile(r"\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(uk|com|org)/\S")


@pytest.mark.parametrize("rows", [ORGANISATIONS, MERGERS], ids=["organisations", "mergers"])
def test_every_row_is_of_another_code_and_names_a_place_to_look(
    rows: tuple[dict[str, str], ...],
) -> None:
    codes = [row["code"] for row in rows]

    assert codes == sorted({*codes})
    assert all(ODS_CODE.fullmatch(code) for code in codes)
    assert [row["code"] for row in rows if not ADDRESS.search(row["source"])] == []


def test_regions_and_types_are_those_of_the_nhs_in_england() -> None:
    assert {row["region"] for row in ORGANISATIONS} == REGIONS
    assert {row["type"] for row in ORGANISATIONS} == TYPES | {""}
    assert len({row["name"] for row in ORGANISATIONS}) == len(ORGANISATIONS)


def test_an_integrated_care_system_lies_in_one_region() -> None:
    placed = {(row["ics"], row["region"]) for row in ORGANISATIONS if row["ics"]}

    assert len(placed) == len({ics for ics, _ in placed}) == 42


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        pytest.param("Ambulance", "ambulance", id="ambulance"),
        pytest.param("Mental Health", "mental health", id="mental health"),
        pytest.param("Community", "community", id="community"),
    ],
)
def test_a_type_does_not_contradict_the_name(word: str, kind: str) -> None:
    named = [row for row in ORGANISATIONS if word in row["name"]]

    assert named
    assert {row["type"] for row in named} == {kind}


def test_every_code_of_a_merger_is_known_and_every_chain_ends() -> None:
    codes = {row["code"] for row in MERGERS}
    heirs = {row["successor"] for row in MERGERS}

    last = successors(organisation_table(), codes)

    assert codes | heirs <= {*CODES}
    assert {*last} == codes
    assert not {*last.values()} & codes


@pytest.mark.parametrize("row", MERGERS, ids=[row["code"] for row in MERGERS])
def test_the_first_year_is_that_of_the_first_snapshot_of_the_successor(row: dict[str, str]) -> None:
    began, year = date.fromisoformat(row["date"]), int(row["first_year"])

    assert date(year - 1, 3, 31) < began <= date(year, 3, 31)


def chained(**successor: str) -> pl.DataFrame:
    return organisation_table(
        pl.DataFrame({"code": [*successor], "successor": [*successor.values()]})
    )


def test_a_chain_of_mergers_is_followed_to_its_end() -> None:
    table = chained(TAA="TAB", TAB="RM2")

    found = successors(table, ["TAA", "TAB", "RM2", "TAC"])

    assert found == {"TAA": "R0A", "TAB": "R0A", "RM2": "R0A"}
    assert successors(table, ["TAA"], 2017) == {"TAA": "RM2"}


def test_codes_that_succeed_each_other_in_a_circle_are_refused() -> None:
    with pytest.raises(FigureError, match="in a circle: TAA, TAB, TAC"):
        successors(chained(TAA="TAB", TAB="TAC", TAC="TAB"), ["TAA"])


def test_own_words_go_first_and_ours_fill_the_rest() -> None:
    mine = pl.DataFrame(
        {"code": ["RNL", "RM2", "TZZ"], "name": ["Mine", " ", None], "successor": ["RM2", "", None]}
    )

    found = organisation_table(mine).filter(pl.col("code").is_in(["RNL", "RM2", "TZZ"]))

    assert found.select("code", "name", "region", "successor", "first_year").rows() == [
        ("RM2", OLD_NAMES["RM2"], "North West", "R0A", 2018),
        ("RNL", "Mine", "North East and Yorkshire", "RM2", None),
        ("TZZ", None, None, None, None),
    ]


OLD_NAMES: Mapping[str, str] = {row["code"]: row["name"] for row in ORGANISATIONS}


def test_own_code_as_successor_keeps_an_organisation_apart() -> None:
    assert successors(chained(RNL="RNL"), ["RNL"]) == {}


def two(first: str, second: str, year: int) -> WresReturn:
    names = {"T00": first, "T01": second}
    tidy = england(2, year).to_frame().with_columns(pl.col("organisation").replace(names))
    return WresReturn.from_cells(tidy)


@pytest.mark.parametrize(
    ("year", "told"),
    [
        pytest.param(2019, ["RNL", "RNN"], id="before"),
        pytest.param(2020, ["RNN"], id="first year"),
    ],
)
def test_a_merger_counts_from_the_first_year_of_the_successor(year: int, told: list[str]) -> None:
    found = national(two("RNL", "RNN", year))

    assert found.organisations["code"].to_list() == told


def test_a_newer_year_of_any_organisation_joins_what_had_merged_by_then() -> None:
    newer = filed_of([line("T02", "shortlisted", group, 9.0, 2021) for group in ("white", "bme")])

    found = national([two("RNL", "RNN", 2019), newer])

    assert found.organisations["code"].to_list() == ["RNN", "T02"]
    assert found.organisations.filter(code="RNN").select("predecessors", "years").row(0) == (
        "RNL",
        "2019",
    )


def test_a_successor_of_ones_own_counts_in_every_year() -> None:
    mine = pl.DataFrame({"code": ["RNL"], "successor": ["RNN"]})

    assert national(two("RNL", "RNN", 2019), mine).organisations["code"].to_list() == ["RNN"]


def test_regions_types_and_systems_need_no_table_of_ones_own() -> None:
    found = national(two("RF4", "RX9", 2025))

    pools = found.pooled.filter(measure="2").select("scope", "pool").rows()
    assert pools == [
        ("all", "All organisations"),
        ("ics", "North East London"),
        ("ics", "Nottingham and Nottinghamshire"),
        ("region", "London"),
        ("region", "Midlands"),
        ("type", "acute"),
        ("type", "ambulance"),
    ]


def test_the_reference_says_how_many_rows_there_are_and_how_sure() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "reference", "national.md").read_text()
    sure = [sum(row["verified"] == "yes" for row in rows) for rows in (ORGANISATIONS, MERGERS)]

    assert f"has {len(ORGANISATIONS)} NHS trusts in England" in page
    assert f"{sure[0]} rows are `yes`: sources show all that they say; " in page
    assert f"{len(ORGANISATIONS) - sure[0]} are `likely`" in page
    assert f"has {len(MERGERS)} successions since 2014" in page
    assert f"Of {sure[1]}, ODS" in page
