"""``wres adapters``: the formats that can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from wres.cli.output import aligned, heading, say, wrapped
from wres.cli.plugin_warnings import warn_of_plugins
from wres.hookspecs import Adapter
from wres.mappings import MappedAdapter, SourceMapping
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
    coded = {name: one for name, one in plugins.adapters.items() if name not in plugins.presets}
    say("\n".join(aligned([("ADAPTER", "TABLES", "FORMAT"), *_rows(coded)])))
    if plugins.presets:
        say("\nMappings that are there as well, to use as they are or to extend:\n")
        say("\n".join(aligned([("PRESET", "TABLES", "FORMAT"), *_rows(plugins.presets)])))
    say("\n'wres adapters NAME' says what options an adapter takes. A mapping file (.toml)")
    say("stands wherever an adapter's name does; 'wres map FILE' drafts one.")


def _rows(adapters: Mapping[str, Adapter]) -> list[tuple[str, str, str]]:
    return [(name, ", ".join(one.tables), one.title) for name, one in adapters.items()]


def _told(adapter: Adapter) -> Iterator[str]:
    yield heading(adapter.name)
    yield from wrapped(adapter.title, first="  ", rest="  ")
    yield from wrapped(f"reads: {', '.join(adapter.tables)}", first="  ", rest="  ")
    if isinstance(adapter, MappedAdapter):
        yield from _standing(adapter.mapping)
    for name, what in adapter.options.items():
        yield from wrapped(f"{name}: {what}", first="  - ", rest="    ")


def _standing(mapping: SourceMapping) -> Iterator[str]:
    """Say of each column of a mapping whether a source shows it."""
    for note in mapping.notes:
        yield from wrapped(note, first="  ", rest="  ")
    for name, rule in mapping.columns.items():
        if rule.constant is None:
            where = f": {rule.source}" if rule.source else ""
            told = f"{name} is {rule.standing or 'yours'}{where}"
            yield from wrapped(told, first="  * ", rest="    ")
