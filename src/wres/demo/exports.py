"""What real exports add to a format: names, titles and totals, history, leavers, odd encodings.

Each function takes what an adapter's `specimen` wrote, and gives the bytes of the export that
the source system of the trust would have made. Nothing here makes a row that is refused.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

import polars as pl

from wres.demo.people import EXPORTED_ON, NAME, Person, former_band
from wres.demo.trust import Trust


Export = Callable[[bytes, Trust], bytes]
Row = dict[str, str]

BI_DATE, SLASHED, PLAIN = "%d-%b-%Y", "%d/%m/%Y", "%Y%m%d"
OPEN_END = date(4712, 12, 31)
PAGE = 4_000
"""Rows after which the report writer repeats the header."""

OTHER_CASES = (
    "Grievance",
    "Short Term Sickness",
    "Capability",
    "Long Term Sickness",
    "Bullying and Harassment",
)
NOT_TAKEN = ("Did not attend", "Cancelled", "Waiting list")


def staff_list(content: bytes, trust: Trust) -> bytes:
    """ESR BI: title rows, a header on every page, history, leavers, totals; Windows-1252."""
    header, rows = _read(content)
    header = [
        *header,
        *("Last Name", "First Name", "Date of Birth", "Termination Date"),
        *("Assignment Effective Start Date", "Assignment Effective End Date"),
    ]
    words = {
        row["Grade"].rpartition(" ")[2]: row["Grade"]
        for row in rows
        if "Review Body Band" in row["Grade"]
    }
    made = [
        extended
        for row in rows
        for extended in _assignment(row, trust.staff[row["Employee Number"]], words)
    ]
    people = len({row["Employee Number"] for row in rows})
    titles = [
        [f"Staff in Post with Ethnicity: {NAME}"],
        [f"Run on {EXPORTED_ON:{BI_DATE}} 09:14"],
        [],
    ]
    table = [[row.get(name, "") for name in header] for row in made]
    pages = [[header, *table[start : start + PAGE]] for start in range(0, len(table), PAGE)]
    totals = [["Total assignments", str(len(made))], ["Total headcount", str(people)]]
    return _csv([*titles, *(line for page in pages for line in page), *totals]).encode("cp1252")


def _assignment(row: Row, person: Person, words: Mapping[str, str]) -> Iterator[Row]:
    """Give the rows of one assignment: as it is and, for some, as it was before."""
    named = {
        **row,
        "Last Name": person.last_name,
        "First Name": person.first_name,
        "Date of Birth": f"{person.born_on:{BI_DATE}}",
        "Termination Date": f"{person.left_on:{BI_DATE}}" if person.left_on else "",
        "Assignment Effective Start Date": f"{person.promoted_on or person.started_on:{BI_DATE}}",
        "Assignment Effective End Date": f"{person.left_on:{BI_DATE}}" if person.left_on else "",
        # Some are blank rather than "not known".
        "Ethnic Origin": "" if row["Ethnic Origin"].startswith("99") else row["Ethnic Origin"],
    }
    if person.promoted_on:
        yield {
            **named,
            "Grade": _former_grade(person, words),
            "Assignment Effective Start Date": f"{person.started_on:{BI_DATE}}",
            "Assignment Effective End Date": f"{person.promoted_on - timedelta(days=1):{BI_DATE}}",
        }
    yield named


def _former_grade(person: Person, words: Mapping[str, str]) -> str:
    band = str(former_band(person))
    return words.get(band.removeprefix("Band "), band)


def interface_file(content: bytes, trust: Trust) -> bytes:
    """ESR GO2: names and birth dates, history, leavers, and a trailer that counts them."""
    header, *lines, _ = content.decode().splitlines()
    rows = [line.split("~") for line in lines]
    people = {row[1]: trust.staff[row[4]] for row in rows if row[0] == "PRA"}
    words = {
        row[30].rpartition(" ")[2]: row[30]
        for row in rows
        if row[0] == "ASA" and "Review Body Band" in row[30]
    }
    made = [extended for row in rows for extended in _record(row, people.get(row[1]), words)]
    return "".join(
        f"{line}\r\n" for line in [header, *map("~".join, made), f"TRL~{len(made)}"]
    ).encode("cp1252")


def _record(row: list[str], person: Person | None, words: Mapping[str, str]) -> Iterator[list[str]]:
    if person is not None and row[0] == "PRA":
        row[6], row[7], row[13] = person.last_name, person.first_name, f"{person.born_on:{PLAIN}}"
        row[17] = f"{person.left_on:{PLAIN}}" if person.left_on else ""
    if person is not None and row[0] == "ASA":
        if person.promoted_on:
            yield _spanning(
                row,
                person.started_on,
                person.promoted_on - timedelta(days=1),
                _former_grade(person, words),
            )
        row = _spanning(
            row, person.promoted_on or person.started_on, person.left_on or OPEN_END, row[30]
        )
    yield row


def _spanning(row: list[str], first: date, last: date, grade: str) -> list[str]:
    return [*row[:3], f"{first:{PLAIN}}", f"{last:{PLAIN}}", *row[5:30], grade, *row[31:]]


def application_list(content: bytes, trust: Trust) -> bytes:
    """List applications with candidates' names and the dates of each step; a total below."""
    header, rows = _read(content)
    header += ["Shortlisted Date", "Appointed Date"]
    for row, one in zip(rows, trust.applied, strict=True):
        row["Candidate Name"] = one.candidate
        row["Shortlisted Date"] = f"{one.shortlisted_on:{SLASHED}}" if one.shortlisted_on else ""
        row["Appointed Date"] = f"{one.appointed_on:{SLASHED}}" if one.appointed_on else ""
    return (
        codecs.BOM_UTF8
        + _csv([*_table(header, rows), ["Total applications", "", str(len(rows))]]).encode()
    )


def case_list(content: bytes, trust: Trust) -> bytes:
    """List cases of every kind, under a title, with the names of those they are about."""
    header, rows = _read(content)
    numbers = list(trust.staff)
    for index, kind in enumerate(OTHER_CASES * 12):
        person = numbers[(index * 97) % len(numbers)]
        opened = f"{EXPORTED_ON - timedelta(days=5 * index + 3):{SLASHED}}"
        case = {"Case ID": f"ER-25-{50_001 + index}", "Employee Number": person, "Case Type": kind}
        rows.append({**case, "Formal Start Date": opened})
    for row in rows:
        row["Employee Name"] = trust.staff[row["Employee Number"]].name
    return _csv([["Employee relations cases"], [], *_table(header, rows)]).encode("cp1252")


def learning_list(content: bytes, trust: Trust) -> bytes:
    """List completions and places not taken, with learners' names, as UTF-16 with tabs."""
    header, rows = _read(content)
    for index, row in enumerate(rows):
        row["Full name"] = trust.staff[row["Employee Number"]].name
        if row["Mandatory"] == "Yes" and index % 40 == 0:
            row["Completion status"] = NOT_TAKEN[index % 3]
    text = _csv(_table(header, rows), separator="\t")
    return codecs.BOM_UTF16_LE + text.encode("utf-16-le")


def board_list(content: bytes, trust: Trust) -> bytes:
    """List the board by name."""
    header, rows = _read(content)
    for row in rows:
        row["Name"] = trust.staff[row["Employee Number"]].name
    return _csv([["Board of Directors, March 2025"], *_table(header, rows)]).encode()


EXPORTS: Mapping[str, Export] = {
    "board": board_list,
    "er-cases": case_list,
    "esr-bi": staff_list,
    "esr-go2": interface_file,
    "learning": learning_list,
    "recruitment": application_list,
}
"""Adapter to what its export adds; a specimen of another format is an export as it is."""


def _read(content: bytes) -> tuple[list[str], list[Row]]:
    frame = pl.read_csv(io.BytesIO(content), infer_schema=False).fill_null("")
    return list(frame.columns), frame.rows(named=True)


def _table(header: list[str], rows: list[Row]) -> list[list[str]]:
    return [header, *([row.get(name, "") for name in header] for row in rows)]


def _csv(lines: list[list[str]], separator: str = ",") -> str:
    return "".join(
        separator.join(_quoted(cell, separator) for cell in line) + "\r\n" for line in lines
    )


def _quoted(cell: str, separator: str) -> str:
    return f'"{cell.replace(chr(34), 2 * chr(34))}"' if separator in cell or '"' in cell else cell
