"""``wres report``: the main job."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import click
from attrs import evolve

from wres.cli.config import job_from
from wres.cli.options import BY, source_options, sources_of
from wres.cli.output import point_out, say, warn
from wres.cli.plugin_warnings import warn_of_plugins
from wres.cli.progress import progress
from wres.cli.summary import summary
from wres.disclosure import DEFAULT, policies
from wres.job import Job, Outcome, check_names, run
from wres.ledger import State
from wres.metrics import Comparator
from wres.vocabulary import cluster_schemes
from wres.writing import FORMATS, write_files


OUT = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="Folder for the results; made where it is missing.",
)


class _Report(click.Command):
    """Lets ``--publish`` stand without a policy, whatever follows it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default policy where no other follows."""
        known = {one.id for one in policies()}
        followed = zip(args, [*args[1:], ""], strict=True)
        given = [
            f"{one}={DEFAULT}" if one == "--publish" and after not in known else one
            for one, after in followed
        ]
        return super().parse_args(ctx, given)


@click.command("report", cls=_Report)
@click.argument(
    "config",
    required=False,
    metavar="[CONFIG.toml]",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@source_options
@click.option("--name", metavar="TEXT", help="The organisation's name for people.")
@OUT
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help=f"A format to write; may be repeated. Without it: {', '.join(FORMATS)}.",
)
@click.option(
    "--clusters",
    multiple=True,
    type=click.Choice(cluster_schemes()),
    help="Also take pay bands together in indicator 1, by this scheme; may be repeated.",
)
@click.option(
    "--known-only",
    is_flag=True,
    help="Leave unknown ethnicity out of the shares of indicators 1 and 9, as government "
    "statistics do.",
)
@click.option(
    "--board-against",
    type=click.Choice(get_args(Comparator)),
    help="What indicator 9 compares the board with, to go against the year's rule.",
)
@click.option(
    "--by",
    type=BY,
    multiple=True,
    help="A column, or several together, to break indicators 1 to 4 down by; may be repeated.",
)
@click.option(
    "--previous",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="report.json of the year before, for formats that show two years.",
)
@click.option(
    "--word-template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A Word template of your own, in place of ours.",
)
@click.option(
    "--plan",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="plan.json, whose actions the public report shows.",
)
@click.option(
    "--allow-rejected",
    is_flag=True,
    help="Go on although rows are rejected, and report on the rest.",
)
@click.option(
    "--into",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FORM.xlsx",
    help="A form to write the figures into; a filled-in copy is among the results.",
)
@click.option(
    "--publish",
    type=click.Choice([one.id for one in policies()]),
    metavar="[POLICY]",
    help=f"Write DIR/public, from which nobody's figures can be worked out, and DIR/submission. "
    f"Policies: {', '.join(one.id for one in policies())}; without one, {DEFAULT}.",
)
@click.option(
    "--publish-breakdowns",
    is_flag=True,
    help="Publish what --by breaks down too; small counts of the parts are hidden as well.",
)
@click.option(
    "--published",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="FILE",
    help="report.json of what was published of the same figures before; may be repeated.",
)
def command(
    config: Path | None,
    out: Path,
    formats: Sequence[str],
    into: Path | None,
    publish: str | None,
    *,
    publish_breakdowns: bool,
    published: Sequence[Path],
    clusters: Sequence[str],
    board_against: Comparator | None,
    by: Sequence[tuple[str, ...]],
    known_only: bool,
    previous: Path | None,
    word_template: Path | None,
    plan: Path | None,
    allow_rejected: bool,
    **given: Any,  # noqa: ANN401
) -> None:
    """Measure the nine indicators and write the report's files.

    The sources are named in a file, or on the command line:

    \b
    wres report wres.toml --out results
    \b
    wres report --source esr-bi=staff.csv --organisation RXX --year 2025 --out out

    All problems of all sources are listed, and then nothing is written.
    """  # noqa: D301  # click's mark of a paragraph that is not wrapped
    job = _from_options(**given) if config is None else _from_config(config, given)
    job = evolve(
        job,
        formats=tuple(formats) or job.formats,
        clusters=tuple(clusters) or job.clusters,
        known_only=known_only or job.known_only,
        board_against=board_against or job.board_against,
        by=tuple(by) or job.by,
        previous=previous or job.previous,
        word_template=word_template or job.word_template,
        plan=plan or job.plan,
        allow_rejected=allow_rejected or job.allow_rejected,
        into=into or job.into,
        publish=publish or job.publish,
        publish_breakdowns=publish_breakdowns or job.publish_breakdowns,
        published=tuple(published) or job.published,
    )
    if job.publish_breakdowns and not (job.publish and job.by):
        raise click.UsageError("breakdowns are published by --publish and --by; give both")
    _keep_form(job, out)
    warn_of_plugins()
    check_names(job)
    with progress(job.steps) as tell:
        outcome = run(job, tell)
        text = summary(outcome, out, outcome.files)
        write_files(out, outcome.files)
    tell_of_rejected(outcome)
    say(text)


def _from_config(config: Path, given: dict[str, Any]) -> Job:
    if also := [f"--{name.replace('_', '-')}" for name, value in given.items() if value]:
        also = [name.replace("sources", "source").replace("returns", "return") for name in also]
        raise click.UsageError(
            f"{', '.join(also)}: the config file says that; give one or the other"
        )
    return job_from(config)


def _from_options(**given: Any) -> Job:  # noqa: ANN401
    sources = sources_of(given.pop("sources"), given.pop("returns"), given.pop("options"))
    for name in ("organisation", "year"):
        if not given[name]:
            raise click.UsageError(f"Missing option '--{name}'.")
    return Job(sources=sources, **given)


def _keep_form(job: Job, out: Path) -> None:
    """Refuse to put a filled-in copy in the form's own place."""
    if job.into is not None:
        copy = out / job.into.name
        if copy.exists() and job.into.exists() and copy.samefile(job.into):
            raise click.UsageError(
                f"{job.into.name} is in --out, and would be replaced by its filled-in copy; "
                "give another folder"
            )


def tell_of_rejected(outcome: Outcome) -> None:
    """Name the rows that the report leaves out, on stderr."""
    for problem in outcome.accepted:
        point_out(str(problem))
    if outcome.accepted:
        rows = outcome.filed.evidence.ledger.totals()[State.REJECTED]
        warn(f"{rows:,} rejected {'row is' if rows == 1 else 'rows are'} in no figure")
