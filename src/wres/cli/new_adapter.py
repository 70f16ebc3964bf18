"""``wres new-adapter``: a plugin package whose tests pass as written."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import click

from wres.cli.output import one_line, say
from wres.plugins import installed
from wres.scaffold import plugin_package
from wres.writing import write_files


@click.command("new-adapter")
@click.argument("name")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the package, which must not have files; wres-NAME by default.",
)
@click.option("--mapping", is_flag=True, help="A mapping (TOML) in the place of code.")
def command(name: str, out: Path | None, *, mapping: bool) -> None:
    """Write a plugin package that teaches wres an HR system of your own.

    NAME is what users will type after --source, such as acme-hr. The package reads a staff list
    of made-up headers, by code or by a mapping; its tests hold it to the adapter contract, and
    pass as written.
    """
    try:
        files = plugin_package(name, version=version("wres"), mapping=mapping)
    except ValueError as error:
        raise click.BadParameter(one_line(str(error)), param_hint="NAME") from error
    if name in installed().adapters:
        message = f"'{name}' is an adapter that is there; of two with one name neither works"
        raise click.BadParameter(message, param_hint="NAME")
    folder = out or Path(f"wres-{name}")
    if folder.exists() and any(folder.iterdir()):
        raise click.BadParameter(f"{folder} has files already", param_hint="--out")
    write_files(folder, files)
    for path in sorted(files):
        say(f"{folder}/{path}")
    say(f"\nNext:\n  cd {folder}\n  pip install -e '.[testing]'\n  pytest")
