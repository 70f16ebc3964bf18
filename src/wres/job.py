"""The main job: several sources in, one report and its files out, every problem told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import polars as pl
from attrs import evolve, field, frozen

from wres.admission import Intake, LooseTable
from wres.admission.classify import missing_columns
from wres.disclosure import Publishable, policy
from wres.disclosure.publish import Audit
from wres.errors import (
    FigureError,
    InputError,
    Location,
    PluginError,
    Problem,
    UnknownNameError,
    WresError,
    raise_all,
)
from wres.hookspecs import Capabilities
from wres.manifest import MANIFEST, Manifest, file_used, manifest_of
from wres.metrics import Comparator, Forms
from wres.planning import Plan
from wres.plugins import installed
from wres.profiles import profile
from wres.reading import read
from wres.release import Folder, attack, audited, formats_of, release
from wres.report import Report, measure
from wres.returns import WresReturn, count
from wres.returns.dcf import WrittenForm, write_into
from wres.tables import ALL_TABLES
from wres.writing import FORMATS


Tell = Callable[[str], None]
"""Is told what is about to be done, in a few words."""


HELD_AT_MOST = 32 << 20
"""Bytes of sources, all together, up to which their rows are held in memory."""


def _silent(_: str) -> None:
    pass


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


@frozen
class Outcome:
    """What a job has made; nothing is written yet.

    Parameters
    ----------
    filed
        The return that was measured.
    accepted
        Problems of rows that the job went on in spite of.
    warnings
        What its user should know beside the report's own warnings.
    files
        File name to content.
    manifest
        What was read and made; file ``manifest.json`` holds it.
    form
        What was written into the form, where the job has one.
    published
        The report that is safe to publish and the plan behind it, where the job publishes.
    """

    report: Report
    filed: WresReturn
    accepted: tuple[Problem, ...]
    warnings: tuple[str, ...]
    files: Mapping[str, bytes]
    manifest: Manifest
    form: WrittenForm | None = None
    published: Publishable | None = None


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


def gather(job: Job, tell: Tell = _silent) -> tuple[Intake, list[Problem]]:
    """Read every source that can be read.

    Returns
    -------
    tuple
        What came in, and the problems of files as such: of those that could not be read, and of
        those that lack a column.
    """
    rules = None if job.year is None else profile(job.year, metric_3_basis=job.metric_3_basis)
    parts = [Intake((), rules)]
    problems: list[Problem] = []
    for source in job.sources:
        tell(f"reading {source.path.name}")
        try:
            parts.append(_read(source, job))
        except InputError as error:
            problems += error.problems
    whole = reduce(add, parts)
    lacking = [missing_columns(table, ALL_TABLES[table.table]) for table in whole.loose]
    fit = tuple(table for table, faults in zip(whole.loose, lacking, strict=True) if not faults)
    problems += [fault for faults in lacking for fault in faults]
    return evolve(whole, loose=_held(fit, job)), problems


def _held(loose: tuple[LooseTable, ...], job: Job) -> tuple[LooseTable, ...]:
    """Hold the rows of small sources in memory, as admission passes over them several times.

    Large sources stay lazy, and are read anew in each pass.
    """
    files = [source.path for source in job.sources if source.path.is_file()]
    if sum(file.stat().st_size for file in files) > HELD_AT_MOST:
        return loose
    frames = pl.collect_all([table.frame for table in loose])
    return tuple(
        evolve(table, frame=frame.lazy()) for table, frame in zip(loose, frames, strict=True)
    )


def _read(source: SourceFile, job: Job) -> Intake:
    return read(
        source.path,
        adapter=source.adapter,
        year=job.year,
        organisation=job.organisation,
        metric_3_basis=job.metric_3_basis,
        **source.options,
    )


def count_all(job: Job, tell: Tell = _silent) -> tuple[WresReturn, tuple[Problem, ...]]:
    """Read and count a job's sources.

    Returns
    -------
    tuple
        The return, and the problems of rows that were left out: none but with `allow_rejected`.

    Raises
    ------
    InputError
        With every problem of every source, source by source.
    UnknownNameError
        For a dimension that no source has.
    """
    intake, problems = gather(job, tell)
    tell("counting rows")
    try:
        filed = count(intake, by=job.dimensions, accept_rejected=job.allow_rejected)
    except InputError as error:
        problems += error.problems
    except (FigureError, UnknownNameError):
        raise_all(in_source_order(problems, job))
        raise
    raise_all(in_source_order(problems, job))
    return filed, tuple(in_source_order(intake.problems, job))


def problems_of(intake: Intake) -> list[Problem]:
    """Give every problem of an intake's rows, and of figures that cannot be together.

    Raises
    ------
    FigureError
        Where the year's rules have to be chosen first.
    """
    try:
        count(intake)
    except InputError as error:
        return list(error.problems)
    return []


def in_source_order(problems: Iterable[Problem], job: Job) -> list[Problem]:
    """Put problems in the order of the job's sources, those of one file as they were."""
    place = {source.path.name: index for index, source in reversed([*enumerate(job.sources)])}
    return sorted(problems, key=lambda problem: place.get(problem.where.file, len(place)))


def run(job: Job, tell: Tell = _silent, *, audit: Audit | None = attack) -> Outcome:
    """Do a job, up to the content of its files.

    Parameters
    ----------
    audit
        Attacks what is about to be published; where it can tell too much, nothing is made.
        ``None`` leaves it at the proofs that disclosure control itself checks.

    Raises
    ------
    InputError
        With every problem of every source.
    UnknownNameError
        For an adapter, option, format, year, basis or dimension that does not exist.
    FigureError
        Where the figures cannot be measured as asked, such as of several organisations, or
        cannot be published safely.
    """
    check_names(job)
    previous = None if job.previous is None else read_report(job.previous)
    planned = None if job.plan is None else read_plan(job.plan)
    earlier = [read_report(path) for path in job.published]
    filed, accepted = count_all(job, tell)
    report = measure(
        filed,
        year=job.year,
        organisation=job.organisation,
        name=job.name,
        clusters=job.clusters,
        known_only=job.known_only,
        board_against=job.board_against,
        metric_3_basis=job.metric_3_basis,
        by=job.by,
    )
    if job.publish is not None:
        tell("hiding small counts")
    made = release(report, job.formats, previous=previous, policy=job.publish, earlier=earlier)
    files: dict[str, bytes] = {}
    manifest, form = _manifest(job, made.folders[0]), None
    for folder in made.folders:
        own = _files(folder, job, planned, tell)
        if job.into is not None and not folder.is_public:
            tell(f"filling in {job.into.name}")
            form = _filled_in(job.into, report, own)
            own[form.name] = form.content
        manifest = _manifest(job, folder).of(own)
        own[MANIFEST] = manifest.to_bytes()
        if made.published is not None and folder.is_public:
            audited(own, made.published.plan.policy, report, audit)
        files |= folder.within(own)
    strangers = _strangers(filed, job)
    return Outcome(report, filed, accepted, strangers, files, manifest, form, made.published)


def _files(folder: Folder, job: Job, planned: Plan | None, tell: Tell) -> dict[str, bytes]:
    given = {
        "previous": folder.previous,
        "template": job.template,
        "word_template": job.word_template,
        "plan": planned,
    }
    files: dict[str, bytes] = {}
    for name in folder.formats:
        tell(f"making {name}")
        files |= _exported(name, folder.report, given)
    return files


def _manifest(job: Job, folder: Folder) -> Manifest:
    """Say what a folder's files were made from; to the public, without the digests of sources.

    A digest lets anybody who guesses a small file find out whether the guess is right.
    """
    options: dict[str, Any] = {
        "name": job.name,
        "formats": list(dict.fromkeys(job.formats)),
        "metric_3_basis": job.metric_3_basis,
        "clusters": list(job.clusters),
        "known_only": job.known_only,
        "board_against": job.board_against,
        "allow_rejected": job.allow_rejected,
        "by": [list(names) for names in job.by],
    }
    if job.publish is not None:
        options |= {"publish": job.publish, "folder": folder.name}
    if folder.is_public:
        return manifest_of(folder.report, options=options)
    options |= {
        "previous": file_used(job.previous),
        "into": file_used(job.into),
        "word_template": file_used(job.word_template),
        "plan": file_used(job.plan),
    }
    source_options = {
        (installed().adapter(source.adapter).name, source.path.name): _options_used(source)
        for source in job.sources
    }
    return manifest_of(folder.report, options=options, source_options=source_options)


def _options_used(source: SourceFile) -> dict[str, Any]:
    """Give a source's options as a manifest may tell them: of a file its name, not its folder."""
    able = getattr(installed().adapter(source.adapter), "capabilities", None) or Capabilities()
    return {
        name: Path(value).name if name in able.files and isinstance(value, str | Path) else value
        for name, value in source.options.items()
    }


def as_run(job: Job, manifest: Manifest) -> Job:
    """Ask for what a run asked for that a command line may set beside a configuration file."""
    options = manifest.options
    return evolve(
        job,
        formats=tuple(options.get("formats") or job.formats),
        clusters=tuple(options.get("clusters") or job.clusters),
        known_only=bool(options.get("known_only", job.known_only)),
        board_against=options.get("board_against") or job.board_against,
        allow_rejected=bool(options.get("allow_rejected", job.allow_rejected)),
        by=tuple(tuple(names) for names in options.get("by") or job.by),
        publish=options.get("publish") or job.publish,
    )


def _filled_in(path: Path, report: Report, files: Mapping[str, bytes]) -> WrittenForm:
    if path.name.casefold() in {name.casefold() for name in (*files, MANIFEST)}:
        message = "the results have a file of the same name"
        accepted = "a form under another name"
        raise InputError((Problem("same-name", Location(path.name), message, accepted),))
    return write_into(path, report.filed, year=report.year, organisation=report.organisation.code)


def read_report(path: Path) -> Report:
    """Read a report of another year.

    Raises
    ------
    InputError
        ``not-a-report``, where the file is missing or holds no report.
    """
    accepted = "a report.json that wres wrote"
    try:
        return Report.from_json(path.read_bytes())
    except OSError as error:
        message = f"the file cannot be read ({error.strerror})"
    except FigureError as error:
        message = str(error)
    raise InputError((Problem("not-a-report", Location(path.name), message, accepted),))


def read_plan(path: Path) -> Plan:
    """Read an action plan.

    Raises
    ------
    InputError
        ``not-a-plan``, where the file is missing or holds none.
    """
    accepted = "a plan.json that wres wrote"
    try:
        return Plan.from_json(path.read_bytes())
    except OSError as error:
        message = f"the file cannot be read ({error.strerror})"
    except FigureError as error:
        message = str(error)
    raise InputError((Problem("not-a-plan", Location(path.name), message, accepted),))


def _exported(name: str, report: Report, options: Mapping[str, Any]) -> Mapping[str, bytes]:
    try:
        return installed().exporter(name).export(report, options)
    except WresError:
        raise
    except Exception as error:
        raise PluginError(
            f"exporter '{name}' failed with {type(error).__name__}; "
            "this is a fault of the exporter, please report it"
        ) from error


def _strangers(filed: WresReturn, job: Job) -> tuple[str, ...]:
    """Warn where the sources name another organisation than the report."""
    named = [code for code in filed.organisations if code]
    if job.organisation is None or not named or job.organisation in named:
        return ()
    return (f"the sources are of {', '.join(named)}; the report is for {job.organisation}",)
