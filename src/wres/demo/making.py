"""The demo as files: sources in every format, a configuration, and what the main job makes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
from attrs import evolve, frozen

from wres.demo.exports import EXPORTS
from wres.demo.people import CODE, NAME, SNAPSHOT
from wres.demo.trust import SURVEY_YEAR, Trust, trust
from wres.errors import FigureError
from wres.hookspecs import PROJECT, Adapter, WritesSpecimen
from wres.job import Job, Outcome, SourceFile, count_all, run
from wres.manifest import MANIFEST
from wres.plugins import installed
from wres.records import ReturnLine
from wres.returns import WresReturn
from wres.tables import schema
from wres.vocabulary import Measure
from wres.writing import FORMATS


DEFAULT_SEED = 27
YEAR = SNAPSHOT.year
SOURCES, CONFIG = "sources", "wres.toml"

MAIN = ("esr-bi", "recruitment", "er-cases", "learning", "nss-benchmark", "board")
"""The adapter that reads each table in the main job."""

ONE_SURVEY_ONLY = ("nss-national", "nss-older")
"""Adapters of workbooks with one survey's results, and without harassment by staff as the metric asks."""

NOT_EXPORTED = ("esr-dw", "sql")
"""An extract that has no column for much of what the trust has, and a database, which is no export."""

STEPS = 4 + len(MAIN) + 1 + len(FORMATS)
"""How many times `make_demo` tells what it is about to do."""


@frozen
class Demo:
    """Everything that goes into the folder, and the report on it.

    Parameters
    ----------
    files
        Path from the folder to content.
    """

    outcome: Outcome
    files: Mapping[str, bytes]


def make_demo(seed: int = DEFAULT_SEED, tell: Callable[[str], None] = lambda _: None) -> Demo:
    """Make up a trust, write its sources in every built-in format, and report on it.

    Parameters
    ----------
    seed
        The same seed gives the same bytes.

    Raises
    ------
    FigureError
        Where two formats of the same records give two returns.
    """
    tell("making up a trust")
    made_up = trust(seed)
    with tempfile.TemporaryDirectory(prefix="wres-demo-") as name:
        folder = Path(name)
        tell("writing its sources")
        files = dict(_exported(made_up))
        _put(folder, files)
        outcome = run(_job(folder, files), tell)
        tell("writing the return")
        filed = dict(_filed(outcome))
        _put(folder, filed)
        files |= filed
        tell("comparing the formats")
        _compare(folder, files, outcome)
    sources = {f"{SOURCES}/{file}": content for file, content in files.items()}
    everything = {**sources, CONFIG: _config(files), **outcome.files}
    manifest = outcome.manifest.of(everything).to_bytes()
    return Demo(outcome, {**everything, MANIFEST: manifest})


def _built_in() -> dict[str, Adapter]:
    """Give the adapters of this distribution that can write their format; presets are no formats."""
    plugins = installed()
    return {
        name: adapter
        for name, adapter in plugins.adapters.items()
        if plugins.origins[name].distribution == PROJECT
        and name not in plugins.presets
        and name not in NOT_EXPORTED
        and isinstance(adapter, WritesSpecimen)
    }


def _exported(made_up: Trust) -> Mapping[str, bytes]:
    """Write the records in every format that holds records."""
    files: dict[str, bytes] = {}
    for name, adapter in _built_in().items():
        if isinstance(adapter, WritesSpecimen) and "return" not in adapter.tables:
            content = adapter.specimen(_tables(made_up, name))
            export = EXPORTS.get(name)
            files |= {_file_name(name, content): export(content, made_up) if export else content}
    return files


def _tables(made_up: Trust, adapter: str) -> Mapping[str, pl.DataFrame]:
    """Give the records, as far as a format has a place for them."""
    if adapter not in ONE_SURVEY_ONLY:
        return made_up.tables
    own = (pl.col("organisation") == CODE) & (pl.col("survey_year") == SURVEY_YEAR)
    there = pl.col("measure") != str(Measure.HARASSED_BY_STAFF)
    return {**made_up.tables, "survey": made_up.tables["survey"].filter(own & there)}


def _file_name(adapter: str, content: bytes) -> str:
    if content.startswith(b"PK"):
        return f"{adapter}.xlsx"
    return f"{adapter}.dat" if content.startswith(b"HDR") else f"{adapter}.csv"


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _job(folder: Path, files: Mapping[str, bytes]) -> Job:
    sources = (SourceFile(adapter, folder / _named(files, adapter)) for adapter in MAIN)
    return Job(sources=tuple(sources), year=YEAR, organisation=CODE, name=NAME)


def _named(files: Mapping[str, bytes], adapter: str) -> str:
    return next(name for name in files if Path(name).stem == adapter)


def _filed(outcome: Outcome) -> Mapping[str, bytes]:
    """Write the return in every format that holds one."""
    lines = outcome.filed.to_frame().with_columns(year=pl.lit(YEAR, pl.Int64))
    frame = lines.select(list(schema(ReturnLine))).cast(schema(ReturnLine))
    contents = {
        name: adapter.specimen({"return": frame})
        for name, adapter in _built_in().items()
        if isinstance(adapter, WritesSpecimen) and "return" in adapter.tables
    }
    return {_file_name(name, content): content for name, content in contents.items()}


def _compare(folder: Path, files: Mapping[str, bytes], outcome: Outcome) -> None:
    """Count again with each other format, in place of the one that the main job read."""
    main = _job(folder, files)
    tables = {name: adapter.tables for name, adapter in _built_in().items()}
    for name, own in tables.items():
        if name in MAIN:
            continue
        others = [source for source in main.sources if tables[source.adapter] != own]
        one = SourceFile(name, folder / _named(files, name))
        sources = (one,) if "return" in own else (*others, one)
        filed, _ = count_all(evolve(main, sources=sources))
        if not _figures(filed, filed).equals(_figures(outcome.filed, filed)):
            raise FigureError(f"{name} gives another return than the main job's formats")


def _figures(filed: WresReturn, other: WresReturn) -> pl.DataFrame:
    """Give a return's lines, as far as the other's source can have them."""
    lacking = [name for each in other.evidence.missing for name in (each, f"{each}_respondents")]
    frame = filed.to_frame().filter(~pl.col("measure").is_in(lacking))
    return frame.drop("year", "organisation", strict=False)


def _config(files: Mapping[str, bytes]) -> bytes:
    lines = [
        "# A trust that does not exist. This file makes its report again:",
        "#     wres report wres.toml --out results",
        f"year = {YEAR}",
        "",
        "[organisation]",
        f'code = "{CODE}"',
        f'name = "{NAME}"',
    ]
    for adapter in MAIN:
        path = f"{SOURCES}/{_named(files, adapter)}"
        lines += ["", "[[source]]", f'adapter = "{adapter}"', f'path = "{path}"']
    return "".join(f"{line}\n" for line in lines).encode()
