"""The kit itself: an adapter that is right passes, and each way to be wrong fails its check."""

import random
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from attrs import evolve

from wres.admission import ROW, LooseTable, LooseTables
from wres.errors import InputError, Location, Problem
from wres.files import Field, csv_bytes, ethnic_category, readable, refuse, scan_text, source
from wres.hookspecs import Capabilities
from wres.plugins import installed
from wres.records import BoardMember, DisciplinaryEntry, Record, StaffRecord
from wres.tables import to_frame
from wres.testing.kit import check_adapter, run_check, subject_of
from wres.testing.kit.checking import CHECKS
from wres.testing.kit.mutants import mutants
from wres.testing.kit.samples import sample_records
from wres.testing.kit.subject import writable
from wres.vocabulary import EthnicCategory


FIELDS = {
    "organisation": Field("Trust", required=False),
    "person": Field("Number"),
    "ethnic_category": Field("Ethnicity"),
    "voting": Field("Votes"),
    "executive": Field("Executive"),
}
GOOD = (
    b"Name,Number,Ethnicity,Votes,Executive,Trust\n"
    b"Exampleton,00017,A White British,Yes,No,RXX\n"
    b"Exampleton,00018,H Indian,No,Yes,RXX\n"
    b"Exampleton,00019,,Yes,Yes,RXX\n"
)


class Plain:
    """Reads a board list; everything about it is right."""

    name = "plain"
    title = "Plain board list"
    tables: tuple[str, ...] = ("board",)
    options: Mapping[str, str] = {}
    capabilities = Capabilities()

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:  # noqa: ARG002
        scan = scan_text(source_file, wanted=FIELDS)
        frame = scan.fields().with_columns(ethnic_category(pl.col("ethnic_category")))
        return LooseTables(
            (LooseTable("board", frame, source(self.name, source_file), scan.columns),)
        )

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        headers = {name: field.aliases[0] for name, field in FIELDS.items()}
        return csv_bytes(tables["board"].select(*FIELDS).rename(headers))


class Changed(Plain):
    """Changes the frame that a right adapter reads."""

    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        raise NotImplementedError

    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        (table,) = super().read(source_file, options).tables
        return LooseTables((evolve(table, frame=self.change(table.frame)),))


class HoldsRows(Changed):
    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.collect().lazy()


class LoopsOverRows(Changed):
    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        return pl.LazyFrame([dict(row) for row in frame.collect().rows(named=True)])


class LooksAtEach(Changed):
    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        same = pl.col("person").map_elements(lambda value: value, return_dtype=pl.String)
        return frame.with_columns(same)


class MakesNumbers(Changed):
    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.with_columns(pl.col("person").cast(pl.Int64, strict=False))


class LosesZeros(Changed):
    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.with_columns(pl.col("person").str.strip_chars_start("0"))


class DropsTheUnknown(Changed):
    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.filter(pl.col("ethnic_category").str.len_chars() <= 2)


class Guesses(Changed):
    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        known = pl.col("ethnic_category").str.len_chars() <= 2
        return frame.with_columns(pl.when(known).then("ethnic_category").otherwise(pl.lit("Z")))


class DependsOnOrder(Changed):
    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        first = pl.int_range(pl.len()) == 0
        return frame.with_columns(voting=pl.when(first).then(pl.lit("no")).otherwise("voting"))


class IsRandom(Changed):
    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.with_columns(site=pl.lit(random.random()))


class NumbersAllRowsOne(Changed):
    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.with_columns(pl.lit(1, pl.Int64).alias(ROW))


class LosesALine(Changed):
    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.head(4)


class CallsItAName(Changed):
    def change(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        return frame.with_columns(surname=pl.lit("x"))


class KeepsEverything(Plain):
    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        (table,) = super().read(source_file, options).tables
        scan = scan_text(source_file, wanted=FIELDS)
        others = [name for name in scan.names if name not in scan.columns.values()]
        frame = scan.fields(*others).with_columns(ethnic_category(pl.col("ethnic_category")))
        return LooseTables((evolve(table, frame=frame),))


class ShowsRows(Plain):
    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        found = super().read(source_file, options)
        said = [str(row) for row in found.tables[0].frame.collect().rows()]
        where, accepted = Location(source_file.name), "a board"
        if any("@" in row for row in said):
            raise InputError((Problem("odd", where, f"odd rows: {said}", accepted),))
        return found


class DeliversAnother(Plain):
    tables = ("board", "training")


class Undescribed(Plain):
    options: Mapping[str, str] = {"sheet": ""}


class Crashes(Plain):
    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        if not source_file.read_bytes():
            raise ZeroDivisionError
        return super().read(source_file, options)


class SaysTheFolder(Plain):
    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        if not source_file.exists():
            where = Location(str(source_file))
            raise refuse("missing-file", where, "there is no such file", "a file")
        return super().read(source_file, options)


class BelievesAnything(Plain):
    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        try:
            return super().read(readable(source_file), options)
        except InputError:
            nobody = pl.LazyFrame(schema={"person": pl.String, **dict.fromkeys(FIELDS, pl.String)})
            return LooseTables((LooseTable("board", nobody, source(self.name, source_file)),))


class TakesColumnsAsTheyStand(Plain):
    def read(self, source_file: Path, options: Mapping[str, Any]) -> LooseTables:
        (table,) = super().read(source_file, options).tables
        names = ["organisation", "person", "ethnic_category", "voting", "executive"]
        lines = pl.scan_csv(source_file, infer_schema=False).select(pl.all().name.map(str))
        by_place = dict(zip(lines.collect_schema().names(), names, strict=False))
        return LooseTables((evolve(table, frame=lines.rename(by_place).with_row_index(ROW, 2)),))


class ForgetsAField(Plain):
    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        return super().specimen({"board": tables["board"].with_columns(voting=pl.lit(value=True))})


class StampsTheTime(Plain):
    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        title = b"\xef\xbb\xbfPrinted at " + repr(time.perf_counter_ns()).encode() + b"\r\n"
        return title + super().specimen(tables).removeprefix(b"\xef\xbb\xbf")


class CountsNothing(Plain):
    capabilities = Capabilities(trailer=True)


WRONG: list[tuple[type[Plain], str, str]] = [
    (HoldsRows, "plan-scans", "the plan scans no file"),
    (LoopsOverRows, "no-rows-in-python", "steps in Python"),
    (LooksAtEach, "no-rows-in-python", "map_elements looks at each row in Python"),
    (MakesNumbers, "output-schema", "an identifier must be text"),
    (LosesZeros, "leading-zeros", "'person' is not as it stands in the file"),
    (LosesZeros, "round-trip", "'board' is not read back"),
    (DropsTheUnknown, "unknown-ethnicity", "was dropped"),
    (Guesses, "unknown-ethnicity", "was taken for an ethnic category"),
    (DependsOnOrder, "row-order", "rows in another order gave other records"),
    (DependsOnOrder, "specimen-order", "records in another order gave other records"),
    (IsRandom, "same-twice", "the same bytes gave another frame"),
    (NumbersAllRowsOne, "row-numbers", "two rows of 'board' have one number"),
    (LosesALine, "ledger-grows", "3 records more gave 1 rows more"),
    (CallsItAName, "no-personal-columns", "columns about a person: surname"),
    (KeepsEverything, "further-columns", "9 values of a person came out"),
    (KeepsEverything, "secrets", "1 values of a person came out"),
    (ShowsRows, "misplaced-values", "values of a person came out"),
    (DeliversAnother, "tables-declared", "declared and not delivered: training"),
    (Undescribed, "declaration", "options without a description: sheet"),
    (Crashes, "hostile-empty", "raised ZeroDivisionError in testing/test_kit.py"),
    (SaysTheFolder, "hostile-missing", "a message has the path of the folder"),
    (BelievesAnything, "hostile-other-list", "was read as if it were a good file"),
    (BelievesAnything, "hostile-other-workbook", "was read as if it were a good file"),
    (TakesColumnsAsTheyStand, "column-order", ""),
    (ForgetsAField, "round-trip", "'board' is not read back"),
    (StampsTheTime, "specimen-twice", "the same records gave other bytes"),
    (CountsNothing, "trailer", "a row was taken out, and nothing was said"),
]


def test_an_adapter_that_is_right_conforms() -> None:
    golden: Mapping[str, Sequence[Record]] = {
        "board": [
            BoardMember("RXX", "00017", "A", voting=True, executive=False),  # type: ignore[arg-type]
            BoardMember("RXX", "00018", "H", voting=False, executive=True),  # type: ignore[arg-type]
            BoardMember("RXX", "00019", "99", voting=True, executive=True),  # type: ignore[arg-type]
        ]
    }

    report = check_adapter(Plain(), good_file=GOOD, golden=golden, secrets=["Exampleton"])

    assert report.failures == ()
    assert report.passed
    assert {"golden-records", "round-trip", "column-order"} <= {r.check for r in report.results}
    assert dict(report.not_applicable)["trailer"] == "needs a file that counts its rows"
    assert len(report.results) + len(report.not_applicable) == len(CHECKS)


@pytest.mark.parametrize(
    ("wrong", "check", "told"), WRONG, ids=[f"{kind.__name__}-{check}" for kind, check, _ in WRONG]
)
def test_each_way_to_be_wrong_fails_its_check(
    wrong: type[Plain], check: str, told: str, tmp_path: Path
) -> None:
    subject = subject_of(wrong(), tmp_path, secrets=["Exampleton"], good_file=GOOD)

    result = run_check(subject, check, {})

    assert result.outcome == "failed"
    assert told in result.detail


def test_a_wrong_golden_record_is_noticed(tmp_path: Path) -> None:
    golden = {"board": sample_records("board", size=3)}
    subject = subject_of(Plain(), tmp_path, good_file=GOOD, golden=golden)

    result = run_check(subject, "golden-records", {})

    assert result.detail == "'board' has 3 records, of which 0 of the 3 expected"


def test_a_good_file_with_a_problem_is_none(tmp_path: Path) -> None:
    subject = subject_of(Plain(), tmp_path, good_file=GOOD.replace(b"H Indian", b"Klingon"))

    assert "unknown ethnic category 'Klingon'" in run_check(subject, "good-rows", {}).detail


def test_an_adapter_without_a_good_file_is_told_what_it_needs(tmp_path: Path) -> None:
    class Silent:
        name, title, tables, options = "silent", "Silent", ("board",), dict[str, str]()
        read = Plain.read

    subject = subject_of(Silent(), tmp_path)  # type: ignore[arg-type]

    result = run_check(subject, "good-file", {})

    assert result.detail == "there is none: give a good file, or write `specimen`"


def test_an_expected_failure_needs_a_reason_and_has_to_fail(tmp_path: Path) -> None:
    subject = subject_of(LosesZeros(), tmp_path, good_file=GOOD)
    reason = "the system has no leading zeros"

    failing = run_check(subject, "leading-zeros", {"leading-zeros": reason})
    passing = run_check(subject, "row-order", {"row-order": reason})

    assert (failing.outcome, failing.detail) == ("expected failure", reason)
    assert passing.outcome == "unexpected pass"
    assert passing.detail == f"passes, though expected to fail: {reason}"
    with pytest.raises(ValueError, match="'row-order' needs a reason"):
        check_adapter(Plain(), expected_failures={"row-order": " "}, seconds=0)
    with pytest.raises(ValueError, match="no check named 'rows'"):
        check_adapter(Plain(), expected_failures={"rows": reason}, seconds=0)


def test_what_there_was_no_time_for_is_no_pass() -> None:
    report = check_adapter(Plain(), seconds=0)

    assert not report.passed
    assert {result.outcome for result in report.results} == {"not run"}


def test_a_report_says_what_failed_in_words_and_in_json() -> None:
    report = check_adapter(Undescribed(), good_file=GOOD)

    assert str(report).splitlines()[:2] == [
        f"plain: does not conform, {len(report.results) - 1} of {len(report.results)} checks passed",
        (
            "  failed: declaration (Name, title, tables and options are declared as users meet "
            "them): options without a description: sheet"
        ),
    ]
    assert report.to_dict()["conforms"] is False
    assert report.to_dict()["checks"][0]["outcome"] == "failed"


def test_mutants_differ_and_are_the_same_for_the_same_number() -> None:
    first = [content for _, content in zip(range(60), mutants(GOOD), strict=False)]
    later = [content for _, content in zip(range(10), mutants(GOOD, start=50), strict=False)]

    assert first[50:] == later
    assert len({content for _, content in first}) > 40
    assert len({how for how, _ in first}) > 8


def test_the_reference_has_every_check() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "reference", "plugins.md").read_text("utf-8")

    assert [line for line in page.splitlines() if line.startswith("| `")] == [
        f"| `{check.name}` | {check.says} |" for check in CHECKS.values()
    ]


def test_a_record_that_would_take_its_category_from_the_workforce_is_not_written(
    tmp_path: Path,
) -> None:
    subject = subject_of(installed().adapters["sql"], tmp_path)
    staff = to_frame(sample_records("workforce", size=1), StaffRecord)
    person = staff["person"].item()
    entered = [
        DisciplinaryEntry("RXX", case, who, category, date(2022, 3, 1))
        for case, who, category in [
            ("1", person, None),
            ("2", person, EthnicCategory("C")),
            ("3", f"{person}9", None),
        ]
    ]
    drawn = {
        "workforce": staff,
        "disciplinary": to_frame(entered, DisciplinaryEntry),
    }

    written, _ = writable(subject, drawn)

    assert written["workforce"].height == 1
    assert written["disciplinary"]["case"].to_list() == ["2", "3"]
