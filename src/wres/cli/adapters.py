"""``wres adapters``: the formats that can be read."""

from __future__ import annotations

from collections.abc import Iterator

import click

from wres.cli.output import aligned, heading, say, wrapped
from wres.cli.plugin_warnings import warn_of_plugins
from wres.hookspecs import Adapter
from wres.plugins import installed


@click.command("adapters")
@click.argument("names", nargs=-1, metavar="[NAME]...")
def command(names: tuple[str, ...]) -> None:
    """List the formats that can be read, or the options of some of them."""
    warn_of_plugins()
    plugins = installed()
    if names:
        say("\n\n".join("\n".join(_told(plugins.adapter(name))) for name in names))
        return
    rows = [(name, ", ".join(one.tables), one.title) for name, one in plugins.adapters.items()]
    say("\n".join(aligned([("ADAPTER", "TABLES", "FORMAT"), *rows])))
    say("\n'wres adapters NAME' says what options an adapter takes.")


def _told(adapter: Adapter) -> Iterator[str]:
    yield heading(adapter.name)
    yield from wrapped(adapter.title, first="  ", rest="  ")
    yield from wrapped(f"reads: {', '.join(adapter.tables)}", first="  ", rest="  ")
    for name, what in adapter.options.items():
        yield from wrapped(f"{name}: {what}", first="  - ", rest="    ")
