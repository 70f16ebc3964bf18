"""From rows to counts by disability: the engine's own breakdown, and no second way of counting."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

import wres
from wres.errors import InputError, Location, Problem
from wres.returns import CELLS, WresReturn
from wres.vocabulary import fold
from wres_wdes.definitions import DIMENSION, ENGINE, RULES, SPELLINGS


TABLES = {"capability": "disciplinary"}
"""A capability case has the shape of a disciplinary one: a person, and the day it was entered."""

KEY = ["organisation", "year", "measure", "workforce_group", "pay_band"]


def count(frames: Mapping[str, object], *, year: int) -> WresReturn:
    """Count plain frames by disability.

    Parameters
    ----------
    frames
        ``workforce``, ``recruitment``, ``capability`` (columns as the disciplinary table of
        `wres`) and ``board`` to a frame with a column ``disability``; a case takes its
        person's.
    year
        Of the 31 March snapshot.

    Returns
    -------
    WresReturn
        Whose groups ``white`` and ``bme`` stand for not disabled and disabled staff.

    Raises
    ------
    InputError
        As `wres.count`; ``unknown-disability`` for a word that the data pack does not have.
    """
    named = {TABLES.get(name, name): frame for name, frame in frames.items()}
    basis = RULES["capability_basis"]["value"]
    return grouped(wres.count(named, year=year, by=[DIMENSION], metric_3_basis=basis))


def grouped(filed: WresReturn) -> WresReturn:
    """Turn a return that is broken down by disability into one by our groups.

    A measure of which no row says anything about disability was not supplied.

    Examples
    --------
    >>> lines = pl.DataFrame({
    ...     "measure": ["staff"] * 3, "ethnic_group": ["white", "bme", "bme"],
    ...     "value": [5, 3, 2], "disability": ["No", "Yes", "Not Declared"],
    ... })
    >>> grouped(WresReturn.from_frame(lines)).to_frame()["value"].to_list()
    [5.0, 3.0, 2.0]
    """
    counts = filed.counts.with_columns(pl.col(DIMENSION).cast(pl.String))
    known = pl.col(DIMENSION).is_not_null().any().over("measure")
    kept = counts.filter(known)
    groups = _groups(kept[DIMENSION].unique().to_list())
    word = pl.col(DIMENSION).fill_null("")
    named = kept.with_columns(ethnic_group=word.replace_strict(groups, return_dtype=pl.String))
    whole = (
        named.select(KEY)
        .unique()
        .join(pl.DataFrame({"ethnic_group": [*ENGINE.values()]}), how="cross")
    )
    zeros = whole.with_columns(value=pl.lit(0.0))
    lines = pl.concat([named.select(*KEY, "ethnic_group", "value"), zeros])
    return WresReturn.from_cells(lines.select(*CELLS), filed.evidence)


def _groups(words: list[str | None]) -> dict[str, str]:
    """Say which of the engine's groups each word means."""
    folded = {word or "": fold(word or "") for word in words}
    unknown = sorted(word for word, spelling in folded.items() if spelling not in SPELLINGS)
    if unknown:
        accepted = "a spelling of disability_spellings.csv, such as Yes, No or Not Declared"
        raise InputError(
            tuple(
                Problem(
                    "unknown-disability",
                    Location(column=DIMENSION),
                    f"unknown disability '{word}'",
                    accepted,
                )
                for word in unknown
            )
        )
    return {word: ENGINE[SPELLINGS[spelling]] for word, spelling in folded.items()}
