"""From an analysis to files: each format by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import polars as pl

from wres.errors import MissingExtraError, UnknownNameError
from wres.exporters._csv import csv_bytes
from wres.nationwide import National


def _json(analysis: National) -> dict[str, bytes]:
    return {"national.json": analysis.to_json().encode()}


def _csv(analysis: National) -> dict[str, bytes]:
    tables = {
        "pooled": analysis.pooled,
        "figures": analysis.figures,
        "distribution": analysis.distribution,
        "standings": named(analysis.standings, analysis),
        "challenged": named(analysis.challenged, analysis),
        "funnels": analysis.funnels,
    }
    return {
        f"national-{name}.csv": csv_bytes(frame.drop("gap", "worse_above", strict=False))
        for name, frame in tables.items()
    }


def _xlsx(analysis: National) -> dict[str, bytes]:
    from wres.exporters.national.workbook import workbook  # noqa: PLC0415  # only who asks pays

    return {"national.xlsx": workbook(analysis)}


def _html(analysis: National) -> dict[str, bytes]:
    try:
        from wres.exporters.national.page import rendered  # noqa: PLC0415  # needs the extra html
    except ImportError as error:
        raise MissingExtraError.of("writing the web page", "html") from error
    return {"national.html": rendered(analysis).encode()}


MAKERS: Mapping[str, Callable[[National], dict[str, bytes]]] = {
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "html": _html,
}
FORMATS = tuple(MAKERS)


def national_files(analysis: National, formats: Iterable[str] = FORMATS) -> dict[str, bytes]:
    """Write an analysis.

    Parameters
    ----------
    formats
        Some of ``json``, ``csv``, ``xlsx`` and ``html``.

    Returns
    -------
    dict
        File name to content; the same analysis gives the same bytes.

    Raises
    ------
    UnknownNameError
        For a format that does not exist.
    MissingExtraError
        For the workbook without XlsxWriter, for the page without jinja2 or vl-convert.
    """
    asked = [*dict.fromkeys(formats)]
    for name in asked:
        if name not in MAKERS:
            raise UnknownNameError.of("format", name, FORMATS)
    files: dict[str, bytes] = {}
    for name in asked:
        files |= MAKERS[name](analysis)
    return files


def named(frame: pl.DataFrame, analysis: National) -> pl.DataFrame:
    """Put an organisation's name, region and type behind its code."""
    known = analysis.organisations.select("code", "name", "region", "type")
    joined = frame.join(
        known, left_on="organisation", right_on="code", how="left", maintain_order="left"
    )
    first = ["organisation", "name", "region", "type"]
    return joined.select(*first, pl.exclude(first))
