"""From accepted rows to the return: the only place that counts people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import polars as pl
from attrs import evolve, frozen

from wres.admission import HINTS, Admitted, Intake, admit
from wres.admission.admit import further_columns
from wres.admission.frames import intake_of
from wres.admission.names import DETAILED, DIMENSION
from wres.admission.settled import ROWS
from wres.errors import FigureError, UnknownNameError, raise_all
from wres.ledger import State
from wres.profiles import Profile
from wres.returns.checks import check_lines, without_totals
from wres.returns.evidence import Evidence, SourceUsed
from wres.returns.filed import CELLS, KEY, WresReturn, total
from wres.returns.survey import RESPONDENTS
from wres.vocabulary import (
    INTERNATIONAL,
    EthnicCategory,
    EthnicGroup,
    PayBand,
    WorkforceGroup,
    fits,
)


GROUP_OF = {str(category): str(category.group) for category in EthnicCategory}
GROUPS = [str(group) for group in EthnicGroup]
IDENTIFYING = ("application", "assignment", "case", "person")
"""Fields that no figure may be broken down by."""
PLACES = [
    (str(group), str(band)) for group, band in product(WorkforceGroup, PayBand) if fits(group, band)
]


def count(
    source: Intake | Mapping[str, object],
    *,
    year: int | None = None,
    by: Sequence[str] = (),
    accept_rejected: bool = False,
    metric_3_basis: str | None = None,
) -> WresReturn:
    """Count an intake, or plain frames by table name, into a return.

    Parameters
    ----------
    source
        An `Intake`, or frames by table name (``workforce``, ``recruitment``, ...), with the
        columns of the record: polars eager or lazy, or anything that narwhals reads. Rows of
        another engine (DuckDB, PySpark) stay there: it does the work, and only counts come back.
    year
        WRES year; the intake's own where left out. Without any, no date is tested.
    by
        Breakdown dimensions: further columns of the source by which to count, and
        ``ethnic_category``, the detailed category. A row of an event that has no value of its own
        takes its person's from the workforce, as it does its ethnicity.
    accept_rejected
        Go on although rows were rejected; the ledger and a warning keep account of them.
    metric_3_basis
        For plain frames: ``single_year`` or ``two_year_average``, to go against the year's
        profile. An intake was read with its own.

    Returns
    -------
    WresReturn
        A table that was supplied gives every figure of its measures, zeros included, for each
        organisation that it or the workforce names; one that was not gives none. International
        recruits are counted for an organisation of which any application says whether it is one.

    Raises
    ------
    InputError
        With every problem of the rows, unless `accept_rejected`; and always where columns are
        missing or lines of a return contradict each other.
    FigureError
        The intake is of another year; 2020 without a basis of metric 3; a breakdown by a column
        of the return itself, or by one that identifies somebody.
    UnknownNameError
        A table, a breakdown or a year that does not exist.

    Examples
    --------
    >>> from wres.records import BoardMember
    >>> from wres.tables import to_frame
    >>> board = to_frame([BoardMember("RXX", "7", "D", voting=True, executive=False)])
    >>> filed = count({"board": board}, year=2025)
    >>> filed.value("board_voting", "bme"), filed.value("board_voting", "white")
    (Fraction(1, 1), Fraction(0, 1))
    """
    intake = (
        source
        if isinstance(source, Intake)
        else intake_of(source, year, metric_3_basis=metric_3_basis)
    )
    if year is not None and intake.profile is not None and intake.profile.year != year:
        raise FigureError(f"the intake was read for {intake.profile.year}, not {year}")
    _settled(intake.profile, intake)
    _exist(by, intake)
    admitted = admit(intake.loose, intake.profile, by) if by else intake.admitted
    lines = admitted.counted.get("return", pl.DataFrame())
    returns = [item for item in intake.loose if item.table == "return"]
    faults = [] if accept_rejected else list(admitted.problems)
    raise_all(faults + check_lines(lines, returns))
    staff = admitted.organisations.get("workforce", ())
    made = []
    for name, rows in admitted.counted.items():
        named = sorted({*admitted.organisations[name], *staff})
        cells = COUNTERS[name](rows, Scope(named, by, intake.profile))
        made.append(WresReturn.from_cells(undimensioned(cells)))
    return evolve(total(made), evidence=evidence(intake, admitted))


def _exist(by: Sequence[str], intake: Intake) -> None:
    """Whether there is something to break down by."""
    if isinstance(by, str):
        raise FigureError(f"by must be a list such as ['directorate']; got by={by!r}")
    there = {name for item in intake.loose for name in item.frame.collect_schema()}
    known = sorted({*further_columns(intake.loose), *(there & {DETAILED})})
    for name in by:
        if name in IDENTIFYING:
            raise FigureError(f"by must not name what identifies somebody; got by={name!r}")
        if name in CELLS or name in HINTS:
            raise FigureError(
                f"by must name further columns, not those of a return; got by={name!r}"
            )
        if name not in there:
            raise UnknownNameError.of("column to break down by", name, known or ["none"])


def _settled(profile: Profile | None, intake: Intake) -> None:
    undecided = profile is not None and profile["metric_3_basis"] == "choose"
    if undecided and any(item.table == "disciplinary" for item in intake.loose):
        raise FigureError(
            "the basis of metric 3 in 2020 is not established: "
            "say metric_3_basis='single_year' or 'two_year_average'"
        )


@frozen
class Scope:
    """What the figures of one table are about.

    Parameters
    ----------
    organisations
        Those that the figures are of, zeros included.
    by
        Breakdown dimensions.
    """

    organisations: Sequence[str]
    by: Sequence[str]
    profile: Profile | None


def undimensioned(frame: pl.DataFrame) -> pl.DataFrame:
    """Give breakdown dimensions their own names."""
    return frame.rename(lambda name: name.removeprefix(DIMENSION))


def _grouped(rows: pl.DataFrame) -> pl.DataFrame:
    """Give rows their ethnic group, and their category as a dimension."""
    category = pl.col("ethnic_category").cast(pl.String).fill_null(str(EthnicCategory.NOT_KNOWN))
    return rows.with_columns(
        category.alias(DIMENSION + DETAILED),
        ethnic_group=category.replace_strict(GROUP_OF, return_dtype=pl.String),
    )


def _sums(rows: pl.DataFrame, measure: str, scope: Scope, *, places: bool) -> pl.DataFrame:
    """Sum rows to lines of one measure."""
    where = ["workforce_group", "pay_band"] if places else []
    by = [DIMENSION + name for name in scope.by]
    return (
        rows.with_columns(pl.col(pl.Enum).cast(pl.String))
        .group_by("organisation", *where, "ethnic_group", *by)
        .agg(pl.col(ROWS).sum().cast(pl.Float64).alias("value"))
        .with_columns(measure=pl.lit(measure))
    )


def _zeros(measure: str, scope: Scope, *, places: bool) -> pl.DataFrame:
    """Lines of zero for every group (and place) of each organisation."""
    organisations = pl.DataFrame(
        {"organisation": scope.organisations}, schema={"organisation": pl.String}
    )
    frame = organisations.join(pl.DataFrame({"ethnic_group": GROUPS}), how="cross")
    if places:
        rows = pl.DataFrame(PLACES, schema=["workforce_group", "pay_band"], orient="row")
        frame = frame.join(rows, how="cross")
    return frame.with_columns(measure=pl.lit(measure), value=pl.lit(0.0))


def _lines(
    rows: pl.DataFrame, scope: Scope, *parts: tuple[str, pl.Expr], places: bool = False
) -> pl.DataFrame:
    made = []
    for measure, which in parts:
        made += [
            _zeros(measure, scope, places=places),
            _sums(rows.filter(which), measure, scope, places=places),
        ]
    return pl.concat(made, how="diagonal")


EVERY = pl.lit(value=True)


def _workforce(rows: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    grouped = _grouped(rows)
    staff = _lines(grouped, scope, ("staff", EVERY), places=True)
    managers = _lines(grouped, scope, ("senior_medical_manager", pl.col("senior_medical_manager")))
    return pl.concat([staff, managers], how="diagonal")


def _recruitment(rows: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    grouped, abroad = _grouped(rows), pl.col("international")
    every = _lines(grouped, scope, ("shortlisted", EVERY), ("appointed", pl.col("appointed")))
    telling = evolve(scope, organisations=_telling(rows))
    recruits = _lines(
        grouped,
        telling,
        (f"shortlisted{INTERNATIONAL}", abroad),
        (f"appointed{INTERNATIONAL}", abroad & pl.col("appointed")),
    )
    return pl.concat([every, recruits])


def _telling(applications: pl.DataFrame) -> list[str]:
    """Name the organisations of which a row says whether it is an international recruit."""
    told = applications.filter(pl.col("international").is_not_null())
    return told["organisation"].unique().sort().to_list()


def _disciplinary(rows: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    lines = _lines(_grouped(rows), scope, ("entered_disciplinary", EVERY))
    averaged = scope.profile is not None and scope.profile["metric_3_basis"] == "two_year_average"
    return lines.with_columns(pl.col("value") / (2 if averaged else 1))


def _training(rows: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    return _lines(_grouped(rows), scope, ("accessed_training", EVERY))


def _board(rows: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    return _lines(
        _grouped(rows),
        scope,
        ("board", EVERY),
        ("board_voting", pl.col("voting")),
        ("board_executive", pl.col("executive")),
    )


def _survey(rows: pl.DataFrame, _: Scope) -> pl.DataFrame:
    names = ["organisation", "measure", "ethnic_group"]
    plain = rows.with_columns(pl.col(pl.Enum).cast(pl.String))
    shares = plain.select(*names, value="share")
    bases = plain.filter(pl.col("respondents").is_not_null()).select(
        "organisation",
        pl.col("measure") + RESPONDENTS,
        "ethnic_group",
        value=pl.col("respondents").cast(pl.Float64),
    )
    return pl.concat([shares, bases])


def _filed(rows: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    by = [DIMENSION + name for name in scope.by]
    return without_totals(rows).select(
        *KEY, "value", *(name for name in by if name in rows.columns)
    )


COUNTERS = {
    "workforce": _workforce,
    "recruitment": _recruitment,
    "disciplinary": _disciplinary,
    "training": _training,
    "survey": _survey,
    "board": _board,
    "return": _filed,
}


def evidence(intake: Intake, admitted: Admitted) -> Evidence:
    """Collect what stands behind the figures."""
    # The ledger has the tables in one order, and each table's files in the intake's.
    lengths = {
        name: [item.rows for item in admitted.ledger.read if item.table == name]
        for name in COUNTERS
    }
    sources: dict[tuple[str, str, str | None], int] = {}
    for item in intake.loose:
        key = (item.source.adapter, item.source.file, item.source.sha256)
        sources[key] = sources.get(key, 0) + lengths[item.table].pop(0)
    return Evidence(
        admitted.ledger,
        tuple(SourceUsed(*key, rows) for key, rows in sources.items()),
        dict(intake.missing),
        _unknown(admitted),
        (*_rejected(admitted), *_untold(admitted), *admitted.warnings, *intake.warnings),
        _bases(intake.profile) if "disciplinary" in admitted.counted else (),
    )


def _bases(profile: Profile | None) -> tuple[tuple[int, str], ...]:
    return () if profile is None else ((profile.year, profile["metric_3_basis"]),)


def _unknown(admitted: Admitted) -> dict[str, int]:
    if "workforce" not in admitted.counted:
        return {}
    people = admitted.counted["workforce"]
    return {
        str(code): int(people.filter(pl.col("ethnic_category").cast(pl.String) == code)[ROWS].sum())
        for code in (EthnicCategory.NOT_STATED, EthnicCategory.NOT_KNOWN)
    }


def _untold(admitted: Admitted) -> tuple[str, ...]:
    """Say where some applications tell whether they are international recruits, and some not."""
    rows = admitted.counted.get("recruitment")
    if rows is None:
        return ()
    partly = pl.col("organisation").is_in(_telling(rows)) & pl.col("international").is_null()
    words = "some applications do not say whether they are international recruits; taken as not"
    return () if rows.filter(partly).is_empty() else (words,)


def _rejected(admitted: Admitted) -> tuple[str, ...]:
    rows = admitted.ledger.totals()[State.REJECTED]
    many = "1 row was rejected and is" if rows == 1 else f"{rows:,} rows were rejected and are"
    return (f"{many} in no figure",) if rows else ()
