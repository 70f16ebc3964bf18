"""``plan.xlsx``: one table a sheet, ready to be filled in and read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from wres.exporters.plan.tables import (
    DRAFT,
    NONE,
    Table,
    approvals_of,
    closings_of,
    commentary_of,
    notes_of,
    priorities_of,
    rows_of,
    trajectories_of,
    weights_of,
)
from wres.planning import STATUSES, Plan
from wres.planning.edited import HEADERS, SHEET, TRAIL
from wres.returns.dcf.layout import (
    CONTENTS,
    COVER,
    HEADER_ROW,
    NOTES,
    add_table,
    heighten,
    set_up,
)
from wres.returns.dcf.style import Style
from wres.returns.dcf.xlsx import Book, Sheet, workbook_bytes


TITLE = "Workforce Race Equality Standard: action plan"
TOLD = "Cells that say [to be decided] are yours to fill in."
ABOUT = {
    SHEET: "what is proposed and what was decided, an action a row",
    TRAIL: "who has agreed to the figures and to the plan, a step a row",
    "Commentary": "what the figures say of each indicator",
    "Priorities": "which indicators matter most, and why",
    "People needed": "how many people would have closed each gap",
    "Trajectories": "goals of the senior bands, year by year",
    "Weights": "the numbers that the ranking goes by, and where they come from",
    NOTES: "how to read the plan",
}
WIDTHS: Mapping[str, Sequence[float]] = {
    SHEET: (
        *(7, 30, 34, 20, 20, 40, 20, 16, 32, 18, 30),
        *(20, 20, 20, 20),
        *(34, 24, 10, 12, 18, 18, 44, 28),
    ),
    TRAIL: (12, 28, 30, 18, 24, 44),
    "Commentary": (46, 110),
    "Priorities": (8, 54, 22, 10, 12, 14, 14, 14),
    "People needed": (46, 44, 14, 38, 18, 12, 18, 14),
    "Trajectories": (14, 10, 12, 10, 14),
    "Weights": (70, 10, 60),
    NOTES: (8, 120),
}
OF_YEARS = 10


def workbook_of(plan: Plan) -> bytes:
    """Write the workbook; the same bytes for the same plan.

    Raises
    ------
    MissingExtraError
        Where XlsxWriter is not installed.
    """
    notes = tuple((number, text) for number, text in enumerate(notes_of(plan), 1))
    tables: Mapping[str, tuple[Table, str]] = {
        SHEET: (rows_of(plan), TOLD),
        TRAIL: (approvals_of(plan), f"{TOLD} Steps may be added."),
        "Commentary": (commentary_of(plan), "Worked out from the figures; see Notes."),
        "Priorities": (priorities_of(plan), "Points and scores are out of 100; see Notes."),
        "People needed": (closings_of(plan), "The fewest people, all else as it was; see Notes."),
        "Trajectories": (
            trajectories_of(plan),
            "Years are numbers of people at 31 March; see Notes.",
        ),
        "Weights": (weights_of(plan), "To change one, change plan_weights.csv."),
        NOTES: (Table(("Note", "Text"), notes), "How to read this plan."),
    }

    def write(book: Book) -> None:
        style = Style(book)
        sheets = {name: book.add_worksheet(name) for name in (COVER, CONTENTS, *tables)}
        _cover(sheets[COVER], style, plan)
        _contents(sheets[CONTENTS], style)
        for number, (name, (table, told)) in enumerate(tables.items()):
            heading = f"{name}, {plan.year}, {plan.name or plan.organisation}"
            _sheet(
                sheets[name], style, table, heading=heading, told=told, name=f"wres_plan_{number}"
            )
        _offer_statuses(sheets[SHEET], len(plan.rows))

    subject = "NHS Workforce Race Equality Standard"
    return workbook_bytes(write, properties={"title": TITLE, "subject": subject})


def _cover(sheet: Sheet, style: Style, plan: Plan) -> None:
    facts = {
        "Organisation code": plan.organisation,
        "Organisation name": plan.name or "",
        "WRES year": str(plan.year),
        "Reports that it rests on": ", ".join(str(one.year) for one in plan.reports),
        "Carried forward from the plan of": str(plan.carried_from or ""),
        "Goal year of the trajectories": str(plan.goal_year),
        "What to know": DRAFT,
    }
    rows = tuple((label, text) for label, text in facts.items() if text)
    table = Table(("About this plan", "Value"), rows)
    told = f"The next sheet, {CONTENTS}, has links to the others."
    _sheet(sheet, style, table, heading=TITLE, told=told, name="wres_plan_cover", widths=(40, 90))


def _contents(sheet: Sheet, style: Style) -> None:
    set_up(sheet, style, CONTENTS, (24, 106), "The names of sheets are links to them.")
    add_table(sheet, style, ("Sheet", "What is there"), len(ABOUT) + 1, "wres_plan_contents")
    about = {COVER: "whose plan it is, and of which year", **ABOUT}
    for row, (where, told) in enumerate(about.items(), HEADER_ROW + 1):
        sheet.write_url(row, 0, f"internal:'{where}'!A1", style.of(link=True, border=True), where)
        sheet.write_string(row, 1, told, style.of(border=True, wrap=True))


def _sheet(
    sheet: Sheet,
    style: Style,
    table: Table,
    *,
    heading: str,
    told: str,
    name: str,
    widths: Sequence[float] = (),
) -> None:
    """Fill a sheet with its one table."""
    columns = len(table.headers)
    chosen = [*(widths or WIDTHS[heading.partition(",")[0]])]
    chosen += [OF_YEARS] * (columns - len(chosen))
    set_up(sheet, style, heading, chosen, told)
    rows = table.rows or ((NONE,) * columns,)
    add_table(sheet, style, table.headers, len(rows), name)
    text, number = style.of(border=True, wrap=True), style.of(border=True, align="left")
    for at, values in enumerate(rows, HEADER_ROW + 1):
        texts: dict[float, str] = {}
        for column, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(at, column, value, number)
            else:
                write = _writer(sheet, value)
                write(at, column, value, text)
                width = chosen[column]
                if len(value) / width > len(texts.get(width, "")) / width:
                    texts[width] = value
        heighten(sheet, at, texts or {chosen[0]: ""})


def _writer(sheet: Sheet, value: str) -> Callable[..., object]:
    """Write text as text; an empty one as a blank cell."""
    write: Callable[..., object] = sheet.write_string if value else sheet.write_blank
    return write


def _offer_statuses(sheet: Sheet, rows: int) -> None:
    """Offer the words for a status; another word is kept too."""
    column = [*HEADERS].index("status")
    rule = {"validate": "list", "source": [*STATUSES], "error_type": "information"}
    sheet.data_validation(
        HEADER_ROW + 1, column, HEADER_ROW + max(rows, 1), column, {**rule, "show_error": False}
    )
