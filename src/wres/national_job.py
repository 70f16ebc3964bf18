"""From a folder to a national analysis: reports, returns, forms and tables, all problems at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import polars as pl
from attrs import evolve, frozen

from wres.admission import Intake, LooseTable, Source
from wres.earlier import read_report
from wres.errors import InputError, Location, Problem, WresError, raise_all
from wres.nationwide import WHOLE, National, national, together
from wres.profiles import profile
from wres.reading import read
from wres.report import FORMAT
from wres.returns import WresReturn, count
from wres.tables import ALL_TABLES


Tell = Callable[[str], None]
REPORT = "report.json"
TABLES = [name for name in ALL_TABLES if name != "return"]
NAMED = re.compile(rf"({'|'.join(TABLES)})(?![a-z])", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(20[1-9]\d)(?!\d)")
FORMS, RETURNS = "dcf", "return-csv"
"""Adapters of collection forms, and of returns in their tidy form."""

LINES = {"measure", "ethnic_group", "value"}
"""Columns by which a file is a return in its tidy form."""

CODE = re.compile(r"[A-Z][A-Z0-9]{2,5}(?![A-Za-z0-9])")


def _silent(_: str) -> None:
    pass


@frozen(kw_only=True)
class Found:
    """What a folder has.

    Parameters
    ----------
    reports, forms, returns
        Files of reports, of collection forms, and of returns in the tidy form.
    tables
        Files of rows: which table, which year, which file.
    others
        Files that are none of these, and are left alone.
    """

    reports: tuple[Path, ...]
    forms: tuple[Path, ...]
    returns: tuple[Path, ...]
    tables: tuple[tuple[str, int, Path], ...]
    others: tuple[Path, ...]

    @property
    def sources(self) -> list[tuple[str, Path]]:
        """What reads each file of figures, and the file."""
        return [
            *(("report", path) for path in self.reports),
            *((FORMS, path) for path in self.forms),
            *((RETURNS, path) for path in self.returns),
            *(("table", path) for _, _, path in self.tables),
        ]

    @property
    def steps(self) -> int:
        """How many times `analyse` tells what it is about to do."""
        years = {year for _, year, _ in self.tables}
        return len(self.reports) + len(self.forms) + len(self.returns) + len(years) + 1


def look(folder: Path, year: int | None = None) -> Found:
    """Say what there is to analyse in a folder, at any depth.

    A folder that has a ``report.json`` is that report, and its other files are left alone. A
    table is known by its file's name, such as ``workforce-2025.parquet``; its year by the name
    of the file or of a folder above it.

    Parameters
    ----------
    year
        Of tables whose names say none.

    Raises
    ------
    InputError
        ``no-year`` for a table of which no year is known; ``nothing-to-read``.
    """
    kinds: dict[str, list[Path]] = {"report": [], "form": [], "return": [], "other": []}
    tables: list[tuple[str, int, Path]] = []
    problems: list[Problem] = []
    for path in _files(folder):
        name = path.suffix.lower() in {".csv", ".parquet"} and NAMED.match(path.stem)
        if not name:
            kinds[_kind(path)].append(path)
            continue
        when = _year_of(path.relative_to(folder)) or year
        if when is None:
            accepted = "a year in the file's or folder's name, such as workforce-2025, or --year"
            problems.append(Problem("no-year", Location(path.name), "no year is known", accepted))
        else:
            tables.append((name[1].lower(), when, path))
    raise_all(problems)
    found = Found(
        reports=tuple(kinds["report"]),
        forms=tuple(kinds["form"]),
        returns=tuple(kinds["return"]),
        tables=tuple(tables),
        others=tuple(kinds["other"]),
    )
    if found.steps == 1:
        accepted = "report.json, returns as CSV, collection forms (.xlsx), or tables such as workforce-2025.parquet"
        raise_all(
            [Problem("nothing-to-read", Location(folder.name), "nothing to analyse", accepted)]
        )
    return found


def _files(folder: Path) -> Iterator[Path]:
    """Give the files of a folder in order; of a folder with a report, that alone."""
    inside = sorted(folder.iterdir())
    names = {path.name for path in inside}
    if REPORT in names:
        yield folder / REPORT
        inside = [path for path in inside if path.is_dir()]
    for path in inside:
        if path.name.startswith((".", "~")):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _kind(path: Path) -> str:
    match path.suffix.lower():
        case ".json":
            return "report" if path.name == REPORT or _format(path) == FORMAT else "other"
        case ".xlsx":
            return "form"
        case ".csv":
            return "return" if _is_tidy(path) else "other"
        case _:
            return "other"


def _format(path: Path) -> object:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return content.get("format") if isinstance(content, dict) else None


def _is_tidy(path: Path) -> bool:
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        first = lines.readline(4096)
    return {name.strip().strip('"') for name in first.split(",")} >= LINES


def _year_of(path: Path) -> int | None:
    """Find the year in a file's name, else in that of the nearest folder."""
    for part in reversed(path.parts):
        years = YEAR.findall(part)
        if years:
            return int(years[-1])
    return None


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


def left_alone(found: Found, folder: Path) -> list[str]:
    """Name the files that are not part of the analysis."""
    return [path.relative_to(folder).as_posix() for path in found.others]


def files_found(found: Found) -> Mapping[str, int]:
    """Count what was found by kind, for people."""
    return {
        "reports": len(found.reports),
        "returns": len(found.returns),
        "forms": len(found.forms),
        "tables": len(found.tables),
    }
