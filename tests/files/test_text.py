import codecs
import gc
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.admission import ROW
from wres.errors import InputError
from wres.files import Field, Scan, scan_text, utf8_text


WANTED = {
    "person": Field("Employee Number"),
    "grade": Field("Grade"),
    "site": Field("Site", required=False),
}
Scanned = Callable[..., Scan]


@pytest.fixture
def scanned(tmp_path: Path) -> Scanned:
    def scan(content: bytes, **options: Any) -> Scan:  # noqa: ANN401
        path = tmp_path / "staff.csv"
        path.write_bytes(content)
        return scan_text(path, **{"wanted": WANTED, **options})

    return scan


def rows(scan: Scan) -> list[tuple[object, ...]]:
    return scan.fields().select(ROW, "person", "grade").collect().rows()


def the_problem(scanned: Scanned, content: bytes, **options: Any) -> str:  # noqa: ANN401
    with pytest.raises(InputError) as caught:
        scanned(content, **options)
    (problem,) = caught.value.problems
    return str(problem)


def test_titles_above_the_header_are_left_out_and_rows_keep_their_number(scanned: Scanned) -> None:
    scan = scanned(b"Staff in post\r\n\r\nEmployee Number,Grade\r\n007,Band 5\r\n008,Band 6\r\n")

    assert scan.where.row == 3
    assert rows(scan) == [(4, "007", "Band 5"), (5, "008", "Band 6")]


def test_a_title_with_a_line_break_is_one_row_as_in_a_spreadsheet(scanned: Scanned) -> None:
    scan = scanned(b'"Staff\nin post",\nEmployee Number,Grade\n007,"Band\n5"\n008,Band 6\n')

    assert rows(scan) == [(3, "007", "Band\n5"), (4, "008", "Band 6")]


def test_blank_rows_are_rows(scanned: Scanned) -> None:
    scan = scanned(b"Employee Number,Grade\n007,Band 5\n\n , \n")

    assert rows(scan) == [(2, "007", "Band 5"), (3, None, None), (4, None, None)]


@pytest.mark.parametrize(
    "encode",
    [
        pytest.param(lambda text: text.encode(), id="UTF-8"),
        pytest.param(lambda text: codecs.BOM_UTF8 + text.encode(), id="UTF-8 with mark"),
        pytest.param(lambda text: text.encode("cp1252"), id="Windows-1252"),
        pytest.param(lambda text: text.encode("utf-16"), id="UTF-16"),
        pytest.param(lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"), id="UTF-16BE"),
        pytest.param(lambda text: text.encode("utf-16-le"), id="UTF-16LE without mark"),
        pytest.param(lambda text: text.encode("utf-16-be"), id="UTF-16BE without mark"),
        pytest.param(lambda text: text.replace("\n", "\r").encode(), id="returns alone"),
    ],
)
def test_any_usual_encoding_is_read(scanned: Scanned, encode: Callable[[str], bytes]) -> None:
    scan = scanned(encode("Employee Number,Grade\n007,Caf\u00e9 \u2019n\u2019 bar\n"))

    assert rows(scan) == [(2, "007", "Caf\u00e9 \u2019n\u2019 bar")]


def test_characters_across_chunks_are_put_together(
    scanned: Scanned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wres.files.encoding.CHUNK", 3)

    for name in ("utf-8", "utf-16"):
        scan = scanned("Employee Number,Grade\n1,\u20ac\u20ac\u00e9\U0001f600x\n".encode(name))

        assert rows(scan) == [(2, "1", "\u20ac\u20ac\u00e9\U0001f600x")]


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_utf8_is_never_taken_for_anything_else(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("text") / "a.csv"
    path.write_bytes(b"x\n" + text.encode())

    assert utf8_text(path).copy is None or ("\r" in text and "\n" not in text)


def test_the_private_copy_is_ours_alone_and_goes_with_the_last_plan(scanned: Scanned) -> None:
    scan = scanned("Employee Number,Grade\n007,\u00e9\n".encode("cp1252"))
    (copy,) = Path(str(_scanned_path(scan.frame))).parent.glob(Path(_scanned_path(scan.frame)).name)
    plan = scan.frame.select("Grade")
    del scan
    gc.collect()

    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert plan.collect().item() == "\u00e9"
    del plan
    gc.collect()
    assert not copy.exists()


def _scanned_path(frame: pl.LazyFrame) -> str:
    return frame.explain().split("SCAN [")[1].split("]")[0]


def test_a_byte_that_is_no_text_is_told_with_its_row(scanned: Scanned) -> None:
    assert the_problem(scanned, b"Employee Number,Grade\n7,\xe9\n8,\x81\n") == (
        "staff.csv, row 3: the file has byte 0x81, which is not text; "
        "accepted: UTF-8, UTF-16 or Windows-1252 text [wrong-encoding]"
    )


def test_a_zero_byte_is_told_with_its_row(scanned: Scanned) -> None:
    assert the_problem(scanned, b"Employee Number,Grade\n7,a\n8,\0\n") == (
        "staff.csv, row 3: the file has a zero byte; "
        "accepted: UTF-8, UTF-16 or Windows-1252 text [wrong-encoding]"
    )


def test_a_zero_byte_in_another_encoding_is_told_too(scanned: Scanned) -> None:
    assert "row 2: the file has a zero byte" in the_problem(
        scanned, "Employee Number,Grade\n7\0,a\n".encode("utf-16")
    )


def test_a_workbook_is_not_text(scanned: Scanned) -> None:
    assert the_problem(scanned, b"PK\x03\x04 and more") == (
        "staff.csv: this is a workbook, not a text file; "
        "accepted: UTF-8, UTF-16 or Windows-1252 text [not-text]"
    )


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b" \r\n\r\n", codecs.BOM_UTF16_LE])
def test_a_file_without_text_is_empty(scanned: Scanned, content: bytes) -> None:
    assert the_problem(scanned, content).endswith("[empty-file]")


def test_another_delimiter_is_named(scanned: Scanned) -> None:
    assert the_problem(scanned, b"Title\nEmployee Number;Grade\n7;Band 5\n") == (
        "staff.csv, row 2: the header's columns are separated by semicolons, not commas; "
        "accepted: columns separated by commas [wrong-delimiter]"
    )


def test_tabs_are_read_where_they_are_asked_for(scanned: Scanned) -> None:
    scan = scanned(b"Employee Number\tGrade\n7\tBand 5\n", separator="\t")

    assert rows(scan) == [(2, "7", "Band 5")]


def test_a_file_without_any_of_the_columns_has_no_header(scanned: Scanned) -> None:
    assert the_problem(scanned, b"a,b\n1,2\n" * 30) == (
        "staff.csv: no header row within the first 20 rows; "
        "accepted: a row with the columns 'Employee Number', 'Grade' [missing-header]"
    )


def test_a_header_below_the_searched_rows_is_not_found(scanned: Scanned) -> None:
    assert "[missing-header]" in the_problem(scanned, b"title\n" * 20 + b"Employee Number,Grade\n")
    assert rows(scanned(b"title\n" * 19 + b"Employee Number,Grade\n7,x\n")) == [(21, "7", "x")]


def test_a_column_that_is_not_there_is_told_with_the_row_of_the_header(scanned: Scanned) -> None:
    assert the_problem(scanned, b"Title\nEmployee Number\n7\n") == (
        "staff.csv, row 2: no column 'Grade'; accepted: a column headed 'Grade' [missing-column]"
    )


def test_rows_with_more_values_than_columns_are_told(scanned: Scanned) -> None:
    content = b"Employee Number,Grade\n1,a\n2,b,\n3,c,d\n4\n5,e,,f\n"

    assert the_problem(scanned, content) == (
        "staff.csv, row 4: more values than the 2 columns (and in 1 more row); "
        "accepted: at most 2 values in a row [wrong-width]"
    )


def test_rows_with_more_values_are_told_among_quoted_ones_too(scanned: Scanned) -> None:
    content = b'Employee Number,Grade\n1,"a\nb"\n2,"x, y",\n3,"c",d\n4,"x",," "\n'

    assert "row 4: more values than the 2 columns; " in the_problem(scanned, content)


def test_one_row_too_long_and_one_too_short_do_not_make_up_for_each_other(
    scanned: Scanned,
) -> None:
    assert "row 2: more values" in the_problem(scanned, b"Employee Number,Grade\n1,a,b\n2\n")


def test_values_missing_at_the_end_of_a_row_are_blank(scanned: Scanned) -> None:
    assert rows(scanned(b"Employee Number,Grade\n1\n")) == [(2, "1", None)]


@pytest.mark.parametrize(
    ("content", "row"),
    [
        pytest.param(b'Employee Number,Grade\n1,a\n2,"b\n3,c\n', 3, id="not closed"),
        pytest.param(b'Employee Number,Grade\n1,"a"b\n', 2, id="text after it"),
        pytest.param(b'Employee Number,Grade\n1,6" pipe\n', 2, id="within a value"),
        pytest.param(b'Employee Number,Grade\n1,"a\nb"\n2,"c" d\n', 3, id="after a line break"),
    ],
)
def test_quotation_marks_that_do_not_pair_are_told(
    scanned: Scanned, content: bytes, row: int
) -> None:
    assert the_problem(scanned, content).startswith(
        f"staff.csv, row {row}: a quotation mark that is not closed, or not at the end of its value"
    )


def test_a_value_beyond_all_measure_is_an_open_quotation_mark(
    scanned: Scanned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wres.files.lines.LONGEST_ROW", 50)

    assert "row 2: a quotation mark" in the_problem(
        scanned, b'Employee Number,Grade\n1,"' + b"a\n" * 100 + b'"\n2,b\n'
    )


def test_quotation_marks_are_text_where_there_is_no_quoting(scanned: Scanned) -> None:
    scan = scanned(b'Employee Number~Grade\n1~6" pipe\n', separator="~", quoting=False)

    assert rows(scan) == [(2, "1", '6" pipe')]


def test_a_file_without_a_header_takes_the_names_given(scanned: Scanned) -> None:
    scan = scanned(b"7,x\n", wanted=None, headers=["person", "grade"])

    assert scan.frame.collect().rows(named=True) == [{"person": "7", "grade": "x", ROW: 1}]


def test_without_wanted_columns_the_first_filled_row_is_the_header(scanned: Scanned) -> None:
    scan = scanned(b"\n,\na,b\n1,2\n", wanted=None)

    assert (scan.headers, scan.where.row) == (("a", "b"), 3)


def test_repeated_and_blank_headers_get_names_of_their_own(scanned: Scanned) -> None:
    scan = scanned(b"Employee Number,Grade,Site,Site,,source_row,,\n7,x,1,2,3,4\n", wanted=None)

    assert scan.names == [
        "Employee Number",
        "Grade",
        "Site",
        "Site (2)",
        "column 5",
        "source_row (2)",
    ]
    assert scan.frame.collect_schema().names() == [*scan.names, ROW]


def test_a_header_alone_is_a_file_without_rows(scanned: Scanned) -> None:
    assert rows(scanned(b"Employee Number,Grade")) == []


def test_nothing_is_read_before_it_is_asked_for(scanned: Scanned) -> None:
    scan = scanned(b"Employee Number,Grade,Last Name\n7,x,Exampleton\n")

    plan = scan.fields().select("person", "grade").explain()

    assert "Csv SCAN" in plan
    assert "PROJECT 2/" in plan


@given(
    values=st.lists(
        st.tuples(
            *[st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))] * 2
        ),
        max_size=6,
    )
)
def test_whatever_polars_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, values: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("text") / "a.csv"
    frame = pl.DataFrame(
        values, schema={"Employee Number": pl.String, "Grade": pl.String}, orient="row"
    )
    frame.write_csv(path, quote_style="always")

    read = scan_text(path, wanted=WANTED).frame.collect()

    assert read.drop(ROW).fill_null("").rows() == values
    assert read[ROW].to_list() == list(range(2, len(values) + 2))


def test_a_header_wider_than_any_export_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("Grade" + "," * 20_000 + "x\n1\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"wide.csv, row 1: 20,001 columns; accepted: at most 4,0"):
        scan_text(path, wanted={"grade": Field("Grade")})


def test_a_file_too_wide_for_a_pattern_is_read_with_its_quotation_marks(tmp_path: Path) -> None:
    path, width = tmp_path / "wide.csv", 3_000
    header = ",".join(f"c{number}" for number in range(width))
    row = ",".join(['"a, ""b"""', *["1"] * (width - 1)])
    path.write_text(f"{header}\n{row}\n")

    assert scan_text(path).frame.select("c0", "c2999").collect().row(0) == ('a, "b"', "1")

    path.write_text(f"{header}\n{row},more\n")
    with pytest.raises(InputError, match="more values than the 3000 columns"):
        scan_text(path)


@pytest.mark.parametrize("last", ['"" ', '"x"  ', '"x" ,'])
def test_blanks_after_a_closing_quotation_mark_are_refused(last: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'a,b\n1,"2"\n3,{last}\n')

    with pytest.raises(InputError, match=r"row 3: a quotation mark .*\[unbalanced-quotes\]"):
        scan_text(path)


def test_blank_values_beyond_the_last_column_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,"2", ,,  \n3,4 , \n')

    rows = scan_text(path).frame.select("a", "b").collect().rows()

    assert rows == [("1", "2"), ("3", "4 ")]
