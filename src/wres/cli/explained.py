"""All there is to say about one metric, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wres.cli.output import aligned, heading, wrapped
from wres.metrics import GROUPS, LAWS_OF, Change, Example, Given, Metric, Step, editions, needs
from wres.profiles import Profile, Rule, years
from wres.vocabulary import Measure, respondents_of
from wres.wording import STANDING, origin


def explained(one: Metric, rules: Profile) -> Iterator[str]:
    """Write the lines of ``wres metrics --explain``."""
    yield from (heading(line) for line in wrapped(f"Indicator {one.number}: {one.title}"))
    yield ""
    yield from wrapped(one.definition)
    yield ""
    yield from _facts(one, rules)
    sections = {
        "Worked example": _worked(one.example, rules),
        "Notes": _bullets(one.notes),
        f"Rules in {rules.year}": _rules(one, rules),
        "Edition history": _history(one),
        "Laws": _laws(one),
    }
    for title, lines in sections.items():
        yield from ("", heading(title), *lines)


def direction(one: Metric, rules: Profile) -> str:
    """Say which group's figure is over, or less, which other's."""
    if one.family == "likelihood":
        of, to = (rules[f"label_{group}"] for group in rules.direction(one.number))
        return f"{of} over {to}: above 1, {of} are the likelier"
    white, bme = rules["label_white"], rules["label_bme"]
    if one.family == "survey":
        return f"{bme} over {white}, and {bme} less {white} in percentage points"
    whole = "the board" if one.family == "board" else "the pay band"
    return f"share of {whole} less share of the workforce, in percentage points"


def inputs(one: Metric) -> list[Measure]:
    """Give the measures of the return that a metric is worked out from."""
    named = [Measure(name) for name in needs(one)]
    if one.family == "survey":
        named.append(respondents_of(str(one.measure)))
    if one.family == "representation":
        named.append(Measure.SENIOR_MEDICAL_MANAGER)
    if one.family == "board":
        named.append(Measure.STAFF)
    return named


def span(change: Change) -> str:
    """Say in which years a change holds.

    Examples
    --------
    >>> span(Change(first_year=2016, last_year=2018, change="", source="", verified="yes"))
    '2016 to 2018'
    """
    if change.last_year is None:
        return f"{change.first_year} on"
    if change.last_year == change.first_year:
        return str(change.first_year)
    return f"{change.first_year} to {change.last_year}"


def values(given: Given, rules: Profile) -> str:
    """Give what a return holds of a measure, group by group."""
    share = Measure(given.measure).kind == "share"
    supplied = {group: getattr(given, group) for group in GROUPS}
    return ", ".join(
        f"{rules[f'label_{group}']} {f'{value:.2%}' if share else value}"
        for group, value in supplied.items()
        if value is not None
    )


def sum_of(step: Step) -> str:
    """Write a step out: the sum and its result, or that alone where it is given."""
    return step.shown if step.working == step.shown else f"{step.working} = {step.shown}"


def _facts(one: Metric, rules: Profile) -> list[str]:
    told = [f"{name}: {name.label} (table {name.table})" for name in inputs(one)]
    return aligned(
        [
            ("name", one.name),
            ("formula", one.formula),
            ("numerator", one.numerator),
            ("denominator", one.denominator),
            *(("" if number else "inputs", text) for number, text in enumerate(told)),
            ("direction", direction(one, rules)),
            ("adverse if", one.adverse),
            ("source", one.source),
            ("standing", STANDING[one.verified]),
        ]
    )


def _rules(one: Metric, rules: Profile) -> Iterator[str]:
    if rules.note:
        yield from wrapped(rules.note, first="  ", rest="  ")
    for name in one.rules:
        yield from _rule(rules.rules[name])


def _rule(rule: Rule) -> Iterator[str]:
    yield from wrapped(f"{rule.name} = {rule.value}", first="- ", rest="  ")
    said = [origin(rule.source, rule.verified), *([rule.note] if rule.note else [])]
    yield from wrapped("; ".join(said), first="    ", rest="    ")


def _history(one: Metric) -> Iterator[str]:
    told = [
        (span(change), f"{change.change} ({origin(change.source, change.verified)})")
        for change in editions(one)
    ]
    yield from aligned(told)
    yield from wrapped(f"The other rules have been the same since {years()[0]}.")


def _worked(example: Example, rules: Profile) -> Iterator[str]:
    yield from wrapped(f"{example.about} ({origin(example.source, example.verified)})")
    yield from aligned([("  " + one.measure, values(one, rules)) for one in example.given])
    yield from aligned([(f"  {step.label}", f"= {sum_of(step)}") for step in example.steps])
    yield from wrapped(example.note)


def _laws(one: Metric) -> Iterator[str]:
    yield from aligned([(family, ", ".join(LAWS_OF[family])) for family in one.laws])
    yield from wrapped("What each says: page 'Laws' of the reference, or wres.testing.laws.")


def _bullets(notes: Iterable[str]) -> Iterator[str]:
    for note in notes:
        yield from wrapped(note, first="- ", rest="  ")
