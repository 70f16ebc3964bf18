"""``wres exporters``: the formats that can be written."""

from __future__ import annotations

import click

from wres.cli.output import aligned, say
from wres.cli.plugin_warnings import warn_of_plugins
from wres.plugins import installed
from wres.writing import FORMATS


@click.command("exporters")
def command() -> None:
    """List the formats that can be written; those with * are written unless told otherwise."""
    warn_of_plugins()
    rows = [
        (f"{name}*" if name in FORMATS else name, one.title)
        for name, one in installed().exporters.items()
    ]
    say("\n".join(aligned([("FORMAT", "WRITES"), *rows])))
