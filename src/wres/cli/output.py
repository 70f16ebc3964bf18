"""How text is printed: safe for any terminal, within 80 columns, the same when piped."""

from __future__ import annotations

import io
import os
import shutil
import sys
import unicodedata
from collections.abc import Sequence

import click


WIDTH = 80


def use_safe_streams() -> None:
    """Let no character that a terminal lacks end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str = "", *, err: bool = False) -> None:
    """Print, in colour only where that is wanted."""
    click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)


def complain(message: str) -> None:
    """Print what went wrong, on stderr."""
    point_out(message, before="error:", colour="red")


def warn(message: str) -> None:
    """Print what to look at, on stderr."""
    point_out(message, before="warning:", colour="yellow")


def point_out(message: str, *, before: str = "", colour: str | None = None) -> None:
    """Print one line on stderr; a terminal too narrow for it gets it broken at blanks.

    Parameters
    ----------
    before
        A word in front, coloured where that is wanted.
    """
    text = one_line(f"{before} {message}".strip())
    width = shutil.get_terminal_size().columns if sys.stderr.isatty() else cells(text)
    first, *rest = wrapped(text, rest="  ", width=width)
    styled = click.style(before, fg=colour, bold=True)
    say("\n".join([styled + first.removeprefix(before), *rest]), err=True)


def heading(text: str) -> str:
    """Make a text stand out on a terminal."""
    return click.style(text, bold=True)


def one_line(text: str) -> str:
    r"""Keep a text on one line and free of what a terminal would obey.

    Examples
    --------
    >>> one_line("a\nb\x1b[31m")
    'a b [31m'
    """
    return "".join(
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text
    )


def cells(text: str) -> int:
    """Columns that a text takes on a terminal.

    Examples
    --------
    >>> cells("NHS"), cells("\u7d71\u8a08"), cells("e\u0301")
    (3, 4, 1)
    """
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Me", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Fill a text up to a width, cut where it is longer.

    Examples
    --------
    >>> padded("staff.csv", 12) + "|", padded("12", 4, right=True), padded("very-long.csv", 9)
    ('staff.csv   |', '  12', 'very-l...')
    """
    text = one_line(text)
    if cells(text) > width:
        while cells(text) > width - 3:
            text = text[:-1]
        text += "..."
    blank = " " * (width - cells(text))
    return blank + text if right else text + blank


def wrapped(text: str, *, first: str = "", rest: str = "", width: int = WIDTH) -> list[str]:
    """Break a text at blanks into lines of at most a width.

    Parameters
    ----------
    first, rest
        What the first line, and what every other line, begins with.

    Examples
    --------
    >>> wrapped("one two three", first="- ", rest="  ", width=9)
    ['- one two', '  three']
    """
    lines, line = [], first
    for word in one_line(text).split():
        begun = line not in {first, rest}
        if begun and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line, begun = rest, False
        line += f" {word}" if begun else word
    return [*lines, line]


def aligned(rows: Sequence[Sequence[str]], gap: int = 2) -> list[str]:
    """Set rows of texts in columns; the last column is wrapped.

    Examples
    --------
    >>> aligned([("json", "The report"), ("ledger", "Where rows went")])
    ['json    The report', 'ledger  Where rows went']
    """
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)][:-1]
    lines = []
    for row in rows:
        first = "".join(padded(text, width + gap) for text, width in zip(row, widths, strict=False))
        lines += wrapped(row[-1], first=first, rest=" " * (sum(widths) + gap * len(widths)))
    return lines
