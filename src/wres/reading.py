"""From a file to an intake, through the adapter that reads it."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

import polars as pl
from attrs import evolve

from wres.admission import Intake, LooseTable, LooseTables
from wres.errors import PluginError, UnknownNameError, WresError
from wres.hookspecs import Adapter
from wres.plugins import AdapterName, installed
from wres.profiles import profile


def read(
    source: str | PathLike[str],
    *,
    adapter: AdapterName,
    year: int | None = None,
    organisation: str | None = None,
    metric_3_basis: str | None = None,
    **options: Any,  # noqa: ANN401  # each adapter says what it takes
) -> Intake:
    """Read one file with an adapter.

    Parameters
    ----------
    source
        Path of the file.
    adapter
        Name of the adapter; ``wres adapters`` lists them. Or the path of a mapping (``.toml``), or
        a `SourceMapping`.
    year
        WRES year: that of the 31 March snapshot. Without it no date is tested.
    organisation
        ODS code for rows that name no organisation.
    metric_3_basis
        ``single_year`` or ``two_year_average``, to go against the year's profile.
    **options
        Options of the adapter.

    Returns
    -------
    Intake
        Lazy: rows are read when the ledger, a table or the return is asked for. Intakes of one
        year add up: ``staff + board``.

    Raises
    ------
    InputError
        With every problem of the file as such. Problems of rows are in `Intake.problems`.
    UnknownNameError
        For an adapter, an option or a year that does not exist.
    """
    chosen = installed().adapter(adapter)
    for name in options:
        if name not in chosen.options:
            raise UnknownNameError.of(
                f"option of adapter '{chosen.name}'", name, sorted(chosen.options) or ["none"]
            )
    rules = None if year is None else profile(year, metric_3_basis=metric_3_basis)
    loose = _loose(chosen, Path(source), {"year": year, "organisation": organisation, **options})
    return Intake(
        tuple(belonging(table, organisation) for table in loose.tables),
        rules,
        dict(loose.missing),
        loose.warnings,
    )


def _loose(chosen: Adapter, path: Path, options: Mapping[str, Any]) -> LooseTables:
    try:
        return chosen.read(path, options)
    except WresError:
        raise
    except Exception as error:
        # Not the error's own text: it may quote a row.
        raise PluginError(
            f"adapter '{chosen.name}' failed on {path.name} with {type(error).__name__}; "
            "this is a fault of the adapter, please report it"
        ) from error


def belonging(loose: LooseTable, organisation: str | None) -> LooseTable:
    """Put an organisation on rows that name none."""
    if organisation is None:
        return loose
    named = "organisation" in loose.frame.collect_schema()
    given = pl.col("organisation").cast(pl.String).str.strip_chars() if named else pl.lit("")
    filled = pl.when(given != "").then(given).otherwise(pl.lit(organisation))
    return evolve(loose, frame=loose.frame.with_columns(filled.alias("organisation")))
