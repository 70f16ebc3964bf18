"""What people write into the workbook comes back, and what does not belong is named."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.wording.test_indicators import report
from wres.errors import InputError
from wres.exporters.plan import plan_files
from wres.planning import PEOPLES, Plan, plan, read_edited
from wres.planning.edited import HEADERS, SHEET


COLUMN = {name: at for at, name in enumerate(HEADERS, 1)}
FIRST = 5


@pytest.fixture
def last() -> Plan:
    return plan(report({"shortlisted": (1000, 1000, 0), "appointed": (300, 200, 0)}))


def edited(last: Plan, folder: Path, edit: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.load_workbook(BytesIO(plan_files(last, ["xlsx"])["plan.xlsx"]))
    edit(book[SHEET])
    path = folder / "plan.xlsx"
    book.save(path)
    return path


def test_a_workbook_that_nobody_touched_changes_nothing(last: Plan, tmp_path: Path) -> None:
    path = edited(last, tmp_path, lambda _: None)

    assert read_edited(path, last) == last


def test_what_people_wrote_is_taken_over(last: Plan, tmp_path: Path) -> None:
    written = {
        "owner": "Chief People Officer",
        "deadline": "31 October 2026",
        "status": "amber",
        "progress": "Panels trained",
        "approval": "Board, 30 September 2025",
        "action": "Shortlist by criteria",
    }

    def edit(sheet: Worksheet) -> None:
        for name, text in written.items():
            sheet.cell(FIRST, COLUMN[name]).value = text

    first, *others = read_edited(edited(last, tmp_path, edit), last).rows

    assert {name: getattr(first, name) for name in written} == written
    assert others == list(last.rows[1:])


def test_a_line_that_was_added_becomes_a_row_and_one_that_was_deleted_is_declined(
    last: Plan, tmp_path: Path
) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.delete_rows(FIRST + 1)
        new = {"indicator": "2", "action": "Ask the staff network", "owner": "Network chair"}
        for name, text in new.items():
            sheet.cell(FIRST + len(last.rows) - 1, COLUMN[name]).value = text

    first, second, third, new = read_edited(edited(last, tmp_path, edit), last).rows

    assert [row.status for row in (first, second, third)] == ["", "declined", ""]
    assert (new.number, new.key, new.metric) == ("2d", "2/local-2d", 2)
    assert (new.action, new.owner) == ("Ask the staff network", "Network chair")
    assert (new.baseline_size, new.target_size) == (first.baseline_size, first.target_size)


def test_an_added_row_is_carried_forward_too(last: Plan, tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(FIRST + len(last.rows), COLUMN["indicator"]).value = "2"
        sheet.cell(FIRST + len(last.rows), COLUMN["action"]).value = "Ask the staff network"

    kept = read_edited(edited(last, tmp_path, edit), last)
    later = report({"shortlisted": (1000, 1000, 0), "appointed": (280, 200, 0)}, 2026)
    again = plan(later, last=kept)
    untouched = edited(again, tmp_path, lambda _: None)

    assert again.rows[-1].figures == "2026: ratio 1.40; 40% of the way from ratio 1.50 in 2025"
    assert read_edited(untouched, again) == again


def test_every_line_that_does_not_belong_is_named(last: Plan, tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(FIRST, COLUMN["key"]).value = "2/unheard-of"
        sheet.cell(FIRST + 1, COLUMN["key"]).value = last.rows[2].key
        sheet.cell(FIRST + 3, COLUMN["action"]).value = "Something new"

    with pytest.raises(InputError) as caught:
        read_edited(edited(last, tmp_path, edit), last)

    assert [(one.code, one.where.row) for one in caught.value.problems] == [
        ("unknown-plan-row", FIRST),
        ("repeated-plan-row", FIRST + 2),
        ("unknown-indicator", FIRST + 3),
    ]


def test_another_workbook_is_refused(last: Plan, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")

    with pytest.raises(InputError, match="no-such-sheet"):
        read_edited(tmp_path / "other.xlsx", last)


def test_the_fields_of_people_are_all_columns() -> None:
    assert set(PEOPLES) <= set(HEADERS)
