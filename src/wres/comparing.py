"""From files of several years to their comparison: reports, forms and tidy returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from wres.comparison import Comparison, compare
from wres.earlier import read_report
from wres.errors import FigureError, InputError, Location, Problem, WresError, raise_all
from wres.metrics import NoData
from wres.reading import read
from wres.report import Report, measure
from wres.returns import count


ADAPTERS = {".xlsx": "dcf", ".csv": "return-csv"}
"""Ending of a file's name to the adapter that reads it; ``.json`` is a report."""
ACCEPTED = "report.json, the data collection form (.xlsx) or a tidy return (.csv)"


@frozen(kw_only=True)
class Statement:
    """A file with the figures of one year.

    Parameters
    ----------
    year
        Of a file that does not name it; a report does.
    organisation
        Of a file that names none.
    metric_3_basis
        ``single_year`` or ``two_year_average``, where the year's rule does not say so.
    """

    path: Path
    year: int | None = None
    organisation: str | None = None
    metric_3_basis: str | None = None

    @property
    def adapter(self) -> str:
        """What reads the file; ``report`` for a report."""
        return ADAPTERS.get(self.path.suffix.lower(), "report")

    @property
    def where(self) -> Location:
        """The file, for messages."""
        return Location(self.path.name)


def compare_files(
    statements: Sequence[Statement],
    restated: Sequence[Statement] = (),
    *,
    national: bool = True,
    region: str | None = None,
) -> Comparison:
    """Compare what some files say; every problem of every file is told at once.

    Parameters
    ----------
    restated
        Files that state some of these years again. The columns of last year of a form are taken
        so without being named, where that year is compared; a form alone is compared with them.
    national, region
        As in `wres.compare`.

    Raises
    ------
    InputError
        With the problems of all files, and ``duplicate-year`` for each year that two files are of.
    FigureError
        There is one year alone.
    """
    problems: list[Problem] = []
    found = list(_read_all(statements, problems))
    stated = list(_read_all(restated, problems))
    problems += _twice(found)
    raise_all(problems)
    reports = [report for _, report in found]
    again = list(_last_columns(found))
    if len(reports) == 1:
        reports += again  # a form alone has two years
    years = {report.year for report in reports}
    later = [report for report in again if report.year in years]
    return compare(
        *reports,
        restated=[*later, *(report for _, report in stated)],
        national=national,
        region=region,
    )


def _read_all(
    statements: Iterable[Statement], problems: list[Problem]
) -> Iterator[tuple[Statement, Report]]:
    for one in statements:
        try:
            yield one, read_statement(one)
        except InputError as error:
            problems += error.problems


def _twice(found: Sequence[tuple[Statement, Report]]) -> Iterator[Problem]:
    first: dict[int, Statement] = {}
    for one, report in found:
        other = first.setdefault(report.year, one)
        if other is not one:
            message = f"this is of {report.year}, as {other.path.name} is"
            yield Problem("duplicate-year", one.where, message, "one file of each year")


def read_statement(one: Statement, **options: str) -> Report:
    """Read the figures of one year from a file of any kind.

    Parameters
    ----------
    **options
        For the adapter of the file.

    Raises
    ------
    InputError
        The file is of no kind that can be read, has problems, or does not say of which year it is.
    """
    ending = one.path.suffix.lower()
    if ending == ".json":
        return read_report(one.path)
    if ending not in ADAPTERS:
        raise InputError((Problem("not-comparable", one.where, "no file of figures", ACCEPTED),))
    intake = read(
        one.path,
        adapter=ADAPTERS[ending],
        year=one.year,
        organisation=one.organisation,
        metric_3_basis=None if one.year is None else one.metric_3_basis,
        **options,
    )
    filed = count(intake)
    try:
        return measure(
            filed,
            year=one.year,
            organisation=one.organisation,
            metric_3_basis=one.metric_3_basis,
        )
    except (FigureError, WresError) as error:
        if isinstance(error, InputError):
            raise
        accepted = "figures of one organisation and one year, or --year and --organisation"
        problem = Problem("not-one-statement", one.where, str(error), accepted)
        raise InputError((problem,)) from error


def _last_columns(found: Iterable[tuple[Statement, Report]]) -> Iterator[Report]:
    """Read last year's columns of the forms, as far as they are filled in."""
    for one, report in found:
        if one.path.suffix.lower() == ".xlsx":
            try:
                again = read_statement(
                    Statement(path=one.path, year=report.year - 1, organisation=one.organisation),
                    column="last",
                )
            except InputError:
                continue
            if not all(isinstance(result, NoData) for result in again):
                yield again
