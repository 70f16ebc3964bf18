"""``wres metrics``: the nine definitions, and what each rests on."""

from __future__ import annotations

import click

from wres.cli.explained import explained
from wres.cli.options import YEAR
from wres.cli.output import aligned, say
from wres.metrics import METRICS, metric
from wres.profiles import profile, years


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
    """List the nine metrics, or explain one.

    An explanation has the definition, the rules of the year, what editions changed, a worked
    example, the laws that the figures obey, and where each comes from. NHS England's guidance
    calls a metric an indicator.
    """
    if explain is None:
        say("\n".join(aligned([(str(one.number), one.title) for one in METRICS])))
        say("\n'wres metrics --explain N' says how metric N is defined, and by which source.")
    else:
        say("\n".join(explained(metric(explain), profile(year))))
