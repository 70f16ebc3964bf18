"""The template against the checklist for accessible spreadsheets: docs/reference/compliance.md."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.returns.form_returns import filed
from tests.returns.test_dcf import SOME
from wres.returns.dcf import dcf_bytes
from wres.returns.dcf.style import BLUE, INK, PALE


BOOK = openpyxl.load_workbook(BytesIO(dcf_bytes(filed(SOME), year=2025, name="Example NHS Trust")))
SHEETS = [pytest.param(sheet, id=sheet.title) for sheet in BOOK]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_has_one_named_table_from_column_a_down_to_its_last_row(sheet: Worksheet) -> None:
    (table,) = sheet.tables.values()

    assert table.displayName.startswith("wres_")
    assert table.ref == f"A4:{openpyxl.utils.get_column_letter(sheet.max_column)}{sheet.max_row}"
    assert table.headerRowCount in {None, 1}
    assert table.autoFilter is None


@pytest.mark.parametrize("sheet", SHEETS)
def test_headers_are_all_there_and_all_different(sheet: Worksheet) -> None:
    headers = [cell.value for cell in sheet[4]]

    assert all(headers)
    assert len(set(headers)) == len(headers)


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_row_or_column_of_a_table_is_blank_or_hidden_and_nothing_is_merged(
    sheet: Worksheet,
) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]

    assert all(any(value is not None for value in row) for row in rows)
    assert not any(one.hidden for one in sheet.column_dimensions.values())
    assert not any(one.hidden for one in sheet.row_dimensions.values())
    assert sheet.sheet_state == "visible"
    assert not sheet.merged_cells.ranges


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_title_is_in_a1_and_how_to_read_the_sheet_below_it(sheet: Worksheet) -> None:
    top = [sheet.cell(row, 1).value for row in (1, 2, 3)]

    assert all(top)
    assert top[1] == "This sheet has one table."
    assert sheet["A1"].font.sz > sheet["A2"].font.sz
    assert sheet["A1"].font.b


@pytest.mark.parametrize("sheet", SHEETS)
def test_there_are_no_panes_headers_footers_or_pictures(sheet: Worksheet) -> None:
    assert sheet.freeze_panes is None
    for part in (sheet.oddHeader, sheet.oddFooter, sheet.evenHeader, sheet.evenFooter):
        assert not any((part.left.text, part.center.text, part.right.text))
    assert not sheet._images
    assert not sheet._charts


@pytest.mark.parametrize("sheet", SHEETS)
def test_all_text_is_of_twelve_points_without_serifs_and_none_is_slanted(sheet: Worksheet) -> None:
    fonts = [cell.font for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert {font.name for font in fonts} == {"Arial"}
    assert min(font.sz for font in fonts) == 12
    assert not any(font.i for font in fonts)


@pytest.mark.parametrize("sheet", SHEETS)
def test_long_texts_are_wrapped(sheet: Worksheet) -> None:
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            width = sheet.column_dimensions[cell.column_letter].width
            if isinstance(cell.value, str) and cell.data_type == "s" and len(cell.value) > width:
                assert cell.alignment.wrap_text, cell.coordinate


def test_a_blank_figure_is_told_of() -> None:
    told = BOOK["WRES return"]["A3"].value

    assert "A blank cell is not zero" in told
    assert "No report of last year was given" in told
    both = dcf_bytes(filed(SOME), previous=filed(SOME, year=2024))
    told = openpyxl.load_workbook(BytesIO(both))["WRES return"]["A3"].value
    assert "No report" not in told


def test_grey_is_not_the_only_mark_of_a_calculated_figure() -> None:
    sheet = BOOK["WRES return"]

    for row in sheet.iter_rows(min_row=5, max_row=67):
        is_grey = row[7].fill.start_color.rgb == f"FF{PALE[1:]}"
        assert is_grey == (row[3].value == "Auto calculated")


def test_links_say_where_they_lead() -> None:
    links = [cell for row in BOOK["Contents"].iter_rows() for cell in row if cell.hyperlink]

    assert [cell.value for cell in links] == [
        name for name in BOOK.sheetnames if name != "Contents"
    ]
    assert [cell.hyperlink.location for cell in links] == [f"'{cell.value}'!A1" for cell in links]


def test_the_document_has_a_title_and_opens_at_the_top_of_the_first_sheet() -> None:
    assert BOOK.properties.title == "Workforce Race Equality Standard: data collection form"
    assert BOOK.active.title == "Cover"
    assert BOOK["Cover"].sheet_view.selection[0].activeCell == "A1"


def luminance(colour: str) -> float:
    """Relative luminance of a colour such as #003087, as WCAG defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        pytest.param(INK, "#FFFFFF", id="text"),
        pytest.param(INK, PALE, id="calculated figures"),
        pytest.param("#FFFFFF", BLUE, id="headers"),
        pytest.param(BLUE, "#FFFFFF", id="titles and links"),
    ],
)
def test_the_contrast_is_more_than_seven_to_one(text: str, ground: str) -> None:
    dark, light = sorted((luminance(text), luminance(ground)))

    assert (light + 0.05) / (dark + 0.05) > 7
