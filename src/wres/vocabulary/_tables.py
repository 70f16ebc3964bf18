"""The rule files shipped in `wres/data`, and the folding that their spellings are written in."""

import csv
import json
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


# A polars expression folds the same way (but for letters newer than Python's Unicode):
# `str.to_lowercase()`, every run of `[^\p{L}\p{N}]` to one blank, `str.strip_chars()`.
_SEPARATORS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Text reduced to what a spelling is compared by.

    Lower case, every run of characters other than letters and digits turned into one blank,
    no outer blanks. Text of separators alone folds to the empty spelling, as a blank does.

    Examples
    --------
    >>> fold(" White - British "), fold("Black/Black British"), fold("ACTIVE_APL"), fold("-")
    ('white british', 'black black british', 'active apl', '')
    """
    return _SEPARATORS.sub(" ", text.lower()).strip()


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a CSV file in `wres/data`, in file order; shared, so not to be changed.

    Parameters
    ----------
    name
        File name without ``.csv``.

    Examples
    --------
    >>> [row["title"] for row in read_table("workforce_groups")]
    ['Non-clinical', 'Clinical', 'Medical and dental']
    """
    return tuple(csv.DictReader(_text(f"{name}.csv").splitlines(), strict=True))


@cache
def keyed(name: str, key: str) -> Mapping[str, dict[str, str]]:
    """Rows of a table by the value of one column."""
    return {row[key]: row for row in read_table(name)}


@cache
def read_document(name: str) -> dict[str, Any]:
    """Content of a TOML file in `wres/data`; shared, so not to be changed.

    Parameters
    ----------
    name
        File name without ``.toml``.

    Examples
    --------
    >>> [metric["number"] for metric in read_document("metrics")["metrics"]]
    [1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    return tomllib.loads(_text(f"{name}.toml"))


def read_schema(name: str) -> dict[str, Any]:
    """Give a JSON Schema (draft 2020-12) in `wres/data`.

    Parameters
    ----------
    name
        File name without ``.schema.json``.

    Examples
    --------
    >>> read_schema("wres-report-1")["properties"]["format"]
    {'const': 'wres-report/1'}
    """
    schema: dict[str, Any] = json.loads(_text(f"{name}.schema.json"))
    return schema


def _text(name: str) -> str:
    return (resources.files("wres") / "data" / name).read_text(encoding="utf-8")
