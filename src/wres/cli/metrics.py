"""``wres metrics``: the nine definitions, and what each rests on."""

from __future__ import annotations

from collections.abc import Iterator

import click

from wres.cli.options import YEAR
from wres.cli.output import aligned, heading, say, wrapped
from wres.metrics import METRICS, Metric, metric, needs
from wres.profiles import Profile, Rule, profile, years
from wres.vocabulary import Measure


STANDING = {
    "yes": "verified",
    "likely": "likely, not verified",
    "plausible": "plausible, not verified",
    "weak": "weakly supported, not verified",
    "choice": "a choice of this library",
}


@click.command("metrics")
@click.option(
    "--explain", type=click.IntRange(1, len(METRICS)), metavar="N", help="Explain metric N."
)
@click.option(
    "--year",
    type=YEAR,
    default=years()[-1],
    show_default=True,
    metavar="YYYY",
    help="WRES year whose rules are shown.",
)
def command(explain: int | None, year: int) -> None:
    """List the nine metrics, or explain one: definition, rules, and where they come from.

    NHS England's guidance calls a metric an indicator.
    """
    if explain is None:
        say("\n".join(aligned([(str(one.number), one.title) for one in METRICS])))
        say("\n'wres metrics --explain N' says how metric N is defined, and by which source.")
    else:
        say("\n".join(_explained(metric(explain), profile(year))))


def _explained(one: Metric, rules: Profile) -> Iterator[str]:
    yield from (heading(line) for line in wrapped(f"Indicator {one.number}: {one.title}"))
    yield ""
    yield from _facts(one, rules)
    yield ""
    yield heading(f"Rules in {rules.year}")
    if rules.note:
        yield from wrapped(rules.note, first="  ", rest="  ")
    for name in one.rules:
        yield from _rule(rules.rules[name])
    yield ""
    yield heading("Notes")
    for note in one.notes:
        yield from wrapped(note, first="- ", rest="  ")


def _facts(one: Metric, rules: Profile) -> list[str]:
    return aligned(
        [
            ("name", one.name),
            ("numerator", one.numerator),
            ("denominator", one.denominator),
            ("formula", one.formula),
            ("direction", _direction(one, rules)),
            ("bad when", one.adverse),
            ("inputs", ", ".join(_inputs(one))),
            ("source", one.source),
            ("standing", STANDING[one.verified]),
        ]
    )


def _direction(one: Metric, rules: Profile) -> str:
    if one.family == "likelihood":
        of, to = (rules[f"label_{group}"] for group in rules.direction(one.number))
        return f"{of} over {to}: above 1, {of} are the likelier"
    white, bme = rules["label_white"], rules["label_bme"]
    if one.family == "survey":
        return f"{bme} over {white}, and {bme} less {white} in percentage points"
    whole = "the board" if one.family == "board" else "the pay band"
    return f"share of {whole} less share of the workforce, in percentage points"


def _inputs(one: Metric) -> list[str]:
    named = needs(one) if one.family != "board" else (*needs(one), "staff")
    return [f"{name} ({Measure(name).table})" for name in named]


def _rule(rule: Rule) -> Iterator[str]:
    yield from wrapped(f"{rule.name} = {rule.value}", first="- ", rest="  ")
    said = [STANDING[rule.verified], *(text for text in (_source(rule), rule.note) if text)]
    yield from wrapped("; ".join(said), first="    ", rest="    ")


def _source(rule: Rule) -> str:
    """Give the source, unless the standing has said it all."""
    return "" if rule.source in {"our choice", "unverified"} else rule.source
