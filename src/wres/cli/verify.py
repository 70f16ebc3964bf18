"""``wres verify``: whether a set of files is as it was written, and can be made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from wres.cli.config import job_from
from wres.cli.failures import PROBLEMS
from wres.cli.output import complain, one_line, point_out, say
from wres.cli.plugin_warnings import warn_of_plugins
from wres.cli.progress import progress
from wres.job import Job, as_run, check_names, run
from wres.manifest import (
    MANIFEST,
    Manifest,
    differences,
    read_manifest,
    source_differences,
)


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("verify")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option(
    "--sources",
    type=FOLDER,
    metavar="DIR",
    help="Folder that has the source files, at any depth; they are compared too.",
)
@click.option(
    "--rerun",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="CONFIG.toml",
    help="Make the report again, and compare every byte.",
)
@click.pass_context
def command(ctx: click.Context, folder: Path, sources: Path | None, rerun: Path | None) -> None:
    """Say whether results are as they were written.

    DIR holds the files of one run and its manifest.json. Every file that was changed, is
    missing or is not part of the set is named, and the exit code is then 1.
    """
    manifest = read_manifest(folder)
    if rerun is not None and "command" in manifest.options:
        command = one_line(str(manifest.options["command"]))
        raise click.UsageError(
            f"--rerun makes a report again; these files are of wres {command}: run it again, "
            "and compare the manifests"
        )
    say(f"Written by wres {manifest.wres} for {one_line(manifest.organisation)}, {manifest.year}")
    faults = _told(differences(folder, manifest), f"{_files(len(manifest.files))} as written")
    if sources is not None:
        number = len({one.file for one in manifest.sources})
        told = f"sources: {_files(number)} as read"
        faults += _told(source_differences(sources, manifest), told)
    if rerun is not None:
        faults += _told(
            _rerun(folder, manifest, job_from(rerun)), "made again: every byte is the same"
        )
    if faults:
        complain(f"{faults} {'difference' if faults == 1 else 'differences'}")
        ctx.exit(PROBLEMS)


def _files(number: int) -> str:
    return f"{number} file{' is' if number == 1 else 's are'}"


def _told(differences: Iterator[str], otherwise: str) -> int:
    """Name each difference on stderr, or say that there is none; give how many there are."""
    number = 0
    for number, difference in enumerate(differences, 1):  # noqa: B007  # counted
        point_out(difference)
    if not number:
        say(otherwise)
    return number


def _rerun(folder: Path, manifest: Manifest, job: Job) -> Iterator[str]:
    """Make the files again as they were asked for, and name those that differ."""
    job = as_run(job, manifest)
    warn_of_plugins()
    check_names(job)
    with progress(job.steps) as tell:
        every = run(job, tell).files
    within = f"{manifest.options['folder']}/" if manifest.options.get("folder") else ""
    made = {
        name.removeprefix(within): content
        for name, content in every.items()
        if name.startswith(within)
    }
    yield from _unequal(folder, manifest, made)


def _unequal(folder: Path, manifest: Manifest, made: Mapping[str, bytes]) -> Iterator[str]:
    for one in manifest.files:
        path = folder / one.file
        if one.file not in made:
            yield f"{one.file}: is not made by this configuration"
        elif not path.is_file() or path.read_bytes() != made[one.file]:
            yield f"{one.file}: is another when made again"
    for name in sorted(set(made) - {one.file for one in manifest.files} - {MANIFEST}):
        yield f"{name}: is made by this configuration, and was not"
