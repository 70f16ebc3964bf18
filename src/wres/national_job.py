"""From a folder to a national analysis: reports, returns, forms and tables, all problems at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import polars as pl
from attrs import evolve

from wres.admission import Intake, LooseTable, Source
from wres.earlier import read_report
from wres.errors import InputError, Location, Problem, WresError, raise_all
from wres.nationwide import WHOLE, National, national, together
from wres.nationwide.folder import FORMS, RETURNS, Found
from wres.profiles import profile
from wres.reading import read
from wres.returns import WresReturn, count


Tell = Callable[[str], None]

CODE = re.compile(r"[A-Z][A-Z0-9]{2,5}(?![A-Za-z0-9])")


def _silent(_: str) -> None:
    pass


def analyse(
    found: Found,
    organisations: pl.DataFrame | None = None,
    *,
    year: int | None = None,
    whole: str = WHOLE,
    allow_rejected: bool = False,
    metric_3_basis: str | None = None,
    tell: Tell = _silent,
) -> National:
    """Read what a folder has, and analyse it.

    Parameters
    ----------
    organisations, year, whole
        As for `wres.national`.
    allow_rejected
        Go on although rows of tables are rejected.
    metric_3_basis
        ``single_year`` or ``two_year_average``, for tables of a year whose rule is not
        established: 2020.

    Raises
    ------
    InputError
        With every problem of every file.
    FigureError
        Tables of 2020 without a basis; as for `wres.national`.
    """
    filed, told = gather(
        found,
        year=year,
        allow_rejected=allow_rejected,
        metric_3_basis=metric_3_basis,
        tell=tell,
    )
    tell("analysing")
    made = national(filed, organisations, year=year, whole=whole)
    return evolve(made, warnings=(*dict.fromkeys([*told, *made.warnings]),))


def gather(
    found: Found,
    *,
    year: int | None = None,
    allow_rejected: bool = False,
    metric_3_basis: str | None = None,
    tell: Tell = _silent,
) -> tuple[WresReturn, list[str]]:
    """Read what a folder has as one return, and say what is odd about it.

    Raises
    ------
    InputError
        With every problem of every file.
    """
    problems: list[Problem] = []
    returns: list[WresReturn] = []
    counting = partial(_counted, accept=allow_rejected, basis=metric_3_basis)
    for read_one in _readers(found, year, tell, counting):
        try:
            returns.append(read_one())
        except InputError as error:
            problems += error.problems
    raise_all(problems)
    told: list[str] = []
    return together(returns, told), told


def _readers(
    found: Found, year: int | None, tell: Tell, counting: Callable[..., WresReturn]
) -> Iterator[Callable[[], WresReturn]]:
    for path in found.reports:
        yield partial(_told, tell, path.name, partial(_reported, path))
    for path in found.returns:
        yield partial(_told, tell, path.name, partial(_filed, path, RETURNS, None))
    for path in found.forms:
        yield partial(_told, tell, path.name, partial(_filed, path, FORMS, year))
    for when in sorted({when for _, when, _ in found.tables}):
        own = [(name, path) for name, at, path in found.tables if at == when]
        work = partial(counting, own, when)
        yield partial(_told, tell, f"tables of {when}", work)


def _told(tell: Tell, what: str, work: Callable[[], WresReturn]) -> WresReturn:
    tell(f"reading {what}")
    return work()


def _reported(path: Path) -> WresReturn:
    return read_report(path).filed


def _filed(path: Path, adapter: str, year: int | None) -> WresReturn:
    """Read figures that were counted elsewhere; a form without a code takes its file's."""
    filed = count(read(path, adapter=adapter, year=year))
    code = CODE.match(path.stem)
    return _called(filed, code[0]) if code and filed.organisations == ("",) else filed


def _called(filed: WresReturn, code: str) -> WresReturn:
    return evolve(
        filed,
        counts=filed.counts.with_columns(organisation=pl.lit(code)),
        survey={key.of(code): one for key, one in filed.survey.items()},
    )


def _counted(
    own: Sequence[tuple[str, Path]], year: int, *, accept: bool, basis: str | None
) -> WresReturn:
    """Count the tables of one year, streaming."""
    loose = tuple(LooseTable(name, _scan(path), Source("table", path.name)) for name, path in own)
    rules = profile(year)
    if rules["metric_3_basis"] == "choose":
        rules = profile(year, metric_3_basis=basis)
    filed = count(Intake(loose, rules), accept_rejected=accept)
    return evolve(
        filed,
        counts=filed.counts.with_columns(pl.col("year").fill_null(year)),
        survey={evolve(key, year=key.year or year): one for key, one in filed.survey.items()},
    )


def _scan(path: Path) -> pl.LazyFrame:
    try:
        if path.suffix.lower() == ".parquet":
            frame = pl.scan_parquet(path)
        else:
            frame = pl.scan_csv(path, infer_schema_length=0)
        frame.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        accepted = "a Parquet file, or CSV in UTF-8 with a header"
        message = f"the file cannot be read as {path.suffix[1:].lower()}"
        raise InputError(
            (Problem("unreadable-file", Location(path.name), message, accepted),)
        ) from error
    return frame


def read_organisations(path: Path) -> pl.DataFrame:
    """Read a table of organisations from CSV.

    Raises
    ------
    InputError
        ``unreadable-file``.
    """
    try:
        return pl.read_csv(path, infer_schema_length=0)
    except (pl.exceptions.PolarsError, OSError, WresError) as error:
        accepted = "CSV in UTF-8 with the columns code, name, region, type, ics"
        message = "the file cannot be read as csv"
        raise InputError(
            (Problem("unreadable-file", Location(path.name), message, accepted),)
        ) from error
