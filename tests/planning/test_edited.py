"""What people write into the workbook comes back, and what does not belong is named."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from attrs import evolve
from openpyxl.worksheet.worksheet import Worksheet

from tests.wording.test_indicators import report
from wres.errors import InputError
from wres.exporters.plan import plan_files
from wres.planning import PEOPLES, Plan, plan, read_edited
from wres.planning.edited import HEADERS, LATER, SHEET, TRAIL


COLUMN = {name: at for at, name in enumerate(HEADERS, 1)}
FIRST = 5


@pytest.fixture
def last() -> Plan:
    return plan(report({"shortlisted": (1000, 1000, 0), "appointed": (300, 200, 0)}))


def edited(last: Plan, folder: Path, edit: Callable[[Worksheet], None], sheet: str = SHEET) -> Path:
    book = openpyxl.load_workbook(BytesIO(plan_files(last, ["xlsx"])["plan.xlsx"]))
    edit(book[sheet])
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
        "quarter_1": "Half of the panels",
        "quarter_4": "All of them",
        "risk": "BAF 3",
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


@pytest.mark.parametrize(("status", "then"), [("amber", "declined"), ("complete", "complete")])
def test_a_line_that_was_deleted_is_declined_whatever_was_under_way(
    last: Plan, tmp_path: Path, status: str, then: str
) -> None:
    begun = evolve(last, rows=tuple(evolve(row, status=status) for row in last.rows))

    kept = read_edited(edited(begun, tmp_path, lambda sheet: sheet.delete_rows(FIRST)), begun)

    assert [row.status for row in kept.rows] == [then, status, status]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("ratio 1.25 or less", ("2026: ratio 1.20; the target is reached", "green")),
        ("Ratio 1.10", ("2026: ratio 1.20; 75% of the way from ratio 1.50 in 2025", "amber")),
        ("as good as our peers", ("2026: ratio 1.20", "")),
    ],
)
@pytest.mark.parametrize("at", [0, -1], ids=["a row", "a new row"])
def test_progress_goes_by_a_reworded_target_or_by_none(
    last: Plan, tmp_path: Path, target: str, told: tuple[str, str], at: int
) -> None:
    def edit(sheet: Worksheet) -> None:
        row = FIRST + len(last.rows) if at else FIRST
        sheet.cell(row, COLUMN["target"]).value = target
        if at:
            sheet.cell(row, COLUMN["indicator"]).value = 2
            sheet.cell(row, COLUMN["action"]).value = "Ask the staff network"

    kept = read_edited(edited(last, tmp_path, edit), last)
    later = report({"shortlisted": (1000, 1000, 0), "appointed": (240, 200, 0)}, 2026)
    row = plan(later, last=kept).rows[at]

    assert (row.target, (row.figures, row.proposed_status)) == (target, told)


def test_a_new_row_of_an_indicator_without_rows_is_of_no_other_definition(
    last: Plan, tmp_path: Path
) -> None:
    lines = {"staff": (900, 100, 0), "entered_disciplinary": (9, 2, 0)}

    def edit(sheet: Worksheet) -> None:
        new = {"indicator": 3, "action": "Ask first", "edi_action": "HIA 9", "baseline": "as ever"}
        for name, text in new.items():
            sheet.cell(FIRST + len(last.rows), COLUMN[name]).value = text

    kept = read_edited(edited(last, tmp_path, edit), last)
    [row] = [row for row in plan(report(lines, 2026), last=kept).rows if row.source == "local"]

    assert (row.figures, row.baseline, row.edi_action) == ("2026: ratio 2.00", "as ever", "HIA 9")


def test_lines_in_another_order_and_columns_too_are_the_same_plan(
    last: Plan, tmp_path: Path
) -> None:
    def edit(sheet: Worksheet) -> None:
        lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST - 1)]
        header, *rows = lines
        for at, line in enumerate([header, *rows[::-1]], FIRST - 1):
            for column, value in enumerate(line[::-1], 1):
                sheet.cell(at, column).value = value

    assert read_edited(edited(last, tmp_path, edit), last) == last


def test_what_a_person_blanks_is_open_again_and_what_is_proposed_stays(
    last: Plan, tmp_path: Path
) -> None:
    begun = evolve(last, rows=tuple(evolve(row, owner="Chair") for row in last.rows))

    def edit(sheet: Worksheet) -> None:
        for name in ("owner", "action", "target"):
            sheet.cell(FIRST, COLUMN[name]).value = None
        sheet.cell(FIRST + 1, COLUMN["owner"]).value = "[To be decided] "

    first, second, third = read_edited(edited(begun, tmp_path, edit), begun).rows

    assert [row.owner for row in (first, second, third)] == ["", "", "Chair"]
    assert evolve(first, owner="Chair") == begun.rows[0]


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


@pytest.mark.parametrize(
    ("value", "number_format", "kept"),
    [
        (0.4, "0%", "40%"),
        (0.405, "0.00%", "40.5%"),
        (1.1, "0.0 %", "110%"),
        (0.4, "General", "0.4"),
        (0.4, '0.0"%"', "0.4"),
        ("40%", "@", "40%"),
    ],
)
def test_a_percentage_comes_back_as_it_was_typed(
    last: Plan, tmp_path: Path, value: float | str, number_format: str, kept: str
) -> None:
    def edit(sheet: Worksheet) -> None:
        for name in ("progress", "target"):
            cell = sheet.cell(FIRST, COLUMN[name])
            cell.value, cell.number_format = value, number_format

    first, *others = read_edited(edited(last, tmp_path, edit), last).rows

    assert (first.progress, first.target) == (kept, kept)
    assert others == list(last.rows[1:])


def test_a_csv_that_nobody_touched_changes_nothing(last: Plan, tmp_path: Path) -> None:
    owned = evolve(last, rows=tuple(evolve(row, owner="=HR", progress="-") for row in last.rows))
    path = tmp_path / "plan.csv"
    path.write_bytes(plan_files(owned, ["csv"])["plan.csv"])

    assert b"'=HR" in path.read_bytes()
    assert read_edited(path, owned) == owned


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_csv_that_people_filled_in_is_the_same_as_a_workbook(
    last: Plan, tmp_path: Path, separator: str
) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(FIRST, COLUMN["owner"]).value = "Chief People Officer"
        sheet.cell(FIRST, COLUMN["progress"]).value = "40%"
        sheet.delete_rows(FIRST + 1)
        new = {"indicator": "2", "action": "Ask the staff network"}
        for name, text in new.items():
            sheet.cell(FIRST + len(last.rows) - 1, COLUMN[name]).value = text

    frame = last.to_frame()
    first = frame.head(1).with_columns(owner=pl.lit("Chief People Officer"), progress=pl.lit("40%"))
    new = pl.DataFrame({"metric": [2], "action": ["Ask the staff network"]})
    path = tmp_path / "plan.csv"
    written = pl.concat([first, frame[2:], new], how="diagonal").write_csv(separator=separator)
    path.write_text(written.replace("\n", "\r\n"), encoding="utf-8-sig")

    assert read_edited(path, last) == read_edited(edited(last, tmp_path, edit), last)


def test_the_trail_of_approval_comes_back_with_steps_that_were_added(
    last: Plan, tmp_path: Path
) -> None:
    begun = evolve(last, approvals=(evolve(last.approvals[0], who="HR"), *last.approvals[1:]))

    def edit(sheet: Worksheet) -> None:
        sheet.cell(FIRST + 4, 3).value, sheet.cell(FIRST + 4, 5).value = "Chair", "Limited"
        sheet.cell(FIRST + 6, 2).value, sheet.cell(FIRST + 6, 6).value = "Unions", "Agreed"
        sheet.delete_rows(FIRST, 2)  # one that was decided, and one that was open

    kept = read_edited(edited(begun, tmp_path, edit, TRAIL), begun).approvals

    assert [one.step for one in kept] == [
        "Figures signed off",
        *("Staff network consulted", "Committee", "Board", "Published", "Unions"),
    ]
    assert (kept[0].who, kept[3].who, kept[3].assurance) == ("HR", "Chair", "Limited")
    assert (kept[5].year, kept[5].decision) == (last.year, "Agreed")


@pytest.mark.parametrize("what", ["the trail", "later columns"])
def test_a_workbook_of_an_older_version_leaves_alone_what_it_lacks(
    last: Plan, tmp_path: Path, what: str
) -> None:
    rows = tuple(evolve(row, quarter_1="begun", risk="BAF 1") for row in last.rows)
    signed = tuple(evolve(one, who="Chair") for one in last.approvals)
    begun = evolve(last, rows=rows, approvals=signed)
    book = openpyxl.load_workbook(BytesIO(plan_files(begun, ["xlsx"])["plan.xlsx"]))
    if what == "the trail":
        del book[TRAIL]
    else:
        for name in sorted(LATER, key=[*HEADERS].index, reverse=True):
            book[SHEET].delete_cols(COLUMN[name])
    book.save(tmp_path / "plan.xlsx")

    assert read_edited(tmp_path / "plan.xlsx", begun) == begun


def test_a_line_of_the_trail_that_is_no_step_is_named(last: Plan, tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(FIRST, 1).value = "next year"
        sheet.cell(FIRST + 1, 2).value = "Board"
        sheet.cell(FIRST + 2, 2).value = None

    with pytest.raises(InputError) as caught:
        read_edited(edited(last, tmp_path, edit, TRAIL), last)

    told = [(one.code, one.where.row, one.where.column) for one in caught.value.problems]
    assert told == [
        ("no-plan-year", FIRST, "Year of the plan"),
        ("no-step", FIRST + 2, "Step"),
        ("repeated-plan-row", FIRST + 4, None),
    ]


def test_every_line_that_does_not_belong_is_named(last: Plan, tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(FIRST, COLUMN["key"]).value = "2/unheard-of"
        sheet.cell(FIRST + 1, COLUMN["key"]).value = last.rows[2].key
        sheet.cell(FIRST + 3, COLUMN["action"]).value = "Something new"
        sheet.cell(FIRST + 4, COLUMN["indicator"]).value = 2
        sheet.cell(FIRST + 4, COLUMN["owner"]).value = "Network chair"

    with pytest.raises(InputError) as caught:
        read_edited(edited(last, tmp_path, edit), last)

    assert [(one.code, one.where.row) for one in caught.value.problems] == [
        ("unknown-plan-row", FIRST),
        ("repeated-plan-row", FIRST + 2),
        ("unknown-indicator", FIRST + 3),
        ("no-action", FIRST + 4),
    ]


def test_another_workbook_is_refused(last: Plan, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")

    with pytest.raises(InputError, match="no-such-sheet"):
        read_edited(tmp_path / "other.xlsx", last)
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="missing-header"):
        read_edited(tmp_path / "other.csv", last)


def test_the_fields_of_people_are_all_columns() -> None:
    assert set(PEOPLES) <= set(HEADERS)
