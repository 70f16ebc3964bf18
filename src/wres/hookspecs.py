"""What a plugin offers: the two hooks, and what an adapter and an exporter must be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import pluggy
import polars as pl

from wres.admission import LooseTables
from wres.capabilities import Capabilities


__all__ = [
    "API_VERSION",
    "PROJECT",
    "Adapter",
    "Capabilities",
    "Exporter",
    "WritesSpecimen",
    "wres_adapters",
    "wres_exporters",
]

PROJECT = "wres"
API_VERSION = 1
"""Version of this contract. A plugin built for the one before still loads: version 0, before the
first release, had adapters without ``title`` and ``options``."""

hookspec = pluggy.HookspecMarker(PROJECT)


@runtime_checkable
class Adapter(Protocol):
    """Reads one source system's files into loose tables.

    Attributes
    ----------
    name
        Lower case with hyphens, such as ``esr-bi``; what users type.
    title
        One line for people.
    tables
        Names of the tables that it can deliver.
    options
        Option name to what it does. Every adapter is also given ``year`` (int or None) and
        ``organisation`` (text or None).

    An adapter whose format can be written also has ``specimen(tables) -> bytes``: the same
    records in the source's own format, so that ``read(specimen(records)) == records``. One whose
    files are not CSV says so in ``capabilities`` (`Capabilities`). ``api_version`` is the
    `API_VERSION` that it was built for; without it, the present one.
    """

    name: str
    title: str
    tables: tuple[str, ...]
    options: Mapping[str, str]

    def read(self, source: Path, options: Mapping[str, Any]) -> LooseTables:
        """Read a file lazily.

        Raises
        ------
        InputError
            With every problem of the file as such: missing, empty, cut off, another format, a
            column that is not there or there twice. Rows are not judged here.
        """
        ...


@runtime_checkable
class WritesSpecimen(Protocol):
    """An adapter that can also write its format."""

    def specimen(self, tables: Mapping[str, pl.DataFrame]) -> bytes:
        """Write tables, in their records' schemas, as the source system would."""
        ...


@runtime_checkable
class Exporter(Protocol):
    """Writes a report in one format.

    Attributes
    ----------
    name
        What users type, such as ``csv``.
    title
        One line for people.
    """

    name: str
    title: str

    def export(self, report: Any, options: Mapping[str, Any]) -> Mapping[str, bytes]:  # noqa: ANN401
        """Give the files of this format: file name to content, always the same bytes.

        Parameters
        ----------
        report
            A `wres.Report`.
        options
            ``previous``: the report of the year before, or None. ``template``: what the public
            report says that no figure does, a name to text. ``word_template``: path of the
            user's own Word template, or None. ``plan``: a `wres.Plan`, or None. Others may follow.
        """
        ...


@hookspec
def wres_adapters() -> list[Adapter]:
    """Give the adapters of this plugin."""
    return []


@hookspec
def wres_exporters() -> list[Exporter]:
    """Give the exporters of this plugin."""
    return []
