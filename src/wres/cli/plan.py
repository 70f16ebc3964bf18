"""``wres plan``: a draft of an action plan, or last year's carried forward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from wres.benchmarks import benchmark
from wres.cli.options import OUT, formats_option, region_option
from wres.cli.output import aligned, heading, one_line, say, wrapped
from wres.earlier import read_plan, read_report
from wres.errors import FigureError, InputError, Location, Problem
from wres.exporters.plan import PLAN_FORMATS, plan_files, usual_formats
from wres.manifest import file_used, manifest_of_analysis
from wres.metrics import metric
from wres.planning import Plan, Row, plan, read_edited
from wres.planning.gaps import shown
from wres.writing import write_files


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("plan")
@click.argument("reports", metavar="REPORT.json ...", nargs=-1, required=True, type=FILE)
@click.option(
    "--update",
    type=FILE,
    metavar="PLAN.json",
    help="Last year's plan, to carry forward with what people wrote.",
)
@click.option(
    "--edited",
    type=FILE,
    metavar="PLAN.xlsx",
    help="The workbook or the CSV of that plan, as people filled it in.",
)
@click.option(
    "--goal",
    type=click.IntRange(2016, 2199),
    metavar="YYYY",
    help="Year by which senior bands are to have the share of all staff.",
)
@region_option
@OUT
@formats_option(PLAN_FORMATS)
def command(
    reports: Sequence[Path],
    *,
    update: Path | None,
    edited: Path | None,
    goal: int | None,
    region: str | None,
    out: Path | None,
    formats: Sequence[str],
) -> None:
    """Draft an action plan from one report or several years' reports.

    Indicators are ranked, the people that closing each gap would have taken are counted, and
    actions are proposed, each with its source. Owner, deadline, status, progress and approval are
    left for a person to decide. With --update, last year's plan is carried forward.
    """
    if formats and out is None:
        raise click.UsageError("--format needs --out DIR")
    if edited is not None and update is None:
        raise click.UsageError("--edited needs --update PLAN.json, the plan that it was made from")
    last = None if update is None else read_plan(update)
    if last is not None and edited is not None:
        last = read_edited(edited, last)
    drafted = _drafted(reports, last, goal=goal, region=region)
    text = "\n".join(_told(drafted))
    if out is not None:
        asked = formats or usual_formats()
        manifest = manifest_of_analysis(
            "plan",
            [("report", path) for path in reports],
            organisation=drafted.organisation,
            year=drafted.year,
            options={
                "formats": list(asked),
                "update": file_used(update),
                "edited": file_used(edited),
                "goal": goal,
                "region": region,
            },
        )
        files = manifest.beside(plan_files(drafted, asked))
        write_files(out, files)
        text += f"\n\n{heading(f'Written to {one_line(str(out))}')}\n  {', '.join(sorted(files))}"
    say(text)


def _drafted(
    paths: Sequence[Path], last: Plan | None, *, goal: int | None, region: str | None
) -> Plan:
    reports = [read_report(path) for path in paths]
    newest = max(reports, key=lambda one: one.year)
    try:
        return plan(*reports, benchmark=benchmark(newest, region=region), last=last, goal=goal)
    except FigureError as error:
        where = Location(", ".join(path.name for path in paths))
        accepted = "reports of one organisation, one a year, and an earlier plan of it"
        problem = Problem("no-plan", where, str(error), accepted)
        raise InputError((problem,)) from error


def _told(drafted: Plan) -> Iterator[str]:
    whose = drafted.name or drafted.organisation
    yield from (heading(line) for line in wrapped(f"{whose}, {drafted.year}: draft of a plan"))
    if drafted.carried_from is not None:
        yield f"Carried forward from the plan of {drafted.carried_from}"
    yield ""
    yield heading("What matters most")
    rows = [("Rank", "Points", "Gap", "Indicator")]
    rows += [
        (
            str(one.rank),
            str(one.points),
            shown(one.gap),
            f"{one.metric}. {metric(one.metric).title}",
        )
        for one in drafted.priorities
    ]
    yield from aligned(rows) if drafted.priorities else ["No indicator has a figure to rank."]
    yield ""
    yield heading("Actions, for a person to decide on")
    for row in drafted.rows:
        start = f"{row.number:<4}"
        yield from wrapped(row.action, first=start, rest="    ")
        yield from wrapped(_state(row), first="    ", rest="    ")


def _state(row: Row) -> str:
    decided = f"{row.owner or 'no owner'}, {row.deadline or 'no deadline'}"
    if row.figures:
        return f"{decided}; {row.status or 'no status'}; {row.figures}"
    return f"{row.baseline}, target {row.target}; {decided}"
