"""``wres adapters``: the formats that can be read, and whether their adapters keep the contract."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import click

from wres.cli.output import aligned, heading, say, wrapped
from wres.cli.plugin_warnings import warn_of_plugins
from wres.cli.progress import progress
from wres.errors import PluginError
from wres.hookspecs import Adapter
from wres.mappings import MappedAdapter, SourceMapping
from wres.plugins import installed


@click.command("adapters")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--check", is_flag=True, help="Hold adapters to their contract: all, or those named.")
@click.option("--json", "as_json", is_flag=True, help="With --check: the results as JSON.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    default=120,
    show_default=True,
    help="With --check: time for each adapter, after which no further check begins.",
)
def command(names: tuple[str, ...], *, check: bool, as_json: bool, seconds: float) -> None:
    """List the formats that can be read, or the options of some of them.

    --check runs the conformance kit on each adapter: specimens, hostile files, personal data,
    the ledger, laziness. The exit code is 1 where one does not keep its contract. Presets,
    which have no code of their own, are checked where they are named.
    """
    warn_of_plugins()
    plugins = installed()
    coded = {name: one for name, one in plugins.adapters.items() if name not in plugins.presets}
    if check:
        _check([plugins.adapter(name) for name in names or coded], seconds, as_json=as_json)
        return
    if names:
        say("\n\n".join("\n".join(_told(plugins.adapter(name))) for name in names))
        return
    say("\n".join(_listed("ADAPTER", coded)))
    if plugins.presets:
        say("\nMappings that are there as well, to use as they are or to extend:\n")
        say("\n".join(_listed("PRESET", plugins.presets)))
    say("\n'wres adapters NAME' says what options an adapter takes. A mapping file (.toml)")
    say("stands wherever an adapter's name does; 'wres map FILE' drafts one.")


def _listed(title: str, adapters: Mapping[str, Adapter]) -> list[str]:
    """Give a line or more to each adapter: what it reads, and which tables that gives."""
    rows = [(name, f"{one.title}: {', '.join(one.tables)}") for name, one in adapters.items()]
    return aligned([(title, "FORMAT: TABLES"), *rows])


def _check(adapters: Sequence[Adapter], seconds: float, *, as_json: bool) -> None:
    from wres.testing.kit import check_adapter  # noqa: PLC0415  # needs the extra `testing`

    reports = []
    with progress(len(adapters)) as tell:
        for adapter in adapters:
            tell(adapter.name)
            reports.append(check_adapter(adapter, seconds=seconds))
            if not as_json:
                say(str(reports[-1]))
    if as_json:
        say(json.dumps([report.to_dict() for report in reports], indent=2, ensure_ascii=False))
    if broken := [report.adapter for report in reports if not report.passed]:
        raise PluginError(f"{', '.join(broken)}: the contract is not kept")
    if problems := installed().problems:
        raise PluginError(f"{len(problems)} of the installed plugins do not work")


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
