"""What holds a GO1 file together: header record, footer record, and the widths of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wres.errors import Location, Problem, raise_all
from wres.files import Utf8Text
from wres_adapters._esr_go1_layout import WIDTHS
from wres_adapters._esr_kinds import LINE, Kind, kinds_of


FILE_NAME = re.compile(r"GO_\d{1,4}_ASG_\d{8}_Full_\d+\.DAT", re.IGNORECASE)
NAME_PATTERN = "GO_<VPD>_ASG_<yyyymmdd>_Full_<number>.DAT"
QUOTED = r'"(?:[^"]|"")*"'
WELL_QUOTED = rf'^(?:{QUOTED}|[^",]*)(?:,(?:{QUOTED}|[^",]*))*$'
BLANK = ""


def check_envelope(text: Utf8Text, name: str) -> None:
    """Check the envelope in one pass over the lines; nothing of a row but its type is looked at.

    Parameters
    ----------
    name
        The file's own name, for messages.

    Raises
    ------
    InputError
        With every fault found: ``missing-header-record``, ``wrong-header-record``,
        ``missing-footer``, ``wrong-footer-count``, ``wrong-width``, ``unbalanced-quotes``,
        ``no-people``.
    """
    kinds = _kinds(text)
    problems = list(_header(kinds, name))
    # Without a header this may be any file at all: what else is wrong with it says nothing.
    if not problems:
        problems = [*_footer(kinds, name), *_rows(kinds, name)]
    raise_all(sorted(problems, key=lambda problem: problem.where.row or 0))


def _kinds(text: Utf8Text) -> list[Kind]:
    """Group the lines that are not blank."""
    bare = LINE.str.replace_all(QUOTED, "q") if text.quoted else LINE
    kind = LINE.str.extract('^"?([^",]{0,4})').fill_null(BLANK).str.strip_chars()
    return kinds_of(
        text.path,
        type=kind,
        width=bare.str.count_matches(",", literal=True) + 1,
        is_end=kind.is_in(["HDR", "FTR"]),
        where=LINE.str.strip_chars(' ,"\t') != BLANK,
        is_open=~LINE.str.contains(WELL_QUOTED) if text.quoted else None,
    )


def _fields(kind: Kind) -> list[str]:
    return [part.strip().strip('"') for part in (kind.start or "").split(",")]


def _header(kinds: Sequence[Kind], name: str) -> Iterator[Problem]:
    where, accepted = Location(name, row=1), f"HDR,{NAME_PATTERN}"
    first = kinds[0] if kinds else None
    if first is None or first.type != "HDR" or first.first != 1:
        message = "the first row is no header record"
        yield Problem("missing-header-record", where, message, accepted)
    elif first.width != 2 or not FILE_NAME.fullmatch(_fields(first)[1]):  # noqa: PLR2004
        message = "the header record is not that of a full GO1 file"
        yield Problem("wrong-header-record", where, message, accepted)
    elif sum(kind.rows for kind in kinds if kind.type == "HDR") > 1:
        message = "there is more than one header record"
        yield Problem("wrong-header-record", where, message, "one file at a time")


def _footer(kinds: Sequence[Kind], name: str) -> Iterator[Problem]:
    last = max(kinds, key=lambda kind: kind.last)
    where, file = Location(name, row=last.last), _fields(kinds[0])[1]
    if last.type != "FTR":
        accepted = f"FTR,{file},<count> as the last row; the file may have been cut off"
        yield Problem("missing-footer", where, "the last row is no footer record", accepted)
        return
    records = sum(kind.rows for kind in kinds if kind.type in WIDTHS)
    once = sum(kind.rows for kind in kinds if kind.type == "FTR") == 1
    fields = _fields(last)
    if not once or fields[1:] != [file, str(records)]:
        said = fields[2] if len(fields) > 2 else ""  # noqa: PLR2004
        counts = said if said.isascii() and said.isdecimal() and len(said) < 10 else "nothing"  # noqa: PLR2004
        message = f"the footer record counts {counts}, or is another file's"
        accepted = f"FTR,{file},{records}: the file has {records} person and assignment rows"
        yield Problem("wrong-footer-count", where, message, accepted)


def _rows(kinds: Sequence[Kind], name: str) -> Iterator[Problem]:
    if not any(kind.type in WIDTHS for kind in kinds) and any(
        kind.type not in {"HDR", "FTR"} for kind in kinds
    ):
        accepted = "a file with PER and ASG rows"
        yield Problem("no-people", Location(name), "no person or assignment rows", accepted)
    for kind in kinds:
        if kind.open_quotes:
            where = Location(name, row=kind.open_quotes)
            message = "a quotation mark that is not closed, or not at the end of its value"
            accepted = "values without quotation marks, or wholly within them, in one line"
            yield Problem("unbalanced-quotes", where, message, accepted)
        elif kind.width != WIDTHS.get(kind.type, kind.width):
            where, message = (
                Location(name, row=kind.first),
                f"a {kind.type} row of {kind.width} fields",
            )
            accepted = " and ".join(f"{one} of {width} fields" for one, width in WIDTHS.items())
            yield Problem("wrong-width", where, message, accepted, kind.rows)
