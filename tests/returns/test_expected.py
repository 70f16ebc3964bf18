"""What is not as expected about a form, and writing into one of a few elements."""

import zipfile
from collections.abc import Mapping
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest

from tests.returns.bare_forms import FIRST, LABELS, MEASURES, book_of, data, form_texts
from tests.returns.form_returns import filed, plain
from wres.errors import InputError, Location, Problem
from wres.profiles import profile
from wres.returns.dcf import ITEMS, WrittenForm, expected, write_into
from wres.returns.dcf.expected import item_rows, quoted, where, year_columns
from wres.returns.dcf.items import MEASURES as NAMES
from wres.returns.dcf.official import OpenForm, open_form


RULES = profile(2025)
GROUPS = {4: "White", 5: "BME", 6: "Unknown"}
BLOCKS = {1: "Non clinical", 15: "Clinical"}
TYPED = {item.number: FIRST - 1 + item.number for item in ITEMS if not item.is_auto}
SHORT = {**plain("shortlisted", 780, 210, 10), **plain("appointed", 170, 30, 1)}
Texts = dict[int, dict[int, str]]


def texts(*headings: Mapping[int, str]) -> Texts:
    """A form with measures, and headings of the blocks beside item 1 and item 15."""
    made = form_texts(*(headings or (GROUPS, {4: "2025"})))
    for item in ITEMS:
        made[FIRST - 1 + item.number][MEASURES] = NAMES[item.kind]
        if item.number in BLOCKS:
            made[FIRST - 1 + item.number][1] = BLOCKS[item.number]
    made[FIRST - 1][MEASURES] = "Measure"
    return made


def form_of(folder: Path, made: Texts) -> OpenForm:
    form = open_form(book_of(folder, S=data(made)), RULES)
    assert form is not None
    return form


def place(row: int | None, column: str | None) -> Location:
    return Location("BARE.xlsx", "S", row, column)


def test_where_something_is(tmp_path: Path) -> None:
    form = form_of(tmp_path, texts())

    assert where(form) == place(None, None)
    assert where(form, 3) == place(3, None)
    assert where(form, 3, 28) == place(3, "AB")
    assert where(form, None, 1) == place(None, "A")


def test_what_a_form_holds_is_quoted_unless_it_may_be_about_a_person() -> None:
    assert quoted("FTE") == "'FTE'"
    assert quoted("") == "''"
    assert quoted("jo.bloggs@example.org").startswith("(not shown")


def test_a_form_as_expected_has_a_row_for_each_item_that_is_typed(tmp_path: Path) -> None:
    assert item_rows(form_of(tmp_path, texts()), RULES) == (TYPED, [])


def test_a_form_without_measures_is_as_expected(tmp_path: Path) -> None:
    made = texts()
    for cells in made.values():
        cells.pop(MEASURES, None)

    assert item_rows(form_of(tmp_path, made), RULES) == (TYPED, [])


def test_labels_and_measures_that_differ(tmp_path: Path) -> None:
    made = texts()
    made[TYPED[3]][LABELS] = "Band Two"
    del made[TYPED[5]][LABELS]
    made[TYPED[7]][MEASURES] = "FTE"
    made[TYPED[8]][MEASURES] = " head COUNT "
    made[TYPED[9]][MEASURES] = "HEADCOUNT"

    rows, problems = item_rows(form_of(tmp_path, made), RULES)

    assert rows == {number: row for number, row in TYPED.items() if number not in {3, 5}}
    assert problems == [
        Problem(
            "edited-label", place(TYPED[3], "B"), "the label is 'Band Two'", "item 3: 'Band 2'"
        ),
        Problem("missing-item", place(None, "B"), "no item 5", "item 5: 'Band 4'"),
        Problem(
            "edited-label", place(TYPED[7], "C"), "the measure of item 7 is 'FTE'", "'Headcount'"
        ),
        Problem(
            "edited-label",
            place(TYPED[8], "C"),
            "the measure of item 8 is 'head COUNT'",
            "'Headcount'",
        ),
    ]


def test_a_missing_ratio_is_nobodys_to_type(tmp_path: Path) -> None:
    made = texts()
    del made[FIRST - 1 + 37][LABELS]

    assert item_rows(form_of(tmp_path, made), RULES) == (TYPED, [])


def test_headings_of_blocks_that_differ(tmp_path: Path) -> None:
    made = texts()
    made[TYPED[1]][1], made[TYPED[15]][1] = "Clinical", "Nonclinical"

    _, problems = item_rows(form_of(tmp_path, made), RULES)

    assert problems == [
        Problem(
            "edited-label",
            place(TYPED[1], "B"),
            "the heading is 'Clinical'",
            "a heading of items 1 to 14 that says non-clinical",
        ),
        Problem(
            "edited-label",
            place(TYPED[15], "B"),
            "the heading is 'Nonclinical'",
            "a heading of items 15 to 28 that says clinical",
        ),
    ]
    del made[TYPED[1]][1]
    made[TYPED[1]][LABELS] = "x"
    _, problems = item_rows(form_of(tmp_path, made), RULES)
    assert problems[0] == Problem(
        "edited-label",
        place(TYPED[2], "B"),
        "no heading above the items",
        "a heading of items 1 to 14 that says non-clinical",
    )


def test_a_block_of_which_no_item_is_found_is_told_without_a_row(tmp_path: Path) -> None:
    made = texts()
    for number in range(1, 15):
        del made[TYPED[number]][LABELS]

    problem = next(expected._blocks(form_of(tmp_path, made)))

    assert problem.where == place(None, "B")


def test_the_columns_of_a_year(tmp_path: Path) -> None:
    form = form_of(tmp_path, texts())

    assert year_columns(form, 2025, RULES) == ({"white": 4, "bme": 5, "unknown": 6}, [])
    assert year_columns(form, 2024, RULES) == (
        {},
        [
            Problem(
                "wrong-year",
                Location("BARE.xlsx", "S", FIRST - 1),
                "the columns are of 2025",
                "columns of 2024",
            )
        ],
    )


def test_the_row_of_a_wrong_year_is_that_of_the_first_column(tmp_path: Path) -> None:
    headings = ({5: "BME: 2023"}, {4: "White: this year", 6: "BME"})
    form = form_of(tmp_path, texts(*headings))

    assert [one.row for one in form.places.columns][:2] == [FIRST - 2, FIRST - 1]
    _, problems = year_columns(form, 2025, RULES)

    assert problems == [
        Problem(
            "wrong-year",
            place(FIRST - 2, None),
            "the columns are of 2023, this_year",
            "columns of 2025",
        )
    ]


def test_columns_of_the_figures_of_a_group(tmp_path: Path) -> None:
    accepted = "one column for each group and year, of verified figures where there are two"
    form = form_of(tmp_path, texts({4: "White", 5: "White", 7: "BME"}, {4: "2025"}))

    chosen, problems = year_columns(form, 2025, RULES)

    assert chosen == {"bme": 7}
    assert problems == [
        Problem(
            "repeated-column",
            place(FIRST - 1, None),
            "columns 'D', 'E' for the figures of White",
            accepted,
        ),
        Problem(
            "missing-column",
            place(FIRST - 1, None),
            "no column for the figures of Unknown",
            accepted,
        ),
    ]


def test_a_missing_group_is_told_at_the_first_column_of_the_year(tmp_path: Path) -> None:
    form = form_of(tmp_path, texts({5: "BME: 2025"}, {4: "White: 2025"}))

    chosen, (problem,) = year_columns(form, 2025, RULES)

    assert chosen == {"white": 4, "bme": 5}
    assert (problem.code, problem.where) == ("missing-column", place(FIRST - 2, None))


def test_verified_columns_are_chosen(tmp_path: Path) -> None:
    kinds = dict(enumerate(["Prepopulated", "Verified"] * 3, 4))
    form = form_of(tmp_path, texts(kinds, {4: "White", 6: "BME", 8: "Unknown"}, {4: "2025"}))

    assert year_columns(form, 2025, RULES) == ({"white": 5, "bme": 7, "unknown": 9}, [])


def test_a_form_without_columns_or_years(tmp_path: Path) -> None:
    form = form_of(tmp_path, texts({4: "Notes"}))
    assert year_columns(form, 2025, RULES) == (
        {},
        [
            Problem(
                "missing-column",
                place(FIRST, None),
                "no headings of the groups above",
                "'White', 'BME', 'Unknown'",
            )
        ],
    )
    form = form_of(tmp_path, texts(GROUPS))
    assert year_columns(form, 2025, RULES) == (
        {},
        [
            Problem(
                "wrong-year",
                place(FIRST - 1, None),
                "the columns name no year",
                "columns of 2025",
            )
        ],
    )


def written(folder: Path, made: Texts, more: str = "", **options: int | str) -> WrittenForm:
    book = book_of(folder, S=data(made) + more)
    return write_into(book.path, filed(SHORT), **options)  # type: ignore[arg-type]


def rule_of(cells: str, least: str, most: str) -> str:
    return (
        f'<dataValidations><dataValidation type="decimal" sqref="{cells}"><formula1>{least}'
        f"</formula1><formula2>{most}</formula2></dataValidation></dataValidations>"
    )


SHARES = rule_of(f"D{TYPED[46]}:F{TYPED[49]}", "0", "1")
CELLS = {
    f"{letter}{TYPED[item]}": Fraction(value)
    for item, values in ((34, (780, 210, 10)), (35, (170, 30, 1)))
    for letter, value in zip("DEF", values, strict=True)
}


def test_figures_are_written_and_told(tmp_path: Path) -> None:
    got = written(tmp_path, texts(), SHARES)

    assert (got.name, got.sheet, got.cells) == ("BARE.xlsx", "S", CELLS)
    assert got.left == tuple(number for number in TYPED if number not in {34, 35})
    assert got.unchecked == ()
    with zipfile.ZipFile(BytesIO(got.content)) as archive:
        sheet = archive.read("xl/S.xml").decode()
    assert f'<c r="D{TYPED[34]}"><v>780</v></c>' in sheet


def test_what_the_survey_does_not_publish_is_not_told_as_left(tmp_path: Path) -> None:
    values = {
        **plain("harassed_by_public", 0.25, 0.5, 0.1),
        **plain("harassed_by_public_respondents", 900, 300, 12),
    }
    known = {cell: value for cell, value in values.items() if cell[3] != "unknown"}
    book = book_of(tmp_path, S=data(texts()) + rule_of(f"D{TYPED[46]}:F{TYPED[49]}", "0", "100"))

    got = write_into(book.path, filed({**SHORT, **known}))

    assert got.left == tuple(number for number in TYPED if number not in {34, 35, 46})
    assert got.cells[f"D{TYPED[46]}"] == Fraction(1, 4)
    with zipfile.ZipFile(BytesIO(got.content)) as archive:
        sheet = archive.read("xl/S.xml").decode()
    assert f'<c r="D{TYPED[46]}"><v>25</v></c>' in sheet
    assert f'<c r="E{TYPED[46]}"><v>50</v></c>' in sheet


def test_a_share_is_checked_as_it_is_written(tmp_path: Path) -> None:
    share = {
        cell: value for cell, value in plain("harassed_by_public", 0.25, 0.5, 0).items() if value
    }
    row = TYPED[46]
    unit = rule_of(f"D{row}:F{row}", "26", "100")
    book = book_of(tmp_path, S=data(texts()) + unit)

    with pytest.raises(InputError) as caught:
        write_into(book.path, filed(share))

    assert [str(problem) for problem in caught.value.problems] == [
        (
            f"BARE.xlsx, sheet 'S', row {row}, column 'D': cell D{row} does not accept 25; "
            "accepted: a number from 26 to 100 [rejected-figure]"
        )
    ]


def test_cells_whose_rule_cannot_be_told_are_named(tmp_path: Path) -> None:
    got = written(tmp_path, texts(), rule_of(f"E{TYPED[34]}", "0", "A1"))

    assert got.unchecked == (f"E{TYPED[34]}",)


def test_a_cell_that_a_formula_fills_is_refused(tmp_path: Path) -> None:
    row = TYPED[34]
    start, this, rest = data(texts()).partition(f'<row r="{row}">')
    inside, end, rest = rest.partition("</row>")
    area = f'<c r="A{row}"><f t="array" ref="A{row}:D{row}">1</f></c>'
    own = f'<c r="D{row}"><f>1</f><v>1</v></c>'

    for before, after in (("", own), (area, f'<c r="D{row}"/>')):
        sheet = f"{start}{this}{before}{inside}{after}{end}{rest}"
        with pytest.raises(InputError, match=f"cell D{row} has a formula"):
            write_into(book_of(tmp_path, S=sheet).path, filed(SHORT))


def test_years_by_name_are_this_and_last(tmp_path: Path) -> None:
    got = written(tmp_path, texts(GROUPS, {4: "This year"}))

    assert got.cells == CELLS


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    made = texts(GROUPS, {4: "2024"})
    made[TYPED[3]][LABELS] = "Band Two"

    with pytest.raises(InputError) as caught:
        written(tmp_path, made)

    assert [problem.code for problem in caught.value.problems] == ["wrong-year", "edited-label"]


@pytest.mark.parametrize(
    ("cells", "accepted"),
    [
        ({7: "Organisation code", 8: "RYY"}, "RXX"),
        ({7: "WRES year", 8: "2024"}, "2025"),
        ({7: "wres YEAR", 8: "2024"}, "2025"),
        ({1: "Note", 2: "x", 7: "WRES year", 8: "2024"}, "2025"),
        ({7: "organisation CODE", 8: " rxx "}, None),
        ({7: "Organisation code", 8: ""}, None),
        ({7: "Organisation code", 9: "RYY"}, None),
        ({7: "Organisation", 8: "RYY"}, None),
        ({6: "Note", 7: "about", 8: "RYY"}, None),
    ],
)
def test_a_form_of_another_organisation_or_year_is_refused(
    tmp_path: Path, cells: dict[int, str], accepted: str | None
) -> None:
    made = {**texts(), 1: cells}

    if accepted is None:
        assert written(tmp_path, made).cells == CELLS
        return
    with pytest.raises(InputError) as caught:
        written(tmp_path, made)
    assert list(caught.value.problems) == [
        Problem(
            "other-form", place(1, "H"), f"the form is of '{cells[8]}'", f"a form of {accepted}"
        )
    ]


def test_a_year_that_a_return_does_not_name_is_not_compared(tmp_path: Path) -> None:
    made = {**texts(GROUPS, {4: "This year"}), 1: {7: "WRES year", 8: "2024"}}
    book = book_of(tmp_path, S=data(made))

    assert write_into(book.path, filed(SHORT, year=None)).cells == CELLS


def test_a_signed_form_is_refused(tmp_path: Path) -> None:
    book = book_of(tmp_path, S=data(texts()))
    with zipfile.ZipFile(book.path, "a") as archive:
        archive.writestr("_xmlsignatures/origin.sigs", b"")

    with pytest.raises(InputError) as caught:
        write_into(book.path, filed(SHORT))

    assert list(caught.value.problems) == [
        Problem(
            "signed-workbook",
            Location("BARE.xlsx"),
            "the workbook is signed, and would not be any more",
            "a workbook without a digital signature",
        )
    ]


def test_the_name_and_year_that_are_given_count(tmp_path: Path) -> None:
    book = book_of(tmp_path, S=data({**texts(), 1: {7: "Organisation code", 8: "RYY"}}))

    with pytest.raises(InputError, match="accepted: a form of RZZ"):
        write_into(book.path, filed({}), year=2025, organisation="RZZ")


def test_a_return_without_figures_is_of_the_year_that_is_given(tmp_path: Path) -> None:
    book = book_of(tmp_path, S=data(texts()))

    assert write_into(book.path, filed({}), year=2025).cells == {}


def test_a_workbook_without_the_form_is_refused(tmp_path: Path) -> None:
    book = book_of(tmp_path, S=data({1: {1: "Cover"}}))

    with pytest.raises(InputError, match=r"BARE\.xlsx: no sheet has the labels of the data"):
        write_into(book.path, filed(SHORT))


def test_a_new_cell_looks_as_its_row_and_an_old_one_loses_what_it_held(tmp_path: Path) -> None:
    row = TYPED[34]
    start, _, rest = data(texts()).partition(f'<row r="{row}">')
    inside, end, rest = rest.partition("</row>")
    old = f'<c r="E{row}" t="str" s="3" ><v>x</v></c><c r="F{row}" />'
    sheet = f'{start}<row r="{row}" s="7" customFormat="1">{inside}{old}{end}{rest}'
    book = book_of(tmp_path, S=sheet.replace("<v>x</v>", ""))

    content = write_into(book.path, filed(SHORT)).content

    with zipfile.ZipFile(BytesIO(content)) as archive:
        made = archive.read("xl/S.xml").decode()
    assert (
        f'<c r="D{row}" s="7"><v>780</v></c><c r="E{row}" s="3"><v>210</v></c>'
        f'<c r="F{row}"><v>10</v></c></row>'
    ) in made


def test_the_parts_keep_their_dates(tmp_path: Path) -> None:
    book = book_of(tmp_path, S=data(texts()))
    with zipfile.ZipFile(book.path, "a") as archive:
        archive.writestr(zipfile.ZipInfo("docProps/app.xml", (2024, 4, 1, 12, 30, 0)), b"<a/>")

    content = write_into(book.path, filed(SHORT)).content

    with zipfile.ZipFile(book.path) as old, zipfile.ZipFile(BytesIO(content)) as new:
        before, after = ([one.date_time for one in made.infolist()] for made in (old, new))
    assert after == before
