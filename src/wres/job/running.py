"""Doing a job, up to the content of its files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from wres.disclosure import Publishable
from wres.disclosure.publish import Audit
from wres.earlier import read_plan, read_report
from wres.errors import InputError, Location, PluginError, Problem, WresError
from wres.job.asked import Job, Tell, check_names, silent
from wres.job.recorded import recorded
from wres.job.sources import count_all
from wres.manifest import MANIFEST, Manifest
from wres.planning import Plan
from wres.plugins import installed
from wres.release import Folder, attack, audited, release
from wres.report import Report, measure
from wres.returns import WresReturn
from wres.returns.dcf import WrittenForm, write_into


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


def run(job: Job, tell: Tell = silent, *, audit: Audit | None = attack) -> Outcome:
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
    made = release(
        report,
        job.formats,
        previous=previous,
        policy=job.publish,
        earlier=earlier,
        breakdowns=job.publish_breakdowns,
    )
    files: dict[str, bytes] = {}
    manifest, form = recorded(job, made.folders[0]), None
    for folder in made.folders:
        own = _files(folder, job, planned, tell)
        if job.into is not None and not folder.is_public:
            tell(f"filling in {job.into.name}")
            form = _filled_in(job.into, report, own)
            own[form.name] = form.content
        manifest = recorded(job, folder).of(own)
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


def _filled_in(path: Path, report: Report, files: Mapping[str, bytes]) -> WrittenForm:
    if path.name.casefold() in {name.casefold() for name in (*files, MANIFEST)}:
        message = "the results have a file of the same name"
        accepted = "a form under another name"
        raise InputError((Problem("same-name", Location(path.name), message, accepted),))
    return write_into(path, report.filed, year=report.year, organisation=report.organisation.code)


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
