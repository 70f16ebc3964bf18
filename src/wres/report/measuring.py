"""From the return to the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl
from attrs import evolve

from wres.errors import FigureError
from wres.metrics import Comparator, Forms, break_down, counts_of, nine
from wres.metrics.breakdown import dimensions_asked
from wres.profiles import Profile, profile
from wres.report.comparisons import comparisons
from wres.report.parts import Organisation, ProfileUsed, Provenance
from wres.report.quality import data_quality, in_order
from wres.report.report import Report
from wres.returns import SourceUsed, WresReturn
from wres.version import version


def measure(
    filed: WresReturn,
    *,
    year: int | None = None,
    organisation: str | None = None,
    name: str | None = None,
    clusters: Iterable[str] = (),
    known_only: bool = False,
    board_against: Comparator | None = None,
    metric_3_basis: str | None = None,
    by: Sequence[str | Sequence[str]] = (),
) -> Report:
    """Measure the nine metrics of one organisation in one year.

    Parameters
    ----------
    filed
        Counts. Dimensions are added up, but for `by`.
    year
        WRES year; may be left out where the return names one. Of a return with several
        years, this one is measured.
    organisation
        Code to report under. Of a return with several organisations, the one to measure;
        a return that names at most one is reported as it is called here.
    name
        The organisation's name for people.
    clusters
        Schemes to take pay bands together by in metric 1, such as ``government``, ``wdes`` or
        ``edi_2d``: those of ``data/band_clusters.csv``. That of the year's form is always there.
    known_only
        Leave unknown ethnicity out of the denominator of metrics 1 and 9, to compare them with
        government statistics. The standard keeps it in.
    board_against
        ``workforce`` or ``population``, to go against the year's form of metric 9; the second
        needs the measure ``local_population``.
    metric_3_basis
        ``single_year`` or ``two_year_average``: what figures that were counted elsewhere are,
        where the year's rule does not say so. What `wres.count` counted is known.
    by
        What to break metrics 1 to 4 down by, besides: some of the return's dimensions, or
        several of them together, such as ``["directorate", ("directorate", "sex")]``. See
        `wres.metrics.Breakdown`.

    Raises
    ------
    FigureError
        No year or more than one to choose from; several organisations and none of them
        asked for; lines that name no organisation beside several that do; metric 3 counted
        on another basis than is said, or on several.
    UnknownNameError
        A year before the standard began; a scheme of clusters, or a dimension that the
        return does not have.

    Examples
    --------
    >>> lines = pl.DataFrame({
    ...     "year": [2025] * 3,
    ...     "measure": ["staff"] * 3,
    ...     "ethnic_group": ["white", "bme", "unknown"],
    ...     "value": [6307, 990, 125],
    ... })
    >>> report = measure(WresReturn.from_frame(lines), organisation="RNN")
    >>> report.year, report[1].overall.share.bme.display
    (2025, '13.3%')

    Without the 125 of unknown ethnicity:

    >>> known = measure(WresReturn.from_frame(lines), organisation="RNN", known_only=True)
    >>> known[1].overall.share.bme.display, known[1].base
    ('13.6%', 'known_only')
    """
    forms = Forms(clusters=clusters, known_only=known_only, board_against=board_against)
    year = _year(filed, year)
    own = _of_organisation(_of_year(filed, year), organisation)
    code = next(iter(_named(own)), "") if organisation is None else organisation
    rules = _rules(own, year, metric_3_basis)
    return _measured(own, rules, Organisation(code, name), forms, by)


def measure_all(
    filed: WresReturn,
    *,
    year: int | None = None,
    names: Mapping[str, str] | None = None,
    clusters: Iterable[str] = (),
    known_only: bool = False,
    board_against: Comparator | None = None,
    metric_3_basis: str | None = None,
    by: Sequence[str | Sequence[str]] = (),
) -> dict[str, Report]:
    """Measure each organisation of a return, sorted by code.

    Parameters
    ----------
    filed, year, clusters, known_only, board_against, metric_3_basis, by
        As for `measure`.
    names
        Organisation code to its name for people, as far as known.

    Returns
    -------
    dict
        Code to report; a return that names no organisation gives one, under the empty code.

    Raises
    ------
    FigureError
        As for `measure`.

    Examples
    --------
    >>> lines = pl.DataFrame({
    ...     "organisation": ["RYY", "RXX"],
    ...     "measure": ["staff"] * 2,
    ...     "ethnic_group": ["bme"] * 2,
    ...     "value": [990, 125],
    ... })
    >>> list(measure_all(WresReturn.from_frame(lines), year=2025))
    ['RXX', 'RYY']
    """
    forms = Forms(clusters=clusters, known_only=known_only, board_against=board_against)
    year = _year(filed, year)
    own = _of_year(filed, year)
    _no_strays(own)
    rules = _rules(own, year, metric_3_basis)
    called = names or {}
    return {
        code: _measured(
            own if len(_named(own)) < 2 else own.of(code),  # noqa: PLR2004  # one whole
            rules,
            Organisation(code, called.get(code)),
            forms,
            by,
        )
        for code in _named(own) or own.organisations
    }


def _rules(own: WresReturn, year: int, asked: str | None) -> Profile:
    """Give the year's rules, with the basis on which metric 3 was counted or is said to be."""
    counted = [basis for at, basis in own.evidence.bases if at == year]
    if len(counted) > 1 and asked is None:
        raise FigureError(
            f"indicator 3 of {year} was counted as {' and as '.join(counted)}, which do not add "
            "up; say metric_3_basis to measure it all the same"
        )
    if counted and asked is not None and asked not in counted:
        raise FigureError(
            f"indicator 3 of {year} was counted as {counted[0]}; got metric_3_basis='{asked}'"
        )
    return profile(year, metric_3_basis=asked or next(iter(counted), None))


def _measured(
    own: WresReturn,
    rules: Profile,
    organisation: Organisation,
    forms: Forms,
    by: Sequence[str | Sequence[str]],
) -> Report:
    missing = own.evidence.missing
    results = nine(counts_of(own), rules, missing, forms)
    return Report(
        organisation=organisation,
        year=rules.year,
        snapshot=rules.snapshot,
        profile=ProfileUsed(rules.id, rules.note),
        metrics=results,
        data_quality=data_quality(results, rules, own.evidence),
        provenance=Provenance(version(), tuple(sorted(own.evidence.sources, key=_order))),
        comparisons=comparisons(results),
        breakdowns=tuple(
            break_down(own, names, rules, missing, forms)
            for names in dimensions_asked(by, own.dimensions)
        ),
    )


def _order(source: SourceUsed) -> tuple[tuple[bool, str | int], ...]:
    return in_order((source.file, source.adapter, source.sha256, source.rows))


def _year(filed: WresReturn, year: int | None) -> int:
    named = _years(filed)
    if year is None:
        if len(named) != 1:
            there = f"several: {_listed(named)}" if named else "none"
            raise FigureError(f"say which year to measure; the return names {there}")
        return named[0]
    if named and year not in named:
        raise FigureError(f"the return is for {_listed(named)}, not for {year}")
    return year


def _listed(items: object) -> str:
    return ", ".join(map(str, items))  # type: ignore[call-overload]


def _all_years(filed: WresReturn) -> set[int | None]:
    return {*filed.counts["year"], *(key.year for key in filed.survey)}


def _years(filed: WresReturn) -> list[int]:
    return sorted(year for year in _all_years(filed) if year is not None)


def _of_year(filed: WresReturn, year: int) -> WresReturn:
    """Keep the year's figures, and those that name no year."""
    if len(_years(filed)) > 1 and None in _all_years(filed):
        raise FigureError(
            f"the return is for {_listed(_years(filed))}, and has figures that name no "
            "year; say which year they are for"
        )
    return evolve(
        filed,
        counts=filed.counts.filter(pl.col("year").fill_null(year) == year),
        survey={key: one for key, one in filed.survey.items() if key.year in {None, year}},
    )


def _named(filed: WresReturn) -> list[str]:
    return [code for code in filed.organisations if code]


def _of_organisation(filed: WresReturn, organisation: str | None) -> WresReturn:
    """Keep one organisation's figures; all of them where at most one is named."""
    named = _named(filed)
    if len(named) < 2:  # noqa: PLR2004  # there is nothing to choose from
        return filed
    _no_strays(filed)
    if organisation not in named:
        asked = "no organisation" if organisation is None else f"'{organisation}'"
        raise FigureError(
            f"the return has {_listed(named)}; got {asked}: "
            "ask for one of them, use measure_all(), or add them up with .pooled()"
        )
    return filed.of(organisation)


def _no_strays(filed: WresReturn) -> None:
    if "" in filed.organisations and len(_named(filed)) > 1:
        raise FigureError(
            f"the return has {_listed(_named(filed))}, and figures that name no "
            "organisation; say whose they are, or add all up with .pooled()"
        )
