"""What a job asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from wres.disclosure import policy
from wres.errors import UnknownNameError
from wres.metrics import Comparator, Forms
from wres.plugins import installed
from wres.profiles import profile
from wres.release import formats_of
from wres.writing import FORMATS


Tell = Callable[[str], None]
"""Is told what is about to be done, in a few words."""


def silent(_: str) -> None:
    """Tell nobody."""


@frozen
class SourceFile:
    """A file, and the adapter or the mapping file that reads it."""

    adapter: str
    path: Path
    options: Mapping[str, Any] = field(factory=dict)


@frozen(kw_only=True)
class Job:
    """What to report on, from which files, and in which formats.

    Parameters
    ----------
    year
        WRES year: that of the 31 March snapshot. ``None`` tests no date and cannot be measured.
    organisation
        Code to report under; rows that name no organisation are taken to be its own.
    name
        The organisation's name for people.
    formats
        Exporter names.
    previous
        ``report.json`` of the year before, for formats that show two years.
    template
        What the public report says that no figure does (`wres.exporters.word.FIELDS`).
    word_template
        The user's own Word template, instead of ours.
    plan
        ``plan.json`` whose actions the public report shows.
    metric_3_basis
        ``single_year`` or ``two_year_average``, to go against the year's profile.
    clusters, known_only, board_against
        As for `wres.measure`.
    allow_rejected
        Go on although rows were rejected, and count the rest.
    by
        What to break metrics 1 to 4 down by: each one or more dimensions.
    into
        A form (.xlsx) to write the figures into; it is not changed, a copy is.
    publish
        Policy of disclosure control: what is published and what is handed in then go into
        folders of their own. ``None`` publishes nothing.
    publish_breakdowns
        Whether to publish breakdowns too.
    published
        ``report.json`` of what was published of the same figures before.
    """

    sources: tuple[SourceFile, ...]
    year: int | None = None
    organisation: str | None = None
    name: str | None = None
    formats: tuple[str, ...] = FORMATS
    previous: Path | None = None
    template: Mapping[str, Any] = field(factory=dict)
    word_template: Path | None = None
    plan: Path | None = None
    metric_3_basis: str | None = None
    clusters: tuple[str, ...] = ()
    known_only: bool = False
    board_against: Comparator | None = None
    allow_rejected: bool = False
    by: tuple[tuple[str, ...], ...] = ()
    into: Path | None = None
    publish: str | None = None
    publish_breakdowns: bool = False
    published: tuple[Path, ...] = ()

    @property
    def dimensions(self) -> list[str]:
        """All dimensions that are asked for, each once."""
        return sorted({name for names in self.by for name in names})

    @property
    def steps(self) -> int:
        """How many times `run` tells what it is about to do."""
        folders = formats_of(self.formats, publish=self.publish is not None)
        written = sum(len(formats) for _, formats in folders)
        protecting = self.publish is not None
        return len(self.sources) + 1 + protecting + written + (self.into is not None)


def check_names(job: Job) -> None:
    """Raise for an adapter, option, format, year, basis or form that does not exist.

    Worth doing first: a slip of the pen then costs no reading.

    Raises
    ------
    UnknownNameError
        With the names that there are.
    """
    plugins = installed()
    for source in job.sources:
        options = plugins.adapter(source.adapter).options
        for name in source.options:
            if name not in options:
                kind = f"option of adapter '{source.adapter}'"
                raise UnknownNameError.of(kind, name, sorted(options) or ["none"])
    for name in job.formats:
        plugins.exporter(name)
    Forms(clusters=job.clusters, known_only=job.known_only, board_against=job.board_against)
    if job.publish is not None:
        policy(job.publish)
    if job.year is not None:
        profile(job.year, metric_3_basis=job.metric_3_basis)
