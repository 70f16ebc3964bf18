"""Reading and counting a job's sources, with every problem of every one told at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add

from attrs import evolve

from wres.admission import Intake
from wres.admission.classify import missing_columns
from wres.errors import FigureError, InputError, Problem, UnknownNameError, raise_all
from wres.job.asked import Job, SourceFile, Tell, silent
from wres.profiles import profile
from wres.reading import read
from wres.returns import WresReturn, count
from wres.tables import ALL_TABLES


def gather(job: Job, tell: Tell = silent) -> tuple[Intake, list[Problem]]:
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
    return evolve(whole, loose=fit), problems


def _read(source: SourceFile, job: Job) -> Intake:
    return read(
        source.path,
        adapter=source.adapter,
        year=job.year,
        organisation=job.organisation,
        metric_3_basis=job.metric_3_basis,
        **source.options,
    )


def count_all(job: Job, tell: Tell = silent) -> tuple[WresReturn, tuple[Problem, ...]]:
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
