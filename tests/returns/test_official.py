"""What a sheet's elements say of its cells, element by element."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.returns.bare_forms import FIRST, LABELS, book_of, data, form_texts, opened
from wres.files.markup import elements
from wres.profiles import profile
from wres.returns.dcf import official
from wres.returns.dcf.official import (
    LAST_COLUMN,
    LAST_ROW,
    ON_SHEET,
    Validation,
    calculated,
    cells_of,
    letters_of,
    open_form,
    reference,
)


HALF = Fraction(1, 2)
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/>'
    '<numFmt numFmtId="165" formatCode="0&quot;%&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/>'
    '<xf><protection locked="0"/></xf><xf numFmtId="10"><protection locked="false"/></xf>'
    '<xf numFmtId="1"><protection locked="1"/></xf></cellXfs>'
)
"""Number of a style to whether it is a percentage, and locked: see below."""

PERCENT = (False, True, False, True, False, True, False)
LOCKED = (True, True, True, True, False, False, True)


def rule(kind: str, operator: str, first: str, second: str = "") -> Validation:
    return Validation(((1, 1, 1, 1),), kind, operator, first, second)


@pytest.mark.parametrize(
    ("given_rule", "value", "expected"),
    [
        (rule("none", "between", "3", "4"), Fraction(9), True),
        (rule("whole", "between", "0", "9"), HALF, False),
        (rule("whole", "between", "0", "9"), Fraction(9), True),
        (rule("whole", "between", "0", "9"), Fraction(10), False),
        (rule("whole", "unheard", "0", "9"), HALF, False),
        (rule("whole", "unheard", "0", "9"), Fraction(1), None),
        (rule("decimal", "unheard", "0", "9"), Fraction(1), None),
        (rule("decimal", "between", "0", "1"), HALF, True),
        (rule("decimal", "between", "0", "0.4"), HALF, False),
        (rule("decimal", "between", "0", "=A1"), HALF, None),
        (rule("decimal", "between", "=A1", "1"), HALF, None),
        (rule("decimal", "lessThan", "1"), HALF, True),
        (rule("decimal", "lessThan", "A1"), HALF, None),
        (rule("decimal", "greaterThan", "1"), HALF, False),
        (rule("decimal", "between", "2"), Fraction(2), True),
        (rule("list", "between", "0", "1"), HALF, None),
        (rule("custom", "between", "0", "1"), HALF, None),
    ],
)
def test_what_a_rule_admits(
    given_rule: Validation, value: Fraction, *, expected: bool | None
) -> None:
    assert given_rule.admits(value) is expected


@pytest.mark.parametrize(
    ("given_rule", "most", "accepted"),
    [
        (rule("whole", "between", "0", "9"), 9, "a whole number from 0 to 9"),
        (rule("decimal", "between", "0", "1.5"), Fraction(3, 2), "a number from 0 to 1.5"),
        (rule("decimal", "lessThanOrEqual", "100"), 100, "a number of at most 100"),
        (rule("decimal", "lessThan", "100"), None, "a number below 100"),
        (rule("decimal", "notBetween", "1", "2"), None, "a number not from 1 to 2"),
        (rule("list", "between", "0", "1"), None, "a number from 0 to 1"),
        (rule("decimal", "between", "0", "B1"), None, "a number from 0 to B1"),
    ],
)
def test_the_most_that_a_rule_accepts_and_its_words(
    given_rule: Validation, most: Fraction | None, accepted: str
) -> None:
    assert (given_rule.most, given_rule.accepted) == (most, accepted)


def test_a_rule_is_of_its_areas(tmp_path: Path) -> None:
    form = opened(
        tmp_path,
        '<dataValidations><dataValidation type="whole" operator="equal" sqref="B2:C3 E5">'
        "<formula1> 1 </formula1><formula2> 2 </formula2></dataValidation>"
        '<dataValidation><x14:formula1 xmlns:x14="x"><xm:f xmlns:xm="y">7</xm:f></x14:formula1>'
        '<xm:sqref xmlns:xm="y">E5:E6</xm:sqref></dataValidation></dataValidations>',
    )
    one = Validation(((2, 2, 3, 3), (5, 5, 5, 5)), "whole", "equal", "1", "2")
    other = Validation(((5, 5, 6, 5),), "none", "between", "7", "")

    found = {
        (row, column): form.validations(row, column)
        for row in range(1, 8)
        for column in range(1, 7)
        if form.validations(row, column)
    }

    assert found == {
        **{(row, column): [one] for row in (2, 3) for column in (2, 3)},
        (5, 5): [one, other],
        (6, 5): [other],
    }


@pytest.mark.parametrize(
    ("column", "letters"),
    [
        (0, ""),
        (1, "A"),
        (2, "B"),
        (26, "Z"),
        (27, "AA"),
        (52, "AZ"),
        (53, "BA"),
        (702, "ZZ"),
        (703, "AAA"),
        (16384, "XFD"),
    ],
)
def test_columns_by_letters(column: int, letters: str) -> None:
    assert letters_of(column) == letters
    assert official._column(letters) == column
    assert reference(3, column) == f"{letters}3"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B3", (3, 2, 3, 2)),
        ("$B$3:$AA$14", (3, 2, 14, 27)),
        ("B:D", (1, 2, LAST_ROW, 4)),
        ("3:4", (3, 1, 4, LAST_COLUMN)),
        ("XFD1048576", (1048576, 16384, 1048576, 16384)),
        ("B1:Z9:C4", (1, 2, 4, 3)),
    ],
)
def test_areas(text: str, expected: tuple[int, int, int, int]) -> None:
    assert official._area(text) == expected


@pytest.mark.parametrize("text", ["?", "A1:?", "?:A1", "a1"])
def test_what_is_no_area(text: str) -> None:
    with pytest.raises(ValueError, match=r"^no area: '" + text.replace("?", r"\?") + "'$"):
        official._area(text)


@given(row=st.integers(1, 6), column=st.integers(1, 6))
def test_what_is_in_an_area(row: int, column: int) -> None:
    assert official._in((2, 3, 4, 5), row, column) == (row in {2, 3, 4} and column in {3, 4, 5})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", 5),
        ("-15", -15),
        ("0.25", Fraction(1, 4)),
        ("-1.5", Fraction(-3, 2)),
        ("", None),
        ("1.", None),
        (".5", None),
        ("A1", None),
        ("1+1", None),
        ("5 ", None),
    ],
)
def test_numbers_of_a_rule(text: str, expected: Fraction | None) -> None:
    assert official._number(text) == expected


def test_cells_with_and_without_references() -> None:
    found = elements(
        b'<d><row><c/><c/><c r="E1"/><c/></row><row><c/></row><row r="7"><c r="B7"/><c/></row>'
        b'<row><c/><v/></row><row r="3"><c/></row></d>',
        ("row", "c", "v"),
    )

    made = cells_of(found)

    assert list(made) == [
        *[(1, 1), (1, 2), (1, 5), (1, 6), (2, 1)],
        *[(7, 2), (7, 3), (8, 1), (3, 1)],
    ]
    assert list(made.values()) == [one for one in found if one.name == "c"]


def test_cells_that_formulas_fill() -> None:
    found = elements(
        b'<d><f>0</f><row r="1"><c r="A1"><f>1</f></c><c r="B1"/><c r="C1"><f t="array" ref="C1:C2">2</f></c>'
        b'<c r="D1"><f t="shared" ref="D1:D3">3</f></c></row>'
        b'<row r="2"><c r="A2"/><c r="C2"/><c r="D2"/><c r="E2"><f t="dataTable" ref="E2:F3"/></c>'
        b'<c r="F2"/></row>'
        b'<row r="3"><c r="C3"/><c r="F3"/><c r="G3"><f t="array">4</f></c></row>'
        b'<x><f t="array" ref="A2">5</f></x></d>',
        ("row", "c", "f", "x"),
    )

    assert calculated(found, cells_of(found)) == {
        *[(1, 1), (1, 3), (1, 4), (2, 3), (2, 5), (2, 6), (3, 6), (3, 7)]
    }
    orphans = elements(b'<d><c r="B2"><f>1</f></c><f t="array" ref="B2">1</f></d>', ("f",))
    assert calculated(orphans, {}) == frozenset()


def test_the_style_of_a_cell_its_row_or_its_column(tmp_path: Path) -> None:
    form = opened(
        tmp_path,
        '<cols><col min="2" max="3" style="1"/><col min="5" max="5"/><col max="1" style="6"/></cols>'
        '<sheetData><row r="1" s="3"><c r="A1" s="5"/><c r="B1"/></row>'
        '<row r="2" s="4" customFormat="1"><c r="C2" s="2"/><c r="D2"/></row>'
        '<row r="3" s="3" customFormat="true"/><row r="4" customFormat="1"/>'
        '<row r="5" s="3" customFormat="0"/></sheetData>',
        styles=STYLES,
    )
    numbers = [[form._style_number(row, column) for column in range(1, 7)] for row in range(1, 7)]

    assert numbers == [
        [5, 0, 1, 0, 0, 0],
        [4, 4, 2, 0, 4, 4],
        [3, 3, 3, 3, 3, 3],
        [0, 0, 0, 0, 0, 0],
        [6, 1, 1, 0, 0, 0],
        [6, 1, 1, 0, 0, 0],
    ]
    assert form.style_attribute(2, 1) == ' s="4"'
    assert form.style_attribute(5, 2) == ' s="1"'
    assert form.style_attribute(5, 4) == ""
    assert form.style_attribute(4, 2) == ""


def test_a_column_that_does_not_say_where_it_begins_begins_at_the_first(tmp_path: Path) -> None:
    form = opened(tmp_path, '<cols><col style="1"/></cols>', styles=STYLES)

    assert form._style_number(1, 1) == 0


def test_percentages_and_locks(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{letters_of(number + 1)}1" s="{number}"/>' for number in range(9))
    row = f'<sheetData><row r="1">{cells}</row></sheetData>'
    columns = range(1, 8)
    for protection, is_protected in (
        ('<sheetProtection sheet="1"/>', True),
        ('<sheetProtection sheet="true"/>', True),
        ('<sheetProtection sheet="0"/>', False),
        ("<sheetProtection/>", False),
        ("", False),
    ):
        form = opened(tmp_path, row + protection, styles=STYLES)

        assert form.is_protected is is_protected
        locks = [form.is_locked(1, column) for column in columns]
        assert locks == [is_protected and locked for locked in LOCKED]
        units = [form.unit(1, column) for column in columns]
        assert units == [1 if percent else None for percent in PERCENT]
    # Numbers of styles that there are none of: as any cell is.
    form = opened(tmp_path, row + '<sheetProtection sheet="1"/>', styles=STYLES)
    assert [form._style(1, column) for column in (8, 9)] == [(False, True)] * 2


def test_the_unit_is_that_of_the_rule_where_the_format_does_not_tell(tmp_path: Path) -> None:
    def limited(area: str, most: str) -> str:
        return (
            f'<dataValidation type="decimal" sqref="{area}"><formula1>0</formula1>'
            f"<formula2>{most}</formula2></dataValidation>"
        )

    form = opened(
        tmp_path,
        '<sheetData><row r="2"><c r="A2" s="1"/></row></sheetData>'
        + limited("A1", "1")
        + limited("A2:B2", "100")
        + limited("C2:D2", "50")
        + limited("D2 A3", "100"),
        styles=STYLES,
    )

    assert form.unit(1, 1) == 1
    assert form.unit(1, 2) is None
    assert form.unit(2, 1) == 1
    assert form.unit(2, 2) == 100
    assert form.unit(2, 3) is None
    assert form.unit(2, 4) is None
    assert form.unit(3, 1) == 100


def test_what_a_merged_cell_covers(tmp_path: Path) -> None:
    form = opened(tmp_path, "", merged=((2, 2, 3, 4),))

    hidden = {
        (row, column)
        for row in range(1, 5)
        for column in range(1, 6)
        if form.is_hidden_by_merge(row, column)
    }

    assert hidden == {(2, 3), (2, 4), (3, 2), (3, 3), (3, 4)}


def test_what_stands_in_a_cell(tmp_path: Path) -> None:
    form = opened(tmp_path, data({2: {3: "text"}}))

    found = form.cell(2, 3)
    assert found is not None
    assert found.text == "text"
    assert form.cell(2, 4) is None
    assert form.cell(1, 3) is None


def test_rows_by_number_where_some_have_none(tmp_path: Path) -> None:
    form = opened(tmp_path, '<sheetData><row/><row/><row r="9"/><row/><c r="A1"/></sheetData>')

    assert list(form.row_elements) == [1, 2, 9, 10]
    assert {one.name for one in form.row_elements.values()} == {"row"}


def test_the_sheet_with_most_labels_is_the_form(tmp_path: Path) -> None:
    whole, part = form_texts({5: "White"}), form_texts(last=40)
    merges = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C3:D3"/></mergeCells>'
    empty = '<row r="99"><c r="A99" t="inlineStr"><is><t></t></is></c><c r="B99"><v>7</v></c></row>'
    book = book_of(
        tmp_path,
        First=data(part),
        Form=data(whole).replace("</sheetData>", f"{empty}</sheetData>") + merges,
        Last=data(part),
        Cover=data({1: {1: "Cover"}}),
    )

    form = open_form(book, profile(2025))

    assert form is not None
    assert form.sheet == "Form"
    assert form.book is book
    assert form.grid.merged == ((1, 1, 2, 2), (3, 3, 3, 4))
    assert form.grid.rows == {**whole, 99: {2: "7"}}
    assert form.places.labels == LABELS
    assert form.places.items == {number: FIRST - 1 + number for number in range(1, 64)}
    assert form.found == book.elements("xl/Form.xml", ON_SHEET)
    assert [column.number for column in form.places.columns] == [5]


def test_a_workbook_without_labels_has_no_form(tmp_path: Path) -> None:
    book = book_of(tmp_path, S=data({1: {1: "Cover"}}), Empty="")

    assert open_form(book, profile(2025)) is None
