"""``wres check``: admission only."""

from __future__ import annotations

from typing import Any

import click

from wres.cli.ledger import ledger_text
from wres.cli.options import source_options, sources_of
from wres.cli.output import say
from wres.cli.plugin_warnings import warn_of_plugins
from wres.cli.progress import progress
from wres.errors import raise_all
from wres.job import Job, check_names, gather, in_source_order, problems_of


@click.command("check")
@source_options
def command(**given: Any) -> None:  # noqa: ANN401
    """Say where every row of some source files would go.

    Nothing is written. For each file: rows read, counted, out of scope, merged into another row,
    and rejected, each with the reason. Without --year no date is tested.
    """
    sources = sources_of(given.pop("sources"), given.pop("returns"), given.pop("options"))
    job = Job(sources=sources, **given)
    warn_of_plugins()
    check_names(job)
    with progress(job.steps) as tell:
        intake, problems = gather(job, tell)
        tell("counting rows")
        problems += problems_of(intake)
    if intake.loose:
        say(ledger_text(intake.ledger))
    raise_all(in_source_order(problems, job))
