"""What a mapping says: which column is which field, and what its values mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from attrs import field, frozen

from wres.admission.loose import DATED_ON, EFFECTIVE_FROM, EFFECTIVE_TO
from wres.fields import Column
from wres.files import Field
from wres.records import columns
from wres.tables import ALL_TABLES


Format = Literal["csv", "xlsx", "json", "parquet"]
FORMATS = get_args(Format)
COUNT = "count"
"""The column that says how many people, applications or cases a row stands for."""

ODATA = "odata"
"""Among date formats: ``/Date(1711843200000)/``, milliseconds since 1970."""

HINTED = {
    "workforce": (EFFECTIVE_FROM, EFFECTIVE_TO),
    "recruitment": (DATED_ON,),
}
"""Dates beside the record's fields, by table, that steer admission."""

COUNTED = ("workforce", "recruitment", "disciplinary", "training", "board")
"""Tables whose rows may stand for several."""

NUMBERED = {
    "workforce": ("person", "assignment"),
    "recruitment": ("application",),
    "disciplinary": ("case",),
}
"""What tells rows apart: with a count no column does, and each row is one of its own."""

DAY = Column("day", "a date")
PEOPLE = Column("whole", "a whole number from 0 to 1,000,000,000", minimum=0, maximum=10**9)


def fields_of(table: str) -> dict[str, Column]:
    """Field name to what it allows, of all that a mapping of this table may read.

    Examples
    --------
    >>> list(fields_of("board"))
    ['organisation', 'person', 'ethnic_category', 'voting', 'executive', 'count']
    """
    hints = dict.fromkeys(HINTED.get(table, ()), DAY)
    counted = {COUNT: PEOPLE} if table in COUNTED else {}
    return {**columns(ALL_TABLES[table]), **hints, **counted}


@frozen
class ColumnRule:
    """How one field of a record is read.

    Parameters
    ----------
    headers
        Under which the source may have it; compared as `wres.files.same` does. Empty where it is
        constant, or still open.
    constant
        What every row has, where no column says it.
    values
        Value of the source to what it means; empty text where that is still open. ``*`` stands for
        any text.
    others
        What every value means that `values` does not have.
    blank
        What a blank means.
    words
        Whether the library's own lists of NHS words are looked up where `values` has nothing.
    required
        Whether the source is of no use without the column.
    standing
        ``sourced`` where a public source shows the headers, ``assumed`` where none does.
    """

    headers: tuple[str, ...] = ()
    constant: str | None = None
    values: Mapping[str, str] = field(factory=dict)
    others: str | None = None
    blank: str | None = None
    words: bool = False
    required: bool = True
    standing: str | None = None
    source: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing is said yet of where the field comes from."""
        return not self.headers and self.constant is None

    @property
    def wanted(self) -> Field:
        """What is looked for among the headers."""
        return Field(*self.headers, required=self.required)


@frozen
class OutOfScope:
    """Rows that are none of the table, with the reason that the ledger shows.

    Parameters
    ----------
    values
        Rows with one of these are left out.
    unless
        Rows with anything but these are left out.
    blank
        Whether a blank is left out.
    each
        A field, such as ``person``, of which each value should keep a row: of several ethnicities
        one is primary. How many keep none is a warning.
    """

    headers: tuple[str, ...]
    reason: str
    values: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    blank: bool = False
    each: str | None = None
    required: bool = True
    standing: str | None = None
    source: str | None = None


@frozen
class SourceMapping:
    """An adapter without code: what a TOML file says of one kind of source.

    Parameters
    ----------
    name
        Lower case words with hyphens.
    table
        Table that the rows are of.
    format
        ``csv``, ``xlsx``, ``json`` or ``parquet``; ``None`` finds it out.
    records
        Where in a JSON file the list of records is, keys joined by points.
    dates
        Forms of a date as `datetime.datetime.strptime` has them, and ``odata``: no other is
        accepted then. Without any, those that admission knows, day before month.
    columns
        Field name to its rule.
    dimensions
        Headers of further columns to keep for breakdowns.
    notes
        What a user should know, for people.
    file
        Name of the file it was read from.
    document
        The same as TOML has it, for mappings that extend this one.
    """

    name: str
    title: str
    table: str
    columns: Mapping[str, ColumnRule]
    out_of_scope: tuple[OutOfScope, ...] = ()
    format: Format | None = None
    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = None
    records: str | None = None
    dates: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    file: str = ""
    document: Mapping[str, Any] = field(factory=dict, repr=False, eq=False)

    @property
    def counted(self) -> bool:
        """Whether a row stands for several."""
        return COUNT in self.columns

    @property
    def written_as(self) -> Format:
        """The format of a specimen."""
        return self.format or ("json" if self.records else "csv")

    @property
    def known(self) -> str:
        """What messages call the mapping; of a preset, the mapping in which to change it."""
        return self.file or f"a mapping that extends '{self.name}'"
