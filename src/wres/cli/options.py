"""The options that commands share, and the job that they describe."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from attrs import evolve, frozen

from wres.job import SourceFile
from wres.profiles import METRIC_3_BASES, years


RETURN_ADAPTER = "return-csv"
LATEST_YEAR = 2199
Command = TypeVar("Command", bound=Callable[..., Any])


@frozen
class AdapterOption:
    """An option for the adapter of a source, as typed."""

    adapter: str
    name: str
    value: str


class _Source(click.ParamType[SourceFile]):
    name = "ADAPTER=FILE"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> SourceFile:
        """Take ADAPTER=FILE apart."""
        if isinstance(value, SourceFile):
            return value
        adapter, mark, path = value.partition("=")
        if not (adapter and mark and path):
            self.fail(f"'{value}' is not ADAPTER=FILE, such as esr-bi=staff.csv", param, ctx)
        return SourceFile(adapter, Path(path))


class _Year(click.ParamType[int]):
    name = "YYYY"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Take a year that has rules."""
        text = str(value)
        if not (re.fullmatch(r"\d{4}", text, re.ASCII) and years()[0] <= int(text) <= LATEST_YEAR):
            self.fail(f"'{value}' is not a WRES year: {years()[0]} and later", param, ctx)
        return int(text)


YEAR = _Year()


class _AdapterOption(click.ParamType[AdapterOption]):
    name = "ADAPTER.NAME=VALUE"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> AdapterOption:
        """Take ADAPTER.NAME=VALUE apart."""
        if isinstance(value, AdapterOption):
            return value
        key, mark, given = value.partition("=")
        adapter, dot, name = key.rpartition(".")
        if not (adapter and dot and name and mark):
            self.fail(
                f"'{value}' is not ADAPTER.NAME=VALUE, such as esr-bi.sheet=Staff", param, ctx
            )
        return AdapterOption(adapter, name, given)


class _By(click.ParamType[tuple[str, ...]]):
    name = "COLUMN[,COLUMN]"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, ...]:
        """Take the columns of an intersection apart."""
        if isinstance(value, tuple):
            return value
        names = columns_of(value)
        if not names:
            self.fail(f"'{value}' is no column, such as directorate or directorate,sex", param, ctx)
        return names


BY = _By()


def columns_of(text: str) -> tuple[str, ...] | None:
    """Give the columns of a breakdown as it is written; ``None`` where one is missing or twice.

    Examples
    --------
    >>> columns_of("directorate, sex"), columns_of("sex,"), columns_of("sex,sex")
    (('directorate', 'sex'), None, None)
    """
    names = tuple(name.strip() for name in text.split(","))
    return names if all(names) and len(set(names)) == len(names) else None


SOURCES = (
    click.option(
        "--source",
        "sources",
        type=_Source(),
        multiple=True,
        help="A source file and the adapter, or the mapping file (.toml), that reads it; may be "
        "repeated.",
    ),
    click.option(
        "--return",
        "returns",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="FILE",
        help="Figures that were counted elsewhere, as tidy CSV; may be repeated.",
    ),
    click.option(
        "--option",
        "options",
        type=_AdapterOption(),
        multiple=True,
        help="An option of an adapter; 'wres adapters' lists them. May be repeated.",
    ),
    click.option("--organisation", metavar="CODE", help="ODS code of the organisation."),
    click.option(
        "--year",
        type=YEAR,
        help="WRES year: that of the 31 March snapshot.",
    ),
    click.option(
        "--metric-3-basis",
        type=click.Choice(METRIC_3_BASES),
        help="Years that indicator 3 covers, to go against the year's rule; needed for 2020.",
    ),
)


OUT = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder for the files; without it, the results are only printed.",
)
BASIS_OF_TABLES = click.option(
    "--metric-3-basis",
    type=click.Choice(METRIC_3_BASES),
    help="Years that indicator 3 covers in forms, returns and tables; needed for 2020.",
)


def region_option(command: Command) -> Command:
    """Add the option that names the region of published figures."""
    from wres.benchmarks import PLACES  # noqa: PLC0415  # few commands need the figures

    option = click.option(
        "--region",
        type=click.Choice(PLACES[1:]),
        metavar="REGION",
        help="Where the organisation is; its published figures come before those of England.",
    )
    return option(command)


def formats_option(names: Sequence[str]) -> Callable[[Command], Command]:
    """Make the option that chooses among formats; the command's parameter is `formats`."""
    return click.option(
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(names),
        help="A format to write; may be repeated. Without it: all that can be written.",
    )


def source_options(command: Command) -> Command:
    """Add the options that name sources."""
    for option in reversed(SOURCES):
        command = option(command)
    return command


def sources_of(
    sources: Sequence[SourceFile], returns: Sequence[Path], options: Sequence[AdapterOption]
) -> tuple[SourceFile, ...]:
    """Put together the sources of a command line.

    Raises
    ------
    click.UsageError
        Where there is none, or an option is for an adapter that reads none of them.
    """
    named = (*sources, *(SourceFile(RETURN_ADAPTER, path) for path in returns))
    if not named:
        raise click.UsageError("nothing to read; give --source ADAPTER=FILE or --return FILE")
    for option in options:
        if option.adapter not in {source.adapter for source in named}:
            raise click.UsageError(
                f"--option {option.adapter}.{option.name}: no --source is read by '{option.adapter}'"
            )
    return tuple(_with_options(source, options) for source in named)


def _with_options(source: SourceFile, options: Sequence[AdapterOption]) -> SourceFile:
    own = {option.name: option.value for option in options if option.adapter == source.adapter}
    return evolve(source, options=own)
