"""``wres audit``: what can be worked out from published files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from wres.auditing import Audit, audit, policies, policy
from wres.cli.failures import PROBLEMS
from wres.cli.output import complain, point_out, say, warn
from wres.manifest import MANIFEST
from wres.release import ATTACKED


FILE = click.Path(exists=True, path_type=Path)
SILENT = (MANIFEST, *(f"{name}-metadata.json" for name in ATTACKED if name.endswith(".csv")))
"""Files that wres writes beside them, about files and columns: nothing in them is of people."""


@click.command("audit")
@click.argument("files", metavar="FILE...", nargs=-1, type=FILE)
@click.option(
    "--policy",
    "name",
    type=click.Choice([one.id for one in policies()]),
    help="What may not be learnt. Without it: what the files say they were published under, "
    "else threshold-5.",
)
@click.option(
    "--ledger",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="RELEASES.toml",
    help="Attack the releases listed there too: other years, organisations, regions.",
)
@click.option(
    "--unpublished",
    multiple=True,
    type=FILE,
    metavar="FILE",
    help="The full figures, which tell who really is alone in a count; may be repeated.",
)
@click.pass_context
def command(
    ctx: click.Context,
    files: Sequence[Path],
    name: str | None,
    ledger: Path | None,
    unpublished: Sequence[Path],
) -> None:
    """Attack published files, and say what can be worked out.

    FILE is report.json, metrics.csv, breakdowns.csv, a return as tidy CSV, template.xlsx,
    template.docx or report.html, or a folder that holds some of them. All are attacked together.
    Every count that is known better than the policy allows is named, and the exit code is then 1.
    So it is where a folder holds anything else: what was not looked at is not called safe.
    """
    if not files and ledger is None:
        raise click.UsageError("nothing to audit: give a FILE or a --ledger", ctx)
    unread = _unread(files)
    found = audit([*_expanded(files)], name, ledger=ledger, unpublished=[*_expanded(unpublished)])
    _tell(found, unread)
    if unread:
        complain(f"not looked at: {', '.join(unread)}")
    if not found.safe:
        number = len(found.findings)
        noun = "count is" if number == 1 else "counts are"
        complain(f"{number} {noun} known better than {found.policy} allows")
    if unread or not found.safe:
        ctx.exit(PROBLEMS)


def _expanded(files: Sequence[Path]) -> Iterator[Path]:
    for path in files:
        if path.is_dir():
            yield from (path / name for name in ATTACKED if (path / name).is_file())
        else:
            yield path


def _unread(files: Sequence[Path]) -> list[str]:
    """Name what folders hold and is not read, but for what says nothing of people."""
    read = {path.resolve() for path in _expanded(files)}
    return [
        path.relative_to(folder).as_posix()
        for folder in files
        if folder.is_dir()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in SILENT and path.resolve() not in read
    ]


def _tell(found: Audit, unread: Sequence[str]) -> None:
    say(policy(found.policy).sentence)
    say(f"{', '.join(found.files)}: {_number(found.hidden)} attacked")
    if found.recovered:
        say(f"{_number(found.recovered)} worked out; as none of them is small, that is allowed")
    if found.narrowest is not None:
        say(f"narrowest of the others: {found.narrowest.name}, {found.narrowest.extent}")
    for place in found.not_taken:
        say(f"not taken, a number in {place}")
    for one in found.findings:
        point_out(str(one))
    for one in found.possible:
        warn(str(one))
    if found.safe:
        of = " of these files" if unread else ""
        say(f"no count{of} is known better than the policy allows")


def _number(number: int) -> str:
    return f"{number} hidden count{'' if number == 1 else 's'}"
