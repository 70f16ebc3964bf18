"""``wres national``: many organisations together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from wres.cli.options import BASIS_OF_TABLES, OUT, YEAR, formats_option
from wres.cli.output import WIDTH, heading, padded, say, wrapped
from wres.cli.plugin_warnings import warn_of_plugins
from wres.cli.progress import progress
from wres.exporters.national import FORMATS, national_files
from wres.exporters.national.wording import direction, title
from wres.manifest import Manifest, file_used, manifest_of_analysis
from wres.national_job import analyse, read_organisations
from wres.nationwide import WHOLE, National
from wres.nationwide.folder import Found, files_found, left_alone, look
from wres.profiles import profile
from wres.writing import write_files


WIDTHS = (16, 8, 8, 9, 9)
NAME = WIDTH - sum(WIDTHS)
HEADS = ("Direction", "Pooled", "Median", "Adverse", "Signif.")


@click.command("national")
@click.argument(
    "folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@OUT
@formats_option(FORMATS)
@click.option(
    "--organisations",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.csv",
    help="What is known of the organisations: code, name, region, type, ics, successor.",
)
@click.option("--year", type=YEAR, help="The WRES year to analyse; all of them without it.")
@click.option("--name", default=WHOLE, show_default=True, help="What to call all of them together.")
@click.option(
    "--allow-rejected",
    is_flag=True,
    help="Go on although rows of tables are rejected, and count the rest.",
)
@BASIS_OF_TABLES
def command(
    folder: Path,
    *,
    out: Path | None,
    formats: Sequence[str],
    organisations: Path | None,
    year: int | None,
    name: str,
    allow_rejected: bool,
    metric_3_basis: str | None,
) -> None:
    """Analyse the figures of many organisations together.

    DIR holds, at any depth, reports (report.json), returns as tidy CSV, filled-in collection
    forms (.xlsx), or tables of all organisations' rows, such as workforce-2025.parquet or
    recruitment-2025.csv with a column organisation.

    \b
    wres national returns --organisations trusts.csv --out results

    All problems of all files are listed, and then nothing is written.
    """  # noqa: D301  # click's mark of a paragraph that is not wrapped
    warn_of_plugins()
    known = None if organisations is None else read_organisations(organisations)
    found = look(folder, year)
    asked = tuple(formats) or FORMATS
    with progress(found.steps + (1 if out else 0)) as tell:
        analysis = analyse(
            found,
            known,
            year=year,
            whole=name,
            allow_rejected=allow_rejected,
            metric_3_basis=metric_3_basis,
            tell=tell,
        )
        files: dict[str, bytes] = {}
        if out is not None:
            tell("making files")
            options = {
                "formats": list(asked),
                "organisations": file_used(organisations),
                "year": year,
                "allow_rejected": allow_rejected,
                "metric_3_basis": metric_3_basis,
            }
            manifest = _manifest(analysis, found, options)
            files = manifest.beside(national_files(analysis, asked))
            write_files(out, files)
    parts = [
        list(_title(analysis, files_found(found))),
        list(_glance(analysis)),
        list(_warnings([*analysis.warnings, *_ignored(left_alone(found, folder))])),
        list(_written(out, sorted(files))),
    ]
    say("\n\n".join("\n".join(lines) for lines in parts if lines))


def _manifest(analysis: National, found: Found, options: Mapping[str, Any]) -> Manifest:
    return manifest_of_analysis(
        "national",
        found.sources,
        organisation=analysis.whole,
        year=analysis.year,
        options=options,
    )


def _title(analysis: National, kinds: Mapping[str, int]) -> Iterator[str]:
    count = analysis.organisations.height
    yield heading(f"{analysis.whole}: {count:,} organisation{'' if count == 1 else 's'}")
    years = ", ".join(map(str, analysis.years))
    yield from wrapped(f"Workforce Race Equality Standard {years}; shown is {analysis.year}")
    read = [
        f"{number} {kind[: -1 if number == 1 else None]}"
        for kind, number in kinds.items()
        if number
    ]
    yield f"Read: {', '.join(read)}"


def _glance(analysis: National) -> Iterator[str]:
    """Give each measure: pooled, the direction, and how organisations are spread."""
    rules = profile(analysis.year)
    yield heading(_row("Measure", HEADS))
    spread = {
        row["measure"]: row
        for row in analysis.distribution.filter(scope="all", year=analysis.year).to_dicts()
    }
    for row in analysis.pooled.filter(scope="all", year=analysis.year).to_dicts():
        beside = spread.get(row["measure"], {})
        first, *rest = wrapped(title(row["measure"]), width=NAME - 1, rest="   ")
        names = ("median_display", "adverse_share", "adverse_significant_share")
        figures = (row["display"], *(beside.get(name) for name in names))
        yield _row(first, (direction(row, rules), *(one or "-" for one in figures)))
        yield from rest
    yield ""
    yield from wrapped(
        f"Pooled: from the counts of all. Adverse: share of organisations where it is worse for "
        f"{rules['label_bme']} staff. Signif.: by more than chance, after Benjamini and Hochberg."
    )


def _row(name: str, figures: Sequence[str]) -> str:
    cells = (padded(one, width, right=True) for one, width in zip(figures, WIDTHS, strict=True))
    return padded(name, NAME) + "".join(cells)


def _warnings(warnings: Sequence[str]) -> Iterator[str]:
    if warnings:
        yield heading("Warnings")
        for warning in warnings:
            yield from wrapped(warning, first="- ", rest="  ")


def _ignored(names: Sequence[str]) -> Iterator[str]:
    if names:
        reason = "as they hold no figures of organisations, or lie beside a report"
        yield f"left alone, {reason}: {', '.join(names)}"


def _written(out: Path | None, names: Sequence[str]) -> Iterator[str]:
    if out is not None:
        yield f"Written to {out}"
        yield from wrapped(", ".join(names), first="  ", rest="  ")
