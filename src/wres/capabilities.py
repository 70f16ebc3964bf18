"""What the files of an adapter are like: what the conformance kit goes by."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from attrs import field, frozen


@frozen
class Capabilities:
    """What an adapter's files are like, so that the conformance kit knows what to expect.

    Parameters
    ----------
    suffix
        Of a file's name.
    header
        Whether columns are found by their headers, so that they may stand in any order.
    trailer
        Whether the file counts its own rows, so that a lost row is noticed.
    lazy
        Whether a text file is scanned, not held in memory.
    options
        With which an example is read; ``year`` and ``organisation`` among them.
    unsaid
        Field of which the files say nothing, to what every record of theirs then has, as an
        expression of its other fields. The organisation is what whoever reads a file names.
    example
        A good file that comes with the plugin, where the adapter writes no specimen.
    files
        Options that name a further file: in a configuration file such a path starts from the
        folder of that file, as the path of the source does.
    expected_failures
        Check of the kit that does not hold, to the reason why.

    Examples
    --------
    >>> Capabilities(header=False, trailer=True).lazy
    True
    >>> staff = Capabilities(unsaid={"organisation": pl.lit("RXX"), "assignment": pl.col("person")})
    >>> "fte" in staff.unsaid
    False
    """

    suffix: str = ".csv"
    header: bool = True
    trailer: bool = False
    lazy: bool = True
    options: Mapping[str, Any] = field(factory=dict)
    unsaid: Mapping[str, pl.Expr] = field(factory=dict)
    example: Path | None = None
    files: tuple[str, ...] = ()
    expected_failures: Mapping[str, str] = field(factory=dict)


def capabilities_of(adapter: object) -> Capabilities:
    """Give what an adapter says of its files; the usual, where it says nothing.

    Examples
    --------
    >>> capabilities_of(object()) == Capabilities()
    True
    """
    return getattr(adapter, "capabilities", None) or Capabilities()
