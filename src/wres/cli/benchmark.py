"""``wres benchmark``: a report beside published figures and its peers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from wres.benchmarks import Benchmark, Line, benchmark, reports_by_file
from wres.benchmarks.sentences import PLACES as FUNNEL
from wres.benchmarks.sentences import shown
from wres.benchmarks.standing import FEWEST
from wres.cli.options import OUT, formats_option, region_option
from wres.cli.output import WIDTH, heading, one_line, padded, say, warn, wrapped
from wres.earlier import read_report
from wres.exporters.benchmark import BENCHMARK_FORMATS, benchmark_files
from wres.manifest import manifest_of_analysis
from wres.profiles import profile
from wres.report import Report
from wres.writing import write_files


FIGURE = 10
TITLE = WIDTH - 3 * FIGURE


@click.command("benchmark")
@click.argument(
    "report", metavar="REPORT.json", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--peers",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder with the reports of other organisations of the same year.",
)
@region_option
@OUT
@formats_option(BENCHMARK_FORMATS)
def command(
    report: Path, peers: Path | None, region: str | None, out: Path | None, formats: Sequence[str]
) -> None:
    """Set a report beside published figures, and beside those of its peers.

    Each figure is compared with the nearest one that was published: of the same thing, by the
    same definition, of the newest year that is not later. It is shown with its year and source.
    """
    if formats and out is None:
        raise click.UsageError("--format needs --out DIR")
    own = read_report(report)
    beside = {} if peers is None else reports_by_file(peers)
    found = benchmark(own, [*beside.values()], region=region)
    text = "\n".join(_told(own, found))
    if out is not None:
        asked = formats or BENCHMARK_FORMATS
        manifest = manifest_of_analysis(
            "benchmark",
            [("report", path) for path in (report, *beside)],
            organisation=found.organisation,
            year=found.year,
            options={"formats": list(asked), "region": region},
        )
        files = manifest.beside(benchmark_files(found, asked))
        write_files(out, files)
        text += f"\n\n{heading(f'Written to {one_line(str(out))}')}\n  {', '.join(sorted(files))}"
    for warning in found.warnings:
        warn(warning)
    if peers is not None and not found.peers:
        warn(f"no other organisation's report of {found.year} is in {one_line(peers.name)}")
    say(text)


def _told(report: Report, found: Benchmark) -> Iterator[str]:
    whose = report.organisation.name or report.organisation.code
    yield from (heading(line) for line in wrapped(f"{whose}, {found.year}: benchmark"))
    if found.peers:
        yield from wrapped(f"Peers: {', '.join(found.peers)}")
    if 0 < len(found.peers) < FEWEST - 1:
        yield f"They are too few for a funnel, which needs {FEWEST} organisations."
    yield ""
    yield heading(_row("Indicator and figure", "own", "published", "gap"))
    for line in found.lines:
        yield from _line(found, line)


def _row(title: str, *figures: str) -> str:
    return padded(title, TITLE) + "".join(padded(one, FIGURE, right=True) for one in figures)


def _line(found: Benchmark, line: Line) -> Iterator[str]:
    start = f"{line.metric}  "
    title, *more = wrapped(line.label, first=start, rest="   ", width=TITLE - 1)
    value = shown(line, line.published.exact) if line.published else "-"
    own = line.own.display if line.own else "-"
    yield _row(title, own, value, line.gap.display if line.gap else "-")
    yield from more
    for text in _notes(found, line):
        yield from wrapped(text, first="   ", rest="   ")


def _notes(found: Benchmark, line: Line) -> Iterator[str]:
    if line.own is None:
        yield f"no figure: {line.reason}"
    if line.published is None:
        if line.own is not None:
            yield "no comparable published figure"
    else:
        years = line.years_apart or 0
        older = f"; {years} years older" if years > 1 else ""
        yield f"published: {line.published.cited}{older}"
        for other in line.also_printed:
            yield f"also printed: {other.printed} ({other.source}, {other.vintage})"
        yield from _meaning(found, line)
    if line.peers is not None:
        place = f"; {FUNNEL[line.peers.place]} of the funnel" if line.peers.place else ""
        yield (
            f"peers: rank {line.peers.rank} of {line.peers.organisations}{line.peers.shared}, "
            f"1 is the {line.peers.first}{place}"
        )


def _meaning(found: Benchmark, line: Line) -> Iterator[str]:
    said = []
    if line.reading in {"better", "worse"}:
        said.append(f"{line.reading} for {profile(found.year)['label_bme']} staff")
    if line.explained is not None:
        said.append(f"chance alone {'could' if line.explained else 'would not'} explain the gap")
    if said:
        yield "; ".join(said)
