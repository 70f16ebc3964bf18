"""From accepted rows to the return: the only place that counts people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import polars as pl
from attrs import evolve

from wres.admission import ROW, Admitted, Intake, admit
from wres.admission.classify import FILE
from wres.admission.frames import intake_of
from wres.errors import FigureError, raise_all
from wres.profiles import Profile
from wres.returns.checks import check_lines
from wres.returns.evidence import Evidence, SourceUsed
from wres.returns.filed import WresReturn
from wres.vocabulary import EthnicCategory, EthnicGroup, PayBand, WorkforceGroup, fits


GROUP_OF = {str(category): str(category.group) for category in EthnicCategory}
GROUPS = [str(group) for group in EthnicGroup]
PLACES = [
    (str(group), str(band)) for group, band in product(WorkforceGroup, PayBand) if fits(group, band)
]


def count(
    source: Intake | Mapping[str, object],
    *,
    year: int | None = None,
    by: Sequence[str] = (),
    accept_rejected: bool = False,
) -> WresReturn:
    """Count an intake, or plain frames by table name, into a return.

    Parameters
    ----------
    source
        An `Intake`, or frames by table name (``workforce``, ``recruitment``, ...), with the
        columns of the record: polars eager or lazy, or anything that narwhals reads.
    year
        WRES year; the intake's own where left out. Without any, no date is tested.
    by
        Breakdown dimensions: further columns of the source by which to count.
    accept_rejected
        Go on although rows were rejected; the ledger and a warning keep account of them.

    Returns
    -------
    WresReturn
        A table that was supplied gives every figure of its measures, zeros included; one that
        was not gives none.

    Raises
    ------
    InputError
        With every problem of the rows, unless `accept_rejected`.

    Examples
    --------
    >>> from wres.records import BoardMember
    >>> from wres.tables import to_frame
    >>> board = to_frame([BoardMember("RXX", "7", "D", voting=True, executive=False)])
    >>> filed = count({"board": board}, year=2025)
    >>> filed.value("board_voting", "bme"), filed.value("board_voting", "white")
    (Fraction(1, 1), Fraction(0, 1))
    """
    intake = source if isinstance(source, Intake) else intake_of(source, year)
    if year is not None and intake.profile is not None and intake.profile.year != year:
        raise FigureError(f"the intake was read for {intake.profile.year}, not {year}")
    _settled(intake.profile, intake)
    admitted = admit(intake.loose, intake.profile, by) if by else intake.admitted
    lines = admitted.counted.get("return", pl.DataFrame())
    returns = [item for item in intake.loose if item.table == "return"]
    faults = [] if accept_rejected else list(admitted.problems)
    raise_all(faults + check_lines(lines, returns, by))
    cells = [
        COUNTERS[name](rows, intake.profile, by) for name, rows in admitted.counted.items()
    ]
    return WresReturn.from_cells(_labelled(cells, admitted, by), evidence(intake, admitted))


def _settled(profile: Profile | None, intake: Intake) -> None:
    undecided = profile is not None and profile["metric_3_basis"] == "choose"
    if undecided and any(item.table == "disciplinary" for item in intake.loose):
        raise FigureError(
            "the basis of metric 3 in 2020 is not established: "
            "say metric_3_basis='single_year' or 'two_year_average'"
        )


def _grouped(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        ethnic_group=pl.col("ethnic_category")
        .cast(pl.String)
        .fill_null(str(EthnicCategory.NOT_KNOWN))
        .replace_strict(GROUP_OF, return_dtype=pl.String)
    )


def _sums(rows: pl.DataFrame, measure: str, by: Sequence[str], places: bool = False) -> pl.DataFrame:
    """Sum rows to lines of one measure."""
    keys = ["organisation", *(("workforce_group", "pay_band") if places else ()), "ethnic_group", *by]
    return (
        rows.with_columns(pl.col(pl.Enum).cast(pl.String))
        .group_by(keys)
        .agg(pl.col("rows").sum().cast(pl.Float64).alias("value"))
        .with_columns(measure=pl.lit(measure))
    )


def _zeros(rows: pl.DataFrame, measure: str, places: bool = False) -> pl.DataFrame:
    """Lines of zero for every group (and place) of each organisation that the rows name."""
    frame = rows.select(pl.col("organisation").unique()).join(pl.DataFrame({"ethnic_group": GROUPS}), how="cross")
    if places:
        frame = frame.join(pl.DataFrame(PLACES, schema=["workforce_group", "pay_band"], orient="row"), how="cross")
    return frame.with_columns(measure=pl.lit(measure), value=pl.lit(0.0))


def _lines(rows: pl.DataFrame, by: Sequence[str], *parts: tuple[str, pl.Expr], places: bool = False) -> pl.DataFrame:
    made = []
    for measure, which in parts:
        made += [_zeros(rows, measure, places), _sums(rows.filter(which), measure, by, places)]
    return pl.concat(made, how="diagonal")


EVERY = pl.lit(value=True)


def _workforce(rows: pl.DataFrame, _: Profile | None, by: Sequence[str]) -> pl.DataFrame:
    grouped = _grouped(rows)
    staff = _lines(grouped, by, ("staff", EVERY), places=True)
    managers = _lines(grouped, by, ("senior_medical_manager", pl.col("senior_medical_manager")))
    return pl.concat([staff, managers], how="diagonal")


def _recruitment(rows: pl.DataFrame, _: Profile | None, by: Sequence[str]) -> pl.DataFrame:
    return _lines(_grouped(rows), by, ("shortlisted", EVERY), ("appointed", pl.col("appointed")))


def _disciplinary(rows: pl.DataFrame, profile: Profile | None, by: Sequence[str]) -> pl.DataFrame:
    lines = _lines(_grouped(rows), by, ("entered_disciplinary", EVERY))
    averaged = profile is not None and profile["metric_3_basis"] == "two_year_average"
    return lines.with_columns(pl.col("value") / (2 if averaged else 1))


def _training(rows: pl.DataFrame, _: Profile | None, by: Sequence[str]) -> pl.DataFrame:
    return _lines(_grouped(rows), by, ("accessed_training", EVERY))


def _board(rows: pl.DataFrame, _: Profile | None, by: Sequence[str]) -> pl.DataFrame:
    return _lines(
        _grouped(rows),
        by,
        ("board", EVERY),
        ("board_voting", pl.col("voting")),
        ("board_executive", pl.col("executive")),
    )


def _survey(rows: pl.DataFrame, _: Profile | None, __: Sequence[str]) -> pl.DataFrame:
    names = ["organisation", "measure", "ethnic_group"]
    plain = rows.with_columns(pl.col(pl.Enum).cast(pl.String))
    shares = plain.select(*names, value="share")
    bases = plain.filter(pl.col("respondents").is_not_null()).select(
        "organisation",
        pl.col("measure") + "_respondents",
        "ethnic_group",
        value=pl.col("respondents").cast(pl.Float64),
    )
    return pl.concat([shares, bases])


def _filed(rows: pl.DataFrame, _: Profile | None, __: Sequence[str]) -> pl.DataFrame:
    return rows.drop(FILE, ROW, "rows").with_columns(pl.col(pl.Enum).cast(pl.String))


COUNTERS = {
    "workforce": _workforce,
    "recruitment": _recruitment,
    "disciplinary": _disciplinary,
    "training": _training,
    "survey": _survey,
    "board": _board,
    "return": _filed,
}


def _labelled(cells: list[pl.DataFrame], admitted: Admitted, by: Sequence[str]) -> pl.DataFrame:
    return pl.concat(cells, how="diagonal_relaxed") if cells else pl.DataFrame()


def evidence(intake: Intake, admitted: Admitted) -> Evidence:
    """Collect what stands behind the figures."""
    rows = {(item.source.file, item.source.adapter, item.source.sha256): 0 for item in intake.loose}
    read = {(item.table, item.file): item.rows for item in admitted.ledger.read}
    for item in intake.loose:
        rows[item.source.file, item.source.adapter, item.source.sha256] += read[item.table, item.source.file]
    sources = tuple(SourceUsed(adapter, file, digest, number) for (file, adapter, digest), number in rows.items())
    unknown = {}
    if "workforce" in admitted.counted:
        people = admitted.counted["workforce"]
        unknown = {
            str(code): int(people.filter(pl.col("ethnic_category").cast(pl.String) == code)["rows"].sum())
            for code in (EthnicCategory.NOT_STATED, EthnicCategory.NOT_KNOWN)
        }
    return Evidence(admitted.ledger, sources, dict(intake.missing), unknown, _warnings(admitted))


def _warnings(admitted: Admitted) -> tuple[str, ...]:
    rejected = admitted.ledger.totals()["rejected"]
    return (f"{rejected:,} rows were rejected and are in no figure",) if rejected else ()
