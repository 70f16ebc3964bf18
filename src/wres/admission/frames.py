"""Plain frames as a source: whoever has tables already needs no adapter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from wres.admission.intake import Intake
from wres.admission.loose import LooseTable, Source
from wres.errors import MissingExtraError, UnknownNameError
from wres.profiles import profile
from wres.tables import ALL_TABLES


def intake_of(
    frames: Mapping[str, object], year: int | None = None, *, metric_3_basis: str | None = None
) -> Intake:
    """Take frames by table name as an intake.

    Parameters
    ----------
    frames
        ``workforce``, ``recruitment``, ``disciplinary``, ``training``, ``survey``, ``board`` or
        ``return`` to a frame: polars eager or lazy, or anything that narwhals reads.
    year
        WRES year; without one no date is tested.
    metric_3_basis
        ``single_year`` or ``two_year_average``, to go against the year's profile.
    """
    for name in frames:
        if name not in ALL_TABLES:
            raise UnknownNameError.of("table", name, ALL_TABLES)
    loose = tuple(_loose(name, frame) for name, frame in frames.items())
    return Intake(loose, None if year is None else profile(year, metric_3_basis=metric_3_basis))


FIGURES = ("survey", "return")
"""Tables of figures, of no person: read from wherever they are."""


def _loose(name: str, frame: Any) -> LooseTable:  # noqa: ANN401  # whatever narwhals takes
    """Take a frame of this process as it is; leave the rows of another engine where they are."""
    source = Source("frame", name)
    if isinstance(frame, pl.DataFrame | pl.LazyFrame):
        return LooseTable(name, frame.lazy(), source)
    try:
        import narwhals as nw  # noqa: PLC0415  # optional
    except ImportError as error:
        raise MissingExtraError.of(f"counting a {type(frame).__name__}", "engines") from error
    native = nw.from_native(frame)
    if isinstance(native, nw.LazyFrame) and name not in FIGURES:
        empty = native.collect_schema().to_polars().to_frame(eager=False)
        return LooseTable(name, empty, source, elsewhere=native)
    eager = native.collect(backend="polars") if isinstance(native, nw.LazyFrame) else native
    lazy: pl.LazyFrame = eager.lazy(backend="polars").to_native()
    return LooseTable(name, lazy, source)
