from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from openpyxl.worksheet.worksheet import Worksheet

import wres
from tests.returns.form_returns import filed, plain, returns
from tests.returns.test_dcf import SOME, cell_of
from tests.wres_adapters.hostile import HOSTILE, Make
from wres.errors import InputError, UnknownNameError
from wres.hookspecs import Adapter, WritesSpecimen
from wres.plugins import installed
from wres.returns import WresReturn
from wres.returns.dcf import dcf_bytes
from wres.returns.dcf.layout import FORM, HEADER_ROW
from wres_adapters.dcf import Dcf


def read(content: bytes, folder: Path, **options: object) -> wres.Intake:
    path = folder / "form.xlsx"
    path.write_bytes(content)
    return wres.read(path, adapter="dcf", **options)  # type: ignore[arg-type]


def edited(edit: Callable[[Worksheet], None], folder: Path, *, name: str = FORM) -> wres.Intake:
    """Open the form in another program, change it, and read it."""
    book = openpyxl.load_workbook(BytesIO(dcf_bytes(filed(SOME))))
    edit(book[name])
    book.save(folder / "edited.xlsx")
    return wres.read(folder / "edited.xlsx", adapter="dcf")


def problem(error: InputError) -> list[str]:
    return [str(one) for one in error.problems]


def test_the_adapter_is_found_by_name() -> None:
    adapter = installed().adapter("dcf")

    assert isinstance(adapter, Adapter)
    assert isinstance(adapter, WritesSpecimen)


@given(form=returns())
@settings(max_examples=40)
def test_what_is_written_is_read_back(
    form: WresReturn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = Dcf().specimen({"return": form.to_frame()})

    intake = read(content, tmp_path_factory.mktemp("form"))

    assert wres.count(intake) == form
    assert intake.ledger.balances
    assert intake.problems == ()


@given(form=returns(), last=returns())
@settings(max_examples=15)
def test_last_years_columns_are_read_on_demand(
    form: WresReturn, last: WresReturn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = dcf_bytes(form, organisation="RXX", previous=last)

    intake = read(content, tmp_path_factory.mktemp("form"), column="last")

    # One organisation is named on the form, whatever it was called the year before.
    (code,) = form.organisations or ("RXX",)
    assert wres.count(intake) == last.pooled(code)


def test_columns_and_rows_may_stand_anywhere(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(dcf_bytes(filed(SOME))), data_only=True)
    old = book[FORM]
    rows = [[cell.value for cell in row] for row in old.iter_rows(min_row=HEADER_ROW + 1)]
    book.remove(old)
    new = book.create_sheet("Renamed")
    new["A2"] = "a line more"
    for row in [rows[0], *reversed(rows[1:])]:
        new.append([None, *reversed(row)])
    book.save(tmp_path / "moved.xlsx")

    assert wres.count(wres.read(tmp_path / "moved.xlsx", adapter="dcf")) == filed(SOME)


def test_a_form_saved_by_another_program_is_read(tmp_path: Path) -> None:
    def add(sheet: Worksheet) -> None:
        sheet.cell(*cell_of(34, "white")).value = 781

    # openpyxl drops the results of the formulas: the counts are what matters.
    assert wres.count(edited(add, tmp_path)).value("shortlisted", "white") == 781


@pytest.mark.parametrize(
    ("item", "value", "message"),
    [
        pytest.param(
            34,
            "about 780",
            "edited.xlsx, sheet 'WRES return', row 38, column 'This year: White': 'about 780' in a "
            "cell for a number; accepted: a number, or nothing [text-in-number-cell]",
            id="text",
        ),
        pytest.param(
            34,
            "780",
            "edited.xlsx, sheet 'WRES return', row 38, column 'This year: White': '780' in a cell for "
            "a number; accepted: a number, or nothing [text-in-number-cell]",
            id="a number written as text, which no formula counts",
        ),
        pytest.param(
            34,
            True,
            "edited.xlsx, sheet 'WRES return', row 38, column 'This year: White': '1' in a cell for "
            "a number; accepted: a number, or nothing [text-in-number-cell]",
            id="true",
        ),
        pytest.param(
            34,
            "QQ123456C",
            "edited.xlsx, sheet 'WRES return', row 38, column 'This year: White': (not shown: it may "
            "identify a person) in a cell for a number; accepted: a number, or nothing "
            "[text-in-number-cell]",
            id="what may identify a person",
        ),
        pytest.param(
            34,
            "=700+80",
            "edited.xlsx, sheet 'WRES return', row 38, column 'This year: White': a formula whose "
            "result was not saved; accepted: a number [formula-without-value]",
            id="formula",
        ),
        pytest.param(
            37,
            1.6,
            "edited.xlsx, sheet 'WRES return', row 41, column 'This year: White': 1.6 was typed over "
            "a formula that gives 1.52564; accepted: the formula, or what it gives [typed-over-formula]",
            id="typed over a formula",
        ),
    ],
)
def test_a_cell_that_is_not_what_it_should_be_is_told(
    item: int, value: object, message: str, tmp_path: Path
) -> None:
    def put(sheet: Worksheet) -> None:
        sheet.cell(*cell_of(item, "white")).value = value

    with pytest.raises(InputError) as caught:
        edited(put, tmp_path)

    assert problem(caught.value) == [message]


def test_a_formula_replaced_by_what_it_gives_does_not_matter(tmp_path: Path) -> None:
    def paste(sheet: Worksheet) -> None:
        sheet.cell(*cell_of(37, "white")).value = 170 * 210 / (780 * 30)

    assert wres.count(edited(paste, tmp_path)) == filed(SOME)


def test_totals_that_differ_are_told(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(dcf_bytes(filed(plain("staff", 300, 100, 0)))))
    book[FORM].cell(*cell_of(42, "bme")).value = 101
    book.save(tmp_path / "totals.xlsx")

    with pytest.raises(InputError) as caught:
        wres.read(tmp_path / "totals.xlsx", adapter="dcf")

    assert problem(caught.value) == [
        (
            "totals.xlsx, sheet 'WRES return', row 46, column 'This year: BME': item 42 is 101, item 38 100; "
            "accepted: one number of staff [total-differs]"
        )
    ]


def set_label(sheet: Worksheet) -> None:
    sheet.cell(HEADER_ROW + 36, 3).value = "Number appointed"


def drop_item(sheet: Worksheet) -> None:
    sheet.delete_rows(HEADER_ROW + 36)


def repeat_item(sheet: Worksheet) -> None:
    sheet.cell(HEADER_ROW + 36, 1).value = 34


def set_header(sheet: Worksheet) -> None:
    sheet.cell(HEADER_ROW + 1, 8).value = "White"


def number_item(sheet: Worksheet) -> None:
    sheet.cell(HEADER_ROW + 36, 1).value = 64


@pytest.mark.parametrize(
    ("edit", "messages"),
    [
        pytest.param(
            set_label,
            [
                (
                    "edited.xlsx, sheet 'WRES return', row 39, column 'Label': the label is 'Number appointed'; "
                    "accepted: 'Number appointed from shortlisting' [edited-label]"
                )
            ],
            id="label",
        ),
        pytest.param(
            drop_item,
            [
                (
                    "edited.xlsx, sheet 'WRES return', row 4: no item 35; accepted: item 35: "
                    "'Number appointed from shortlisting' [missing-item]"
                )
            ],
            id="missing item",
        ),
        pytest.param(
            repeat_item,
            [
                (
                    "edited.xlsx, sheet 'WRES return', row 4: no item 35; accepted: item 35: "
                    "'Number appointed from shortlisting' [missing-item]"
                ),
                (
                    "edited.xlsx, sheet 'WRES return', row 39, column 'Item': item 34 is also in row 38; "
                    "accepted: each item once [repeated-item]"
                ),
            ],
            id="item twice",
        ),
        pytest.param(
            number_item,
            [
                (
                    "edited.xlsx, sheet 'WRES return', row 4: no item 35; accepted: item 35: "
                    "'Number appointed from shortlisting' [missing-item]"
                ),
                (
                    "edited.xlsx, sheet 'WRES return', row 39, column 'Item': no item '64'; "
                    "accepted: an item from 1 to 63 [unknown-item]"
                ),
            ],
            id="unknown item",
        ),
        pytest.param(
            set_header,
            [
                (
                    "edited.xlsx, sheet 'WRES return', row 4: no column 'This year: White'; "
                    "accepted: a column headed 'This year: White' [missing-column]"
                )
            ],
            id="header",
        ),
    ],
)
def test_an_edited_form_is_refused(
    edit: Callable[[Worksheet], None], messages: list[str], tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        edited(edit, tmp_path)

    assert problem(caught.value) == messages


def test_a_form_without_its_survey_bases_is_refused(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(dcf_bytes(filed(SOME))))
    book.remove(book["Survey bases"])
    book.save(tmp_path / "form.xlsx")

    with pytest.raises(InputError, match="no sheet has the table of survey bases"):
        wres.read(tmp_path / "form.xlsx", adapter="dcf")


def test_a_form_of_no_possible_year_is_refused(tmp_path: Path) -> None:
    def put(sheet: Worksheet) -> None:
        sheet["B6"] = "twenty-five"

    with pytest.raises(InputError) as caught:
        edited(put, tmp_path, name="Cover")

    assert problem(caught.value) == [
        (
            "edited.xlsx, sheet 'Cover', row 6, column 'WRES year': the year is 'twenty-five'; "
            "accepted: a whole number from 2015 to 2199 [impossible-number]"
        )
    ]


def test_what_the_form_contradicts_is_told_with_its_cell(tmp_path: Path) -> None:
    def put(sheet: Worksheet) -> None:
        sheet.cell(*cell_of(51, "bme")).value = 3
        sheet.cell(*cell_of(46, "bme")).value = 28.6

    with pytest.raises(InputError) as caught:
        wres.count(edited(put, tmp_path))

    assert problem(caught.value) == [
        (
            "edited.xlsx, sheet 'WRES return', row 50, column 'This year: BME': harassed_by_public is 28.6; "
            "accepted: a share from 0 to 1 (24.9% is 0.249) [share-over-1]"
        ),
        (
            "edited.xlsx, sheet 'WRES return', row 55, column 'This year: BME': 3 voting board members of bme, "
            "but 2 board members; accepted: no more voting board members than board members "
            "[more-board-voting-than-board]"
        ),
    ]


def test_an_option_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    content = dcf_bytes(filed(SOME))

    with pytest.raises(UnknownNameError, match="no option of adapter 'dcf' named 'columns'"):
        read(content, tmp_path, columns="last")
    with pytest.raises(InputError, match=r"option column is 'next'; accepted: this or last"):
        read(content, tmp_path, column="next")


@pytest.mark.parametrize(("make", "codes"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_no_form_is_refused(make: Make, codes: set[str], tmp_path: Path) -> None:
    make(tmp_path / "form.xlsx", dcf_bytes(filed(SOME)))

    with pytest.raises(InputError) as caught:
        wres.read(tmp_path / "form.xlsx", adapter="dcf")

    assert {one.code for one in caught.value.problems} <= codes
    assert all(one.where.file == "form.xlsx" for one in caught.value.problems)


def test_what_the_form_has_no_item_for_is_said_to_be_missing(tmp_path: Path) -> None:
    assert set(read(dcf_bytes(filed(SOME)), tmp_path).missing) == {
        "shortlisted_international",
        "appointed_international",
        "local_population",
    }


def test_a_specimen_takes_the_records_of_table_return() -> None:
    lines = pl.DataFrame({"measure": ["shortlisted"], "ethnic_group": ["bme"], "value": [151]})

    assert Dcf().specimen({"return": lines}) == dcf_bytes(WresReturn.from_frame(lines))
