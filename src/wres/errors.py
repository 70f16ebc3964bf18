"""What can go wrong, told so that a person can mend it.

::

    WresError
    ├── InputError (ValueError)      the input has problems; carries all of them
    ├── FigureError (ValueError)     figures that cannot be combined or measured
    ├── UnknownNameError (LookupError)   an adapter, exporter, metric or year that is not there
    ├── MissingExtraError (ImportError)  an optional package is needed; says how to get it
    └── PluginError                  a plugin broke its contract
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, frozen


SHOWN_IN_SUMMARY = 5
LONGEST_HEADER = 80


@frozen(order=True)
class Location:
    """Where in the input something is.

    Parameters
    ----------
    file
        Name of the file without its folder; empty where the input was a frame.
    sheet
        Worksheet name, for workbooks.
    row
        Row as the reader counts: the first line of the file or sheet is 1.
    column
        Column header as the source writes it.

    Examples
    --------
    >>> print(Location("staff.csv", row=3, column="Ethnic Origin"))
    staff.csv, row 3, column 'Ethnic Origin'
    """

    file: str = ""
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [self.file or "input"]
        if self.sheet is not None:
            parts.append(f"sheet '{self.sheet}'")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column '{_short(self.column)}'")
        return ", ".join(parts)


def _short(header: str) -> str:
    """Show a header of any length on a line."""
    if len(header) <= LONGEST_HEADER:
        return header
    text = " ".join(header.split())
    return text if len(text) <= LONGEST_HEADER else f"{text[:LONGEST_HEADER]}..."


@frozen
class Problem:
    """One fault in the input, with what would be accepted in its place.

    Parameters
    ----------
    code
        Stable kebab-case name, listed in ``docs/reference/problems.md``.
    where
        The first place that has the fault.
    message
        Lower case, no full stop. Never a person's number, name or birth date.
    accepted
        What would be accepted instead, in words.
    count
        Rows with this same fault.

    Examples
    --------
    >>> where = Location("staff.csv", row=3, column="Grade")
    >>> print(Problem("unknown-pay-band", where, "unknown pay band 'Band 12'", "Band 1 to VSM", 2))
    staff.csv, row 3, column 'Grade': unknown pay band 'Band 12' (and in 1 more row); accepted: Band 1 to VSM [unknown-pay-band]
    """

    code: str
    where: Location
    message: str
    accepted: str
    count: int = 1

    def __str__(self) -> str:
        others = self.count - 1
        more = f" (and in {others:,} more row{'s' if others > 1 else ''})" if others else ""
        return f"{self.where}: {self.message}{more}; accepted: {self.accepted} [{self.code}]"


class WresError(Exception):
    """Base of every error that this library raises on purpose."""


@define
class InputError(WresError, ValueError):
    """The input has problems; ``problems`` holds all of them, in source order."""

    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        shown = [f"- {problem}" for problem in self.problems[:SHOWN_IN_SUMMARY]]
        rest = len(self.problems) - len(shown)
        noun = "problem" if len(self.problems) == 1 else "problems"
        lines = [f"{len(self.problems)} {noun} in the input:", *shown]
        if rest:
            lines.append(f"and {rest} more (see .problems)")
        return "\n".join(lines)


class FigureError(WresError, ValueError):
    """Figures that cannot be combined or measured as asked."""


class UnknownNameError(WresError, LookupError):
    """A name that nothing answers to; the message lists those that exist."""

    @classmethod
    def of(cls, kind: str, name: object, known: Iterable[object]) -> UnknownNameError:
        """Say which names of this kind exist.

        Examples
        --------
        >>> print(UnknownNameError.of("adapter", "esr", ["esr-bi", "esr-go2"]))
        no adapter named 'esr'; there are: esr-bi, esr-go2
        """
        return cls(f"no {kind} named '{name}'; there are: {', '.join(map(str, known))}")


class MissingExtraError(WresError, ImportError):
    """An optional package is missing; the message has the command that installs it."""

    @classmethod
    def of(cls, what: str, extra: str) -> MissingExtraError:
        """Name the extra that brings what is missing.

        Examples
        --------
        >>> print(MissingExtraError.of("reading workbooks", "excel"))
        reading workbooks needs an optional package; install it with: pip install 'wres[excel]'
        """
        return cls(
            f"{what} needs an optional package; install it with: pip install 'wres[{extra}]'"
        )


class PluginError(WresError):
    """A plugin broke its contract; the message names it and what to do."""


def raise_all(problems: Sequence[Problem]) -> None:
    """Raise one `InputError` with every problem; do nothing where there is none."""
    if problems:
        raise InputError(tuple(problems))
