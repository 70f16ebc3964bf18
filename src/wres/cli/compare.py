"""``wres compare``: several years side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from wres.cli.comparison_table import table_of
from wres.cli.options import BASIS_OF_TABLES, OUT, YEAR, formats_option, region_option
from wres.cli.output import say
from wres.cli.plugin_warnings import warn_of_plugins
from wres.comparing import Statement, compare_files
from wres.comparison import Comparison
from wres.exporters.comparison import WRITERS, files_of, usual_formats
from wres.manifest import Manifest, file_used, manifest_of_analysis
from wres.writing import write_files


FILES = click.Path(exists=True, dir_okay=False, path_type=Path)


class _FileYear(click.ParamType[tuple[str, int]]):
    name = "FILE=YYYY"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, int]:
        """Take FILE=YYYY apart."""
        if isinstance(value, tuple):
            return value
        name, mark, year = value.rpartition("=")
        if not (name and mark):
            self.fail(f"'{value}' is not FILE=YYYY, such as return.csv=2023", param, ctx)
        return name, YEAR.convert(year, param, ctx)


@click.command("compare")
@click.argument("files", metavar="FILE FILE...", nargs=-1, required=True, type=FILES)
@click.option(
    "--restated",
    multiple=True,
    type=FILES,
    metavar="FILE",
    help="A later statement of one of these years; may be repeated. Last year's columns of a form "
    "are taken so by themselves.",
)
@click.option(
    "--year",
    "years",
    multiple=True,
    type=_FileYear(),
    help="WRES year of a file that does not name one; may be repeated.",
)
@click.option(
    "--organisation", metavar="CODE", help="ODS code, for forms and returns that name none."
)
@BASIS_OF_TABLES
@region_option
@click.option(
    "--no-national",
    is_flag=True,
    help="Leave out the published figures that stand beside those of one organisation.",
)
@OUT
@formats_option(list(WRITERS))
def command(
    files: Sequence[Path],
    *,
    restated: Sequence[Path],
    years: Sequence[tuple[str, int]],
    organisation: str | None,
    metric_3_basis: str | None,
    region: str | None,
    no_national: bool,
    out: Path | None,
    formats: Sequence[str],
) -> None:
    """Compare the figures of several years.

    Each FILE is of one year, in any order: report.json, the data collection form (.xlsx), or a
    tidy return (.csv). A form alone is compared with its columns of last year.

    Beside the figures of one organisation stand the nearest comparable ones that were published,
    each with its year and source.

    \b
    wres compare 2024/report.json 2025/report.json --out comparison
    \b
    wres compare form-2023.xlsx return.csv report.json --year return.csv=2024
    """  # noqa: D301  # click's mark of a paragraph that is not wrapped
    if len(files) < 2 and files[0].suffix.lower() != ".xlsx":  # noqa: PLR2004  # a comparison
        raise click.UsageError("nothing to compare with; give the files of two years at least")
    if no_national and region is not None:
        raise click.UsageError("--region is of published figures, which --no-national leaves out")
    if formats and out is None:
        raise click.UsageError("--format is for files; give --out DIR")
    of = dict(years)
    if strange := [name for name in of if name not in {str(path) for path in (*files, *restated)}]:
        raise click.UsageError(f"--year {strange[0]}: no such FILE is compared")
    warn_of_plugins()
    basis = metric_3_basis
    stated = [_statement(path, of, organisation, basis) for path in files]
    again = [_statement(path, of, organisation, basis) for path in restated]
    comparison = compare_files(stated, again, national=not no_national, region=region)
    if out is None:
        say(table_of(comparison))
        return
    asked = formats or usual_formats()
    manifest = _manifest(comparison, stated, again, asked, national=not no_national)
    made = manifest.beside(files_of(comparison, asked))
    write_files(out, made)
    say(table_of(comparison, out, made))


def _manifest(
    comparison: Comparison,
    stated: Sequence[Statement],
    restated: Sequence[Statement],
    formats: Sequence[str],
    *,
    national: bool,
) -> Manifest:
    first, newest = stated[0], comparison.years[-1]
    return manifest_of_analysis(
        "compare",
        [(one.adapter, one.path) for one in (*stated, *restated)],
        organisation=newest.organisation.code,
        year=newest.year,
        options={
            "formats": list(formats),
            "restated": [file_used(one.path) for one in restated],
            "years": {
                one.path.name: one.year for one in (*stated, *restated) if one.year is not None
            },
            "organisation": first.organisation,
            "metric_3_basis": first.metric_3_basis,
            "national": national,
            "region": comparison.region,
        },
    )


def _statement(
    path: Path, years: Mapping[str, int], organisation: str | None, basis: str | None
) -> Statement:
    return Statement(
        path=path,
        year=years.get(str(path)),
        organisation=organisation,
        metric_3_basis=basis,
    )
