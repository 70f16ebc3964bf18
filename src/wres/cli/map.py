"""``wres map``: a mapping drafted from a file."""

from __future__ import annotations

from pathlib import Path

import click

from wres.cli.output import say, wrapped
from wres.errors import InputError, Location, Problem
from wres.mappings.drafting import Draft, draft
from wres.mappings.drafting.matching import TABLES_DRAFTED


@click.command("map")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--table",
    type=click.Choice(TABLES_DRAFTED),
    help="What a row is; without it, the table that the columns look most like.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help="Where to write the mapping; without it, it is printed.",
)
@click.option("--sheet", help="Worksheet of an XLSX file.")
@click.option("--records", help="Where a JSON file has its list, such as data.employees.")
def command(
    file: Path, table: str | None, out: Path | None, sheet: str | None, records: str | None
) -> None:
    """Draft a mapping of an unknown file: CSV, XLSX, JSON or Parquet.

    Each line says how sure it is and why. What needs a person is marked TODO, and 'wres check'
    runs with the draft at once.
    """
    name = None
    if out is not None:
        _check(out)
    made = draft(file, table=table, name=name, sheet=sheet, records=records)
    if out is None:
        say(made.text.rstrip("\n"))
        return
    out.write_text(made.text, encoding="utf-8", newline="\n")
    say(_told(made, file, out))


def _check(out: Path) -> None:
    """Refuse to write over a mapping, which may hold a person's work."""
    if out.suffix.lower() != ".toml":
        raise click.UsageError(f"--out: '{out.name}' does not end in .toml")
    if out.exists():
        message = "there is such a file, and it may hold somebody's work"
        accepted = "a name that is free"
        raise InputError((Problem("same-name", Location(out.name), message, accepted),))


def _told(made: Draft, file: Path, out: Path) -> str:
    lines = [f"{out.name}: a mapping of {file.name} to table '{made.table}'"]
    if made.todo:
        noun = "line needs" if made.todo == 1 else "lines need"
        lines.append(f"{made.todo} {noun} you: look for '# TODO'")
    if made.check:
        noun = "line was" if made.check == 1 else "lines were"
        lines.append(f"{made.check} {noun} assumed: look for '# CHECK'")
    lines += wrapped(f"Try it: wres check --source {out}={file}", rest="  ")
    return "\n".join(lines)
