from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wres
from tests.wres_adapters.hostile import HOSTILE, Make
from wres.errors import FigureError, InputError
from wres.hookspecs import Adapter, WritesSpecimen
from wres.ledger import State
from wres.plugins import installed
from wres.records import SurveyShare
from wres.tables import to_frame, to_records
from wres.testing.strategies import IDENTIFIERS
from wres.vocabulary import SURVEY_MEASURES, EthnicGroup
from wres_adapters.nss_benchmark import NssBenchmark


STEMS = ("har_from_pat", "har_from_staff", "equal", "q16b")
SUPPRESSED = "suppressed: fewer than 10 or 11 respondents"


def read(path: Path, **options: object) -> wres.Intake:
    return wres.read(path, adapter="nss-benchmark", **options)  # type: ignore[arg-type]


def headers(years: Sequence[int] = (2023, 2024), stems: Sequence[str] = STEMS) -> list[str]:
    """Give the headers as published: shares with their significance, then bases."""
    made = ["org_id", "org_name", "har_from_pat_2024"]
    for year in years:
        for stem in stems:
            for group in (1, 2):
                made.append(f"{stem}_eth_summary_{group}_{year}")
                made.append(f"{stem}_eth_summary_{group}_{year}_sig")
                made.append(f"{stem}_eth_summary_n_{group}_{year}")
    return made


def row(code: object, names: Sequence[str], **changed: object) -> list[object]:
    """Give a row: shares tell year and group apart, bases are 100 and 200."""
    values: list[object] = [code, f"{code} NHS Trust", 0.5]
    for name in names[3:]:
        group, year = (int(part) for part in name.removesuffix("_sig").rsplit("_", 2)[1:])
        share = 0.1 * group + 0.01 * (year - 2020)
        value = "up" if name.endswith("_sig") else 100 * group if "_n_" in name else round(share, 4)
        values.append(changed.get(name, value))
    return values


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active["A1"] = "org_id"
    groups = book.create_sheet("Organisation Benchmark groups")
    groups.append(["org_id", "Benchmark group", "har_from_pat_eth_summary_1_2024"])
    groups.append(["RXX", "Acute", 9])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for values in rows:
            sheet.append(list(values))
    book.save(path / "benchmark.xlsx")
    return path / "benchmark.xlsx"


@pytest.fixture
def benchmark(tmp_path: Path) -> Path:
    names = headers()
    other = ["org_name", "org_id", *names[2:]]
    flipped = row("RZZ", names)
    return workbook(
        tmp_path,
        {
            "Acute&Acute Community Trusts": [names, row("RXX", names), row("RYY", names)],
            "MH&LD, MH, LD&Community Trusts ": [other, [flipped[1], flipped[0], *flipped[2:]]],
        },
    )


def shares(intake: wres.Intake) -> dict[tuple[str, str, str], tuple[float, int | None]]:
    rows = intake.tables["survey"].collect().rows(named=True)
    return {
        (one["organisation"], one["measure"], one["ethnic_group"]): (
            one["share"],
            one["respondents"],
        )
        for one in rows
    }


def test_the_adapter_is_found_by_name() -> None:
    adapter = installed().adapter("nss-benchmark")

    assert isinstance(adapter, Adapter)
    assert isinstance(adapter, WritesSpecimen)


def test_a_wres_year_takes_the_survey_of_the_autumn_before(benchmark: Path) -> None:
    intake = read(benchmark, year=2024)

    # Survey of 2023: 0.13 White, 0.23 BME.
    assert set(shares(intake).values()) == {(0.13, 100), (0.23, 200)}
    assert len(shares(intake)) == 3 * 4 * 2
    assert {code for code, *_ in shares(intake)} == {"RXX", "RYY", "RZZ"}
    assert intake.ledger.totals() == {"counted": 24, "out_of_scope": 0, "merged": 0, "rejected": 0}


def test_one_organisation_is_asked_for_by_its_code(benchmark: Path) -> None:
    intake = read(benchmark, year=2025, organisation="rzz")

    filed = wres.count(intake)
    assert filed.organisations == ("rzz",)
    report = wres.measure(filed, year=2025, organisation="rzz")
    assert [report[number].share.bme.display for number in (5, 6, 7, 8)] == ["24.0%"] * 4  # type: ignore[union-attr]
    assert {(one.state, one.rule): one.rows for one in intake.ledger.entries} == {
        (State.COUNTED, "survey result"): 8,
        (State.OUT_OF_SCOPE, "another organisation"): 16,
    }
    assert intake.ledger.balances


def test_an_organisation_that_is_not_there_is_told(benchmark: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(benchmark, organisation="RAA")

    assert str(caught.value.problems[0]) == (
        "benchmark.xlsx: no row of organisation 'RAA'; accepted: an org_id of the workbook "
        "[no-such-organisation]"
    )


def test_without_a_year_the_newest_is_taken(benchmark: Path) -> None:
    assert set(read(benchmark).tables["survey"].collect()["survey_year"]) == {2024}
    older = read(benchmark, survey_year=2023)
    assert set(older.tables["survey"].collect()["survey_year"]) == {2023}


@pytest.mark.parametrize("mark", ["*", "-", "", None, " "])
def test_suppressed_results_are_told_and_give_no_figure(mark: object, tmp_path: Path) -> None:
    names = headers()
    changed = {name: mark for name in names if name.startswith("q16b") and "_2_2024" in name}
    path = workbook(tmp_path, {"ICBs": [names, row("RXX", names, **changed)]})

    intake = read(path, year=2025)

    assert intake.missing == {"discriminated_against": SUPPRESSED}
    assert {one.rule: one.rows for one in intake.ledger.entries} == {
        "survey result": 7,
        SUPPRESSED: 1,
    }
    assert intake.problems == ()
    report = wres.measure(wres.count(intake), year=2025)
    assert report[8].share.bme is None  # type: ignore[union-attr]


def test_percentages_are_no_shares(tmp_path: Path) -> None:
    names = headers()
    changed = {"equal_eth_summary_2_2024": 49.5}
    bad = row("RYY", names, **changed)
    rows: list[list[object]] = [[*names], row("RXX", names), bad, bad]

    with pytest.raises(InputError) as caught:
        read(workbook(tmp_path, {"ICBs": rows}), year=2025)

    assert [str(one) for one in caught.value.problems] == [
        (
            "benchmark.xlsx, sheet 'ICBs', row 3, column 'equal_eth_summary_2_2024': 49.5, which is more "
            "than 1 (and in 1 more row); accepted: a share from 0 to 1 (24.9% is 0.249), or option 'values': percentages "
            "[percentage-not-share]"
        )
    ]


def test_percentages_are_read_on_demand_and_those_with_a_sign_always(tmp_path: Path) -> None:
    names = headers((2024,))
    shares_ = {name: 24.9 for name in names if "_eth_summary_" in name and "_n_" not in name}
    signed = row("RYY", names, **dict.fromkeys(shares_, "24.9%"))
    path = workbook(tmp_path, {"ICBs": [names, row("RXX", names, **shares_), signed]})

    found = shares(read(path, values="percentages"))

    assert {share for share, _ in found.values()} == {0.249}
    assert len(found) == 16
    (tmp_path / "signed").mkdir()
    only = workbook(tmp_path / "signed", {"ICBs": [names, signed]})
    assert {share for share, _ in shares(read(only)).values()} == {0.249}


def test_shares_are_no_percentages(benchmark: Path) -> None:
    with pytest.raises(InputError, match=r"no number is above 1.*\[share-not-percentage\]"):
        read(benchmark, values="percentages")
    with pytest.raises(InputError, match="accepted: shares or percentages"):
        read(benchmark, values="per mille")


def test_what_is_no_number_is_refused_with_its_cell(tmp_path: Path) -> None:
    names = headers()
    changed = {"equal_eth_summary_2_2024": "low", "equal_eth_summary_n_1_2024": "some"}

    intake = read(workbook(tmp_path, {"ICBs": [names, row("RXX", names, **changed)]}), year=2025)

    assert {(one.code, one.where.row, one.where.column) for one in intake.problems} == {
        ("impossible-number", 2, "equal_eth_summary_2_2024"),
        ("impossible-number", 2, "equal_eth_summary_n_1_2024"),
    }


def test_the_stem_has_the_number_of_the_newest_question(tmp_path: Path) -> None:
    names = headers((2020, 2024), (*STEMS[:3], "q17a"))
    path = workbook(tmp_path, {"ICBs": [names, row("RXX", names)]})

    assert shares(read(path, year=2021))["RXX", "discriminated_against", "white"] == (0.1, 100)


def test_of_several_questions_the_years_own_is_taken(tmp_path: Path) -> None:
    names = headers((2024,), (*STEMS, "q15"))
    changed = {"q15_eth_summary_1_2024": 0.9}
    path = workbook(tmp_path, {"ICBs": [names, row("RXX", names, **changed)]})

    assert shares(read(path))["RXX", "discriminated_against", "white"] == (0.14, 100)
    chosen = read(path, question_8="Q15")
    assert shares(chosen)["RXX", "discriminated_against", "white"] == (0.9, 100)


def test_questions_that_cannot_be_told_apart_have_to_be_named(tmp_path: Path) -> None:
    names = headers((2024,), (*STEMS[:3], "q15b", "q17a"))
    path = workbook(tmp_path, {"ICBs": [names, row("RXX", names)]})

    with pytest.raises(InputError, match="accepted: option question_8, one of q15b, q17a"):
        read(path)


def test_a_sheet_may_lack_a_question_but_the_workbook_may_not(tmp_path: Path) -> None:
    names, fewer = headers((2024,)), headers((2024,), STEMS[:2])
    path = workbook(tmp_path, {"A": [names, row("RXX", names)], "B": [fewer, row("RYY", fewer)]})
    assert {key[1] for key in shares(read(path)) if key[0] == "RYY"} == {
        "harassed_by_public",
        "harassed_by_staff",
    }

    with pytest.raises(InputError) as caught:
        read(path, year=2021)

    assert str(caught.value.problems[0]) == (
        "benchmark.xlsx: no sheet has a column 'har_from_pat_eth_summary_1_2020'; "
        "accepted: that column; the workbook has results of 2024 [missing-column]"
    )
    assert len(caught.value.problems) == 8


def test_a_column_twice_is_refused(tmp_path: Path) -> None:
    names = headers((2024,))
    again = [*names, "har_from_pat_eth_summary_1_2024"]

    with pytest.raises(InputError, match="2 columns that could each be"):
        read(workbook(tmp_path, {"A": [again, [*row("RXX", names), 0.3]]}))


def test_rows_without_a_code_are_out_of_scope(tmp_path: Path) -> None:
    names = headers((2024,))
    path = workbook(tmp_path, {"A": [names, row("RXX", names), [None, "Source: NHS England"]]})

    ledger = read(path).ledger

    assert {one.rule: one.rows for one in ledger.entries} == {
        "survey result": 8,
        "no organisation code": 8,
    }


@pytest.mark.parametrize(("make", "codes"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_no_such_workbook_is_refused(
    make: Make, codes: set[str], tmp_path: Path
) -> None:
    record = SurveyShare("RXX", 2024, SURVEY_MEASURES[0], EthnicGroup.BME, 0.25, 12)
    make(tmp_path / "survey.xlsx", specimen([record]))

    with pytest.raises(InputError) as caught:
        read(tmp_path / "survey.xlsx")

    assert {one.code for one in caught.value.problems} <= codes


def specimen(records: Sequence[SurveyShare]) -> bytes:
    return NssBenchmark().specimen({"survey": to_frame(records, SurveyShare)})


RESULTS = st.builds(
    SurveyShare,
    st.sampled_from(["RXX", "RYY", "0R1"]) | IDENTIFIERS,
    st.sampled_from([2021, 2024]),
    st.sampled_from(SURVEY_MEASURES),
    st.sampled_from([EthnicGroup.WHITE, EthnicGroup.BME]),
    st.integers(0, 1000).map(lambda part: part / 1000) | st.floats(0, 1),
    st.none() | st.integers(1, 10**9),
)


@given(
    records=st.lists(
        RESULTS,
        max_size=10,
        unique_by=lambda one: (one.organisation, one.survey_year, one.measure, one.ethnic_group),
    )
)
@settings(max_examples=40)
def test_what_a_specimen_holds_is_read_back(
    records: list[SurveyShare], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("nss") / "survey.xlsx"
    path.write_bytes(specimen(records))

    back = []
    for year in sorted({one.survey_year for one in records}):
        intake = read(path, year=year + 1)
        held = intake.tables["survey"].filter(pl.col("share").is_not_null())
        back += to_records(held, SurveyShare)
        assert intake.ledger.balances
        assert intake.problems == ()

    assert sorted(back, key=repr) == sorted(records, key=repr)


def test_a_specimen_has_no_respondents_of_unknown_ethnicity() -> None:
    record = SurveyShare("RXX", 2024, SURVEY_MEASURES[0], EthnicGroup.UNKNOWN, 0.25, 12)

    with pytest.raises(FigureError, match="unknown ethnicity"):
        specimen([record])
