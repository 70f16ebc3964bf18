"""From a report to one that is safe to publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from wres.disclosure.masking import Mask
from wres.disclosure.parts import masked, named, to_publish
from wres.disclosure.policies import DEFAULT, Policy, policy
from wres.errors import FigureError, MissingExtraError
from wres.metrics import Breakdown, Headcount, Likelihood, Representation, Result
from wres.profiles import Profile, profile
from wres.report import Comparisons, DataQuality, Provenance, Publication, Report, SelfReported
from wres.report.comparisons import comparisons
from wres.report.quality import self_reported, warnings_of_figures, warnings_of_forms


if TYPE_CHECKING:
    from wres.disclosure.protect import Plan

Audit = Callable[[Mapping[str, bytes], Policy, Report], Iterable[str]]
"""Attacks the files of a publication; gives what it can tell, in words.

It is given the full report too, to know who is the only one in a count.
"""


@frozen
class Publishable:
    """A report that is safe to publish, and the plan by which it is.

    Parameters
    ----------
    plan
        What was hidden and why that is safe. It tells more than may be published.
    left_out
        Breakdowns that were asked for and cannot be published, and why, in words.
    """

    report: Report
    plan: Plan
    left_out: tuple[str, ...] = ()


def publishable(
    report: Report,
    policy: str | Policy = DEFAULT,
    *,
    earlier: Sequence[Report] = (),
    breakdowns: bool = False,
) -> Report:
    """Make a report that is safe to publish: nobody's figures can be worked out from it.

    Small counts are hidden, and so is the least that would give them back: by sums over pay
    bands, groups and parts of the board, by what two indicators share, and to somebody who is
    one of the people counted. Figures that rest on a hidden count are hidden too. What is shown
    is not changed, but by a policy that rounds, under which every figure comes from rounded
    counts.

    Parameters
    ----------
    report
        A full report. Its ledger, the warnings and digests of its sources are left out.
    policy
        Name of a row of ``data/disclosure_policies.csv``, or one of your own.
    earlier
        What was published of the same figures before: reports that this function gave. What
        they show cannot be taken back, and is taken into account.
    breakdowns
        Whether to publish the report's breakdowns too. The main tables then show what they show
        without them, wherever that can be. Left out are those by ethnic category, all under a
        policy that rounds, and those too large to be proved safe; `Publication.sentence` says
        which are in and which are not.

    Returns
    -------
    Report
        With `Report.publication`. A hidden count is ``None``, and named in ``hidden`` beside it.

    Raises
    ------
    FigureError
        The report is a published one; one of `earlier` is not, or used another policy; or what
        was published before gives a small count away; or the report is too large to be proved safe.
    MissingExtraError
        Without scipy, which the extra ``stats`` brings.
    UnknownNameError
        No policy is called that.

    Examples
    --------
    >>> import polars as pl
    >>> import wres
    >>> lines = pl.DataFrame({
    ...     "measure": ["shortlisted"] * 3 + ["appointed"] * 3,
    ...     "ethnic_group": ["white", "bme", "unknown"] * 2,
    ...     "value": [780, 210, 10, 170, 30, 1],
    ... })
    >>> report = wres.measure(wres.WresReturn.from_frame(lines), year=2025)
    >>> safe = publishable(report, "threshold-5")
    >>> safe[2].events.unknown, safe[2].events.hidden, safe[2].ratio.display
    (None, ('unknown',), '1.53')
    >>> print(safe.publication.sentence)
    Counts of 1 to 4 are hidden, and so are those that would give them back. Survey results of fewer than 11 respondents are hidden. Breakdowns are not published.
    """
    return protected(report, policy, earlier=earlier, breakdowns=breakdowns).report


def protected(
    report: Report,
    name: str | Policy = DEFAULT,
    *,
    earlier: Sequence[Report] = (),
    breakdowns: bool = False,
) -> Publishable:
    """Do what `publishable` does, and give the plan too."""
    chosen = policy(name) if isinstance(name, str) else name
    _check(report, chosen, earlier)
    same = [one for one in earlier if _is_of_the_same(one, report)]
    asked = report.breakdowns if breakdowns else ()
    before = [by for one in same for by in one.breakdowns]
    taken, refused = to_publish(report, asked, before, chosen)
    earliest = len({one.by for one in before})
    try:
        # scipy is paid for by those who publish.
        from wres.disclosure.planned import planned  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError.of("making a report safe to publish", "stats") from error
    plan, taken, dropped = planned(report, same, chosen, taken, earliest)
    published = tuple(one for one in taken if one in asked)
    others = tuple(one for one in asked if one not in published)
    safe = _masked(report, chosen, plan.system.paths(plan.hidden), published, others)
    return Publishable(safe, plan, (*refused, *dropped))


def _check(report: Report, chosen: Policy, earlier: Iterable[Report]) -> None:
    if report.publication is not None:
        raise FigureError("the report is a published one; publish from the full report")
    for one in earlier:
        if one.publication is None:
            raise FigureError("an earlier publication must be a report that was made publishable")
        if _is_of_the_same(one, report) and one.publication.policy != chosen.id:
            raise FigureError(
                f"the figures of {report.year} were published under policy "
                f"{one.publication.policy}; got {chosen.id}, and both together may give counts away"
            )


def _is_of_the_same(one: Report, other: Report) -> bool:
    return (one.organisation.code, one.year) == (other.organisation.code, other.year)


def _masked(
    report: Report,
    chosen: Policy,
    hidden: frozenset[str],
    published: tuple[Breakdown, ...],
    others: tuple[Breakdown, ...],
) -> Report:
    rules = _rules(report)
    mask = Mask(chosen, hidden, rules)
    results = mask.results(report.metrics)
    return evolve(
        report,
        metrics=results,
        data_quality=_quality(report, results, mask, rules),
        provenance=Provenance(report.provenance.wres),
        comparisons=_comparisons(report, results),
        breakdowns=masked(published, mask),
        publication=_publication(chosen, published, others),
    )


def _rules(report: Report) -> Profile:
    bases = (one.basis for one in report.metrics if isinstance(one, Likelihood) and one.basis)
    return profile(report.year, metric_3_basis=next(bases, None))


def _quality(
    report: Report, results: tuple[Result, ...], mask: Mask, rules: Profile
) -> DataQuality:
    """Keep the warnings that rest on what is shown, and how much ethnicity is known.

    Those of the sources go, as the ledger does: they count rows.
    """
    told = {*warnings_of_figures(results, rules), *warnings_of_forms(report.metrics, rules)}
    told |= {rules.note} if rules.note else set()
    reported, path = report.data_quality.self_reported, "data_quality.self_reported"
    staff = next(
        (one.overall.headcount for one in results if isinstance(one, Representation)), Headcount()
    )
    share = self_reported(staff, {}).share if staff.unknown is not None else None
    codes = [
        None if (count := mask.count(f"{path}.{name}", value)) is None else int(count)
        for name, value in (
            ("not_stated", reported.not_stated),
            ("not_known", reported.not_known),
        )
    ]
    return DataQuality(
        self_reported=SelfReported(share, *codes),
        warnings=tuple(one for one in report.data_quality.warnings if one in told),
    )


def _comparisons(report: Report, results: tuple[Result, ...]) -> Comparisons:
    """Adjust p-values for each other only where all are shown: else they tell of the hidden ones."""
    shown = comparisons(results)
    pairs = zip(report.comparisons.tests, shown.tests, strict=True)
    if any(full.p_value is not None and one.p_value is None for full, one in pairs):
        tests = tuple(evolve(one, holm=None, benjamini_hochberg=None) for one in shown.tests)
        return Comparisons(tests, 0, len(tests))
    return shown


def _publication(
    chosen: Policy, published: Sequence[Breakdown], others: Sequence[Breakdown]
) -> Publication:
    shown, hidden = (", ".join(named(one.by) for one in some) for some in (published, others))
    parts = f"published by {shown}" if shown else "not published"
    parts += f"; not by {hidden}" if shown and hidden else ""
    rounded = (
        ""
        if chosen.rounding is None
        else (
            f" All other counts are rounded to the nearest {chosen.rounding}, and every figure is "
            "worked out from rounded counts."
        )
    )
    return Publication(
        policy=chosen.id,
        threshold=chosen.threshold,
        rounding=chosen.rounding,
        survey_base=chosen.survey_base,
        sentence=(
            f"Counts of 1 to {chosen.threshold - 1} are hidden, and so are those that would give "
            f"them back.{rounded} Survey results of fewer than {chosen.survey_base} respondents "
            f"are hidden. Breakdowns are {parts}."
        ),
    )
