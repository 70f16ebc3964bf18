"""The figures of many organisations at once, without a report of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_

import polars as pl

from wres.metrics import GROUPS, METRICS, Metric, needs
from wres.profiles import profile
from wres.report.columnar import _disparities, _headcounts, _likelihoods, _ratios, _survey
from wres.report.columnar._adjusted import adjusted
from wres.report.columnar._assembled import COLUMNS, assembled
from wres.report.columnar._counted import Counted
from wres.report.columnar._layout import layout
from wres.report.columnar._rules import Rules
from wres.report.columnar._strips import Reasons, Stack, Strips, side_by_side
from wres.report.columnar._whose import Named, Written, place_of, whose
from wres.returns import WresReturn
from wres.statistics.columnar.series import Bounds, settled


def figures(filed: WresReturn, *, year: int | None = None) -> pl.DataFrame:
    """Give the figures of every organisation and year of a return in one tidy frame.

    What `measure_all` and `Report.to_frame` give, with the same intervals, tests and verdicts,
    in a fraction of a second for a country: for national tables, where a report of each
    organisation is not wanted.

    Parameters
    ----------
    filed
        Counts. Breakdowns are added up.
    year
        WRES year. May be left out where the return names one or more: all of them are in the
        frame. Figures that name no year are for this one, or the only one named.

    Returns
    -------
    polars.DataFrame
        Columns and rows of `Report.to_frame`, sorted by organisation, year and metric. Left
        out is what has no closed form: the column ``exact``, and the figures
        ``mid_p_minlike``, ``fisher``, ``caution`` and ``change``; and the other forms of the
        metrics: column shares, clusters, metric 2 without international recruits, what is
        compared with the local population (all differences of the board in 2015), and the
        words ``base``, ``compared_with``, ``basis`` and ``question``. Texts are the same as
        the reports', rounded as exactly; numbers but for the last of their 12 digits.

    Raises
    ------
    FigureError
        As for `measure_all`; an organisation with more than 33 million people or applications.

    Examples
    --------
    >>> import polars as pl
    >>> from wres import WresReturn, figures
    >>> lines = pl.DataFrame({
    ...     "organisation": ["RXX", "RXX", "RYY", "RYY"] * 2,
    ...     "measure": ["shortlisted"] * 4 + ["appointed"] * 4,
    ...     "ethnic_group": ["white", "bme"] * 4,
    ...     "value": [780, 210, 510, 400, 170, 30, 90, 72],
    ... })
    >>> table = figures(WresReturn.from_frame(lines), year=2025)
    >>> table.filter(pl.col("figure") == "ratio").select("organisation", "display").rows()
    [('RXX', '1.53'), ('RYY', '0.98')]
    """
    reports = whose(filed, year)
    rules_of = {each: Rules.of(profile(each)) for each in {named[1] for named in reports.values()}}
    by_rules: dict[Rules, dict[Written, Named]] = {}
    for written, named in reports.items():
        by_rules.setdefault(rules_of[named[1]], {})[written] = named
    frames = [_figures(filed, of_these, rules) for rules, of_these in by_rules.items()]
    if len(frames) == 1:
        return frames[0]  # sorted already
    every = pl.concat([COLUMNS.to_frame(), *frames])
    return every.sort("organisation", "year", maintain_order=True)


def _figures(filed: WresReturn, reports: Mapping[Written, Named], rules: Rules) -> pl.DataFrame:
    """Give the figures of the reports that have some rules."""
    places, names = place_of(reports), sorted({*reports.values()})
    size, missing, reasons = len(names), filed.evidence.missing, Reasons()
    counted = Counted.of(filed.counts, places, size)
    staff = {group: counted.of_measure("staff", group) for group in GROUPS}
    answers = _survey.answers(filed.survey, places, size)
    disparities = _disparities.disparities(counted, rules, reasons)
    likelihoods = _likelihoods.likelihoods(counted, staff, rules, reasons)
    experience = _survey.experience(answers, rules, reasons)
    supplied = _supplied(counted, answers)
    strips = [
        *_headcounts.headcounts(counted, staff, reasons),
        *likelihoods.strips,
        *experience.strips,
        *_ratios.said([disparities, likelihoods.ratios, experience.ratios], rules),
        _tests([disparities.bounds, likelihoods.ratios.bounds], size),
        *(_no_data(metric, supplied, missing, reasons) for metric in METRICS),
    ]
    return assembled(
        Stack.of(strips), layout(rules), _conditions(counted, supplied), names, reasons
    )


def _tests(bounds: Sequence[Bounds], size: int) -> Strips:
    """Give p-values, and what they are when adjusted for each other."""
    plain = side_by_side(one.p_value for one in bounds if one.p_value is not None)
    return _ratios.p_values(side_by_side([plain, settled(side_by_side(adjusted(plain, size)))]))


def _supplied(counted: Counted, answers: _survey.Answers) -> dict[str, pl.Series]:
    """Say of each measure that a metric needs where any group has it."""
    asked = _survey.supplied(answers)
    every = {name for metric in METRICS for name in needs(metric)}
    return asked | {name: counted.supplies(name) for name in every - {*asked}}


def _measured(metric: Metric, supplied: Mapping[str, pl.Series]) -> pl.Series:
    """Say where a metric can be measured: a board by any of its parts, else by all it needs."""
    every = [supplied[name] for name in needs(metric)]
    return reduce(or_ if metric.family == "board" else and_, every)


def _no_data(
    metric: Metric,
    supplied: Mapping[str, pl.Series],
    missing: Mapping[str, str],
    reasons: Reasons,
) -> Strips:
    """Say why a metric was not measured, as `wres.metrics.nine` does."""
    told = [(name, missing[name]) for name in needs(metric) if name in missing]
    untold = [(name, f"{name} was not supplied") for name in needs(metric)]
    cases = [(~supplied[name], ("no_data", reason)) for name, reason in (*told, *untold)]
    return Strips(why=reasons.column(len(cases[0][0]), *cases))


def _conditions(counted: Counted, supplied: Mapping[str, pl.Series]) -> dict[str, pl.Series]:
    """Give what the rows of a report depend on."""
    measured = {metric.number: _measured(metric, supplied) for metric in METRICS}
    return {
        "bands": counted.has_places,
        **{f"metric {number}": where for number, where in measured.items()},
        **{f"no metric {number}": ~where for number, where in measured.items()},
    }
