"""How far a report can be relied on: self-reporting, and what its reader should know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import astuple

from wres.ledger import Entry
from wres.metrics import (
    GROUPS,
    Base,
    BoardRepresentation,
    Count,
    Headcount,
    Likelihood,
    Representation,
    Result,
    counted,
    metric,
    share_figure,
)
from wres.profiles import Profile
from wres.report.parts import DataQuality, SelfReported
from wres.returns import Evidence
from wres.rounding import display
from wres.vocabulary import EthnicCategory


def data_quality(results: Iterable[Result], rules: Profile, evidence: Evidence) -> DataQuality:
    """Collect the ledger, how much ethnicity is known, and every warning, in fixed order."""
    kept = tuple(results)
    staff = next(
        (one.overall.headcount for one in kept if isinstance(one, Representation)),
        Headcount(),
    )
    found = warnings_of_figures(kept, rules) + warnings_of_forms(kept, rules)
    notes = [note for note in (rules.note,) if note]
    return DataQuality(
        ledger=tuple(sorted(evidence.ledger.entries, key=_order)),
        self_reported=self_reported(staff, evidence.unknown),
        warnings=tuple(sorted({*evidence.warnings, *notes, *found})),
    )


def warnings_of_figures(results: Iterable[Result], rules: Profile) -> list[str]:
    """Give the warnings that rest on counts."""
    return [warning for one in results for warning in _warnings(one, rules)]


def warnings_of_forms(results: Iterable[Result], rules: Profile) -> list[str]:
    """Give the warnings that rest on what was asked for, beside what the year's rules say."""
    return [warning for one in results for warning in _of_forms(one, rules)]


def _order(entry: Entry) -> tuple[tuple[bool, str | int], ...]:
    return in_order(astuple(entry))


def in_order(values: Iterable[str | int | None]) -> tuple[tuple[bool, str | int], ...]:
    """Give what to sort rows by: a value that is not there comes first, before an empty one."""
    return tuple((value is not None, "" if value is None else value) for value in values)


def self_reported(staff: Headcount, unknown: Mapping[str, int]) -> SelfReported:
    """Give the share of staff whose ethnicity is known.

    Parameters
    ----------
    unknown
        Staff by code of unknown ethnicity. Told only where they add up to the staff of
        unknown ethnicity: of several organisations, the codes are known for all together.

    Examples
    --------
    >>> rate = self_reported(Headcount(6307, 990, 125, 7422), {"Z": 100, "99": 25})
    >>> rate.share.display, rate.not_stated, rate.not_known
    ('98.3%', 100, 25)
    """
    if not staff.total:
        return SelfReported()
    rate = share_figure(1 - _share(staff.unknown, staff.total))
    not_stated = unknown.get(EthnicCategory.NOT_STATED, 0)
    not_known = unknown.get(EthnicCategory.NOT_KNOWN, 0)
    if not unknown or not_stated + not_known != staff.unknown:
        return SelfReported(rate)
    return SelfReported(rate, not_stated, not_known)


def _share(part: Count | None, total: Count) -> Fraction:
    return Fraction(part or 0, total)


def _warnings(result: Result, rules: Profile) -> Iterator[str]:
    match result:
        case Representation():
            yield from _of_workforce(result, rules)
        case Likelihood():
            yield from _of_events(result, rules)
        case BoardRepresentation():
            yield from _of_board(result)


def _of_workforce(result: Representation, rules: Profile) -> Iterator[str]:
    staff = result.overall.headcount
    limit = Fraction(rules["unknown_warning"])
    if staff.total and _share(staff.unknown, staff.total) > limit:
        shown = display(limit, 0, percent=True)
        yield f"indicator 1: ethnicity is unknown for more than {shown} of staff"
    if counted(staff, result.base).total is None:
        yield (
            f"indicator 1: the number of {_lacking(staff, rules, result.base)} staff was not "
            "supplied, which is not zero, so there are no shares"
        )
    elif any(_is_partly_known(counted(row.headcount, result.base)) for row in result.rows):
        yield (
            "indicator 1: some pay bands lack an ethnic group, which is not zero, so they "
            "have no shares"
        )
    if rules["metric_1_form"] != "bands_by_group" and not result.rows:
        yield (
            f"indicator 1: the standard of {rules.year} asked for bands 8 to 9 and VSM; staff "
            "by pay band were not supplied"
        )


def _of_forms(result: Result, rules: Profile) -> Iterator[str]:
    if isinstance(result, BoardRepresentation):
        yield from _of_comparator(result, rules)
    if isinstance(result, Representation | BoardRepresentation) and result.base == "known_only":
        yield (
            f"indicator {result.number}: shares leave unknown ethnicity out, as government "
            "statistics do; the standard keeps it in"
        )


def _lacking(headcount: Headcount, rules: Profile, base: Base) -> str:
    asked = [group for group in GROUPS if base == "everybody" or group != "unknown"]
    return " and ".join(rules[f"label_{group}"] for group in asked if headcount[group] is None)


def _is_partly_known(headcount: Headcount) -> bool:
    return headcount.total is None and not headcount.is_empty


def _of_events(result: Likelihood, rules: Profile) -> Iterator[str]:
    for group in GROUPS:
        events, population = result.events[group], result.population[group]
        if events is not None and population is not None and events > population:
            yield (
                f"indicator {result.number}: more events than people among "
                f"{rules[f'label_{group}']}; leavers may be among them"
            )
    if "metric_3_basis" in metric(result.number).rules and result.basis is None:
        yield (
            f"indicator 3: whether the figures of {rules.year} are of one year or the average of "
            "two is not known"
        )
    limit = int(rules["low_count"])
    for group in ("white", "bme"):
        events = result.events[group]
        if events is not None and events < limit:
            yield (
                f"indicator {result.number}: fewer than {limit} events among "
                f"{rules[f'label_{group}']}; read the ratio with its interval"
            )


def _of_board(result: BoardRepresentation) -> Iterator[str]:
    no_difference = result.difference.total.is_empty and not result.share.total.is_empty
    if result.compared_with == "workforce" and no_difference:
        yield "indicator 9: without the workforce there is nothing to compare the board with"
    parts = (
        result.headcount.total,
        result.headcount.voting,
        result.headcount.executive,
    )
    if any(_is_partly_known(counted(part, result.base)) for part in parts):
        yield (
            "indicator 9: the number of members of an ethnic group was not supplied, which "
            "is not zero, so there are no shares"
        )


def _of_comparator(result: BoardRepresentation, rules: Profile) -> Iterator[str]:
    as_written = "population" if rules["metric_9_form"] == "population" else "workforce"
    if result.compared_with != as_written:
        words = {"population": "local population", "workforce": "workforce"}
        yield (
            f"indicator 9: the standard of {rules.year} compares the board with the "
            f"{words[as_written]}; this compares it with the {words[result.compared_with]}"
        )
    if result.compared_with == "workforce":
        return
    if result.local_population is None:
        yield "indicator 9: without local_population there is nothing to compare the board with"
    elif counted(result.local_population.headcount, result.base).total is None:
        lacking = _lacking(result.local_population.headcount, rules, result.base)
        yield (
            f"indicator 9: the number of {lacking} people in the local population was not "
            "supplied, which is not zero, so there is nothing to compare the board with"
        )
