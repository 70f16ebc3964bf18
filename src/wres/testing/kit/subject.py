"""The adapter under test, a good file of its, and ways to read variants of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl
from attrs import define, evolve, field
from hypothesis.strategies import SearchStrategy

from wres.admission import MERGED_INTO, OUT_OF_SCOPE, Intake, LooseTable, LooseTables
from wres.capabilities import capabilities_of
from wres.errors import InputError
from wres.hookspecs import Adapter, Capabilities, WritesSpecimen
from wres.profiles import profile
from wres.reading import belonging
from wres.records import Record, columns
from wres.returns import WresReturn, count
from wres.tables import ALL_TABLES, schema
from wres.testing.kit.samples import sample_tables


Tables = Mapping[str, pl.DataFrame]
ZIP = b"PK\x03\x04"
SQLITE = b"SQLite format 3\0"
NOT_LINES = (ZIP, SQLITE, b"PAR1", b"{", b"[")
"""How a workbook, a database, Parquet and JSON begin: no lines of values for the kit to vary."""


class CheckError(AssertionError):
    """An adapter does not do what a check asks for; the message says what it did."""


def require(holds: object, message: str) -> None:
    """Raise where something does not hold."""
    if not holds:
        raise CheckError(message)


@define(frozen=True, eq=False, slots=False)
class Subject:
    """One adapter, and what is needed to test it.

    Parameters
    ----------
    content
        Bytes of a good file; None where there is none.
    folder
        Where variants of the file may be written.
    golden
        Table to the records that the good file holds, if they are known.
    secrets
        Texts of the good file, such as names, that must not come out anywhere.
    drawn
        Hypothesis strategy for tables that the format can hold, in place of the kit's own.
    fault
        Why there is no good file.
    """

    adapter: Adapter
    content: bytes | None
    folder: Path
    able: Capabilities = field(factory=Capabilities)
    options: Mapping[str, Any] = field(factory=dict)
    golden: Mapping[str, Sequence[Record]] | None = None
    secrets: tuple[str, ...] = ()
    drawn: SearchStrategy[Tables] | None = None
    fault: str = "there is none: give a good file, or write `specimen`"

    @property
    def good(self) -> bytes:
        """Bytes of the good file."""
        if self.content is None:
            raise CheckError(self.fault)
        return self.content

    @cached_property
    def has(self) -> frozenset[str]:
        """What checks may need: see `wres.testing.kit.checking.NEEDS`."""
        records = [ALL_TABLES[name] for name in self.adapter.tables if name in ALL_TABLES]
        fields = [columns(record) for record in records]
        there = {
            "file": self.content is not None,
            "text": self.content is not None and not self.content.startswith(NOT_LINES),
            "workbook": self.content is not None and self.content.startswith(ZIP),
            "specimen": isinstance(self.adapter, WritesSpecimen),
            "header": self.able.header,
            "trailer": self.able.trailer,
            "lazy": self.able.lazy,
            "golden": self.golden is not None,
            "people": any(column.personal for one in fields for column in one.values()),
            "ethnicity": "ethnic_category" not in self.able.unsaid
            and any("ethnic_category" in one for one in fields),
        }
        return frozenset(name for name, holds in there.items() if holds)

    def write(self, content: bytes, name: str = "example") -> Path:
        """Write a variant of the good file."""
        path = self.folder / f"{name}{self.able.suffix}"
        path.write_bytes(content)
        return path

    def loose(self, path: Path) -> LooseTables:
        """Read a file with the adapter alone."""
        asked = {"year": None, "organisation": self.organisation, **self.options}
        return self.adapter.read(path, asked)

    @cached_property
    def organisation(self) -> str | None:
        """Whose files they are, where they do not say it themselves."""
        said = self.able.unsaid.get("organisation")
        return None if said is None else str(pl.select(said).item())

    def read(self, content: bytes | Path | None = None) -> Intake:
        """Read a file, the good one by default; nothing is caught."""
        if not isinstance(content, Path):
            content = self.write(self.good if content is None else content)
        found, year = self.loose(content), self.options.get("year")
        rules = None if year is None else profile(year)
        tables = tuple(belonging(table, self.organisation) for table in found.tables)
        return Intake(tables, rules, dict(found.missing), found.warnings)

    def specimen(self, tables: Tables) -> bytes:
        """Write tables in the adapter's format; a ValueError says that it cannot hold them."""
        if not isinstance(self.adapter, WritesSpecimen):
            raise CheckError("the adapter writes no specimen")
        return self.adapter.specimen(tables)

    def sample(self, *, category: str | None = None, size: int = 6) -> tuple[Tables, bytes]:
        """Write the kit's own records, without those that the format cannot hold."""
        return writable(self, sample_tables(self.adapter.tables, category=category, size=size))


def subject_of(  # the parameters of `check_adapter`, which describes them
    adapter: Adapter,
    folder: Path,
    *,
    good_file: str | Path | bytes | None = None,
    options: Mapping[str, Any] | None = None,
    golden: Mapping[str, Sequence[Record]] | None = None,
    secrets: Sequence[str] = (),
    drawn: SearchStrategy[Tables] | None = None,
) -> Subject:
    """Gather what the checks need; a good file is the adapter's own specimen where none is given."""
    able = capabilities_of(adapter)
    asked = {**able.options, **(options or {})}
    subject = Subject(adapter, None, folder, able, asked, golden, tuple(secrets), drawn)
    given = able.example if good_file is None else good_file
    try:
        if isinstance(given, bytes):
            return evolve(subject, content=given)
        if given is not None:
            return evolve(subject, content=Path(given).read_bytes())
        if isinstance(adapter, WritesSpecimen):
            return evolve(subject, content=subject.sample()[1])
    except Exception as error:  # noqa: BLE001  # a check says it
        return evolve(subject, fault=f"{type(error).__name__}: {error}")
    return subject


def writable(subject: Subject, tables: Tables) -> tuple[Tables, bytes]:
    """Write tables, or as many of their rows, from the first on, as the format can hold.

    What the files say nothing of, each record has as the adapter declares it. A record without an
    ethnic category is left out where its person is in the workforce table too: it would rightly
    be read with the category that is there.
    """
    tables = {name: _as_said(name, frame, subject.able.unsaid) for name, frame in tables.items()}
    tables = {name: _on_its_own(frame, tables) for name, frame in tables.items()}
    try:
        return tables, subject.specimen(tables)
    except ValueError:
        kept = {name: frame.clear() for name, frame in tables.items()}
        content = subject.specimen(kept)
    for name, frame in tables.items():
        for row in frame.iter_slices(1):
            more = {**kept, name: pl.concat([kept[name], row])}
            try:
                content = subject.specimen(more)
            except ValueError:
                continue
            kept = more
    return kept, content


def _as_said(name: str, frame: pl.DataFrame, unsaid: Mapping[str, pl.Expr]) -> pl.DataFrame:
    types = schema(ALL_TABLES[name])
    return frame.with_columns(
        value.cast(types[field]).alias(field) for field, value in unsaid.items() if field in types
    )


def _on_its_own(frame: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    staff = tables.get("workforce")
    if staff is None or frame is staff or not {"person", "ethnic_category"} <= {*frame.columns}:
        return frame
    found = pl.col("person").is_in(staff["person"].implode()).fill_null(value=False)
    return frame.filter(~found | pl.col("ethnic_category").is_not_null())


def facts(intake: Intake) -> dict[str, list[Any]]:
    """Give what an intake holds, by table, in an order that does not depend on the file's."""
    loose = tuple(evolve(table, frame=_in_scope(table)) for table in intake.loose)
    held = evolve(intake, loose=loose)
    found = {name: sorted(frame.collect().rows(), key=repr) for name, frame in held.tables.items()}
    if "return" not in found:
        return found
    filed = tuple(table for table in loose if table.table == "return")
    return {**found, "return": _figures(count(evolve(intake, loose=filed)))}


def facts_of(tables: Tables, missing: Collection[str] = ()) -> dict[str, list[Any]]:
    """Give the same of tables; of a return without measures that a format says it misses."""
    found = {
        name: sorted(frame.select(list(columns(ALL_TABLES[name]))).rows(), key=repr)
        for name, frame in tables.items()
        if name != "return"
    }
    return (
        {**found, "return": _figures(WresReturn.from_frame(_without(tables["return"], missing)))}
        if "return" in tables
        else found
    )


def _without(lines: pl.DataFrame, missing: Collection[str]) -> pl.DataFrame:
    names = [name for measure in missing for name in (measure, f"{measure}_respondents")]
    return lines.filter(~pl.col("measure").cast(pl.String).is_in(names))


def _figures(filed: WresReturn) -> list[Any]:
    return sorted(filed.to_frame().rows(), key=repr)


def _in_scope(table: LooseTable) -> pl.LazyFrame:
    hints = [name for name in (OUT_OF_SCOPE, MERGED_INTO) if name in table.frame.collect_schema()]
    return table.frame.filter(pl.all_horizontal(pl.lit(value=True), pl.col(hints).is_null()))


def outcome(subject: Subject, path: Path) -> Intake | InputError:
    """Read anything: an intake whose ledger adds up, or an error that tells it well."""
    try:
        intake = subject.read(path)
        require(intake.ledger.balances, "the ledger does not add up")
        lines = [str(problem) for problem in intake.problems]
    except InputError as error:
        require(error.problems, "the error names no problem")
        require(
            all(p.code and p.message and p.accepted for p in error.problems),
            "a problem lacks its code, message or what would be accepted",
        )
        lines = [str(problem) for problem in error.problems]
        _told_well(lines, path)
        return error
    _told_well(lines, path)
    return intake


def _told_well(lines: Sequence[str], path: Path) -> None:
    require(
        all(len(line) < 2000 for line in lines),  # noqa: PLR2004
        "a message repeats a huge value",
    )
    require(
        not any(str(path.parent) in line for line in lines),
        "a message has the path of the folder, not just the file's name",
    )
