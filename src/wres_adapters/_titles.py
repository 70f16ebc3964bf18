"""Which courses are mandatory: nothing in a learning system says so, the user does."""

from __future__ import annotations

import re
from collections.abc import Collection
from os import PathLike
from pathlib import Path

import polars as pl

from wres.errors import Location
from wres.files import Field, Scan, readable, refuse, utf8_text


ACCEPTED = "a list of course titles, * for any text, or the path of a text file with one a line"


def is_mandatory(scan: Scan, listed: object, flag: Field) -> pl.Expr:
    """Say whether a course is mandatory; nothing is guessed.

    Parameters
    ----------
    listed
        What the user gives as option ``mandatory``: it decides, whatever a column says.
    flag
        The column that says so.

    Raises
    ------
    InputError
        ``missing-column`` where neither says it; as `titles`.
    """
    if listed is None and "mandatory_flag" in scan.columns:
        return pl.col("mandatory_flag")
    if listed is not None and "course" in scan.columns:
        return is_among(pl.col("course"), titles(listed))
    lacking = flag.aliases[0] if listed is None else "Course"
    raise refuse(
        "missing-column",
        scan.where,
        f"no column '{lacking}', and nothing else says which courses are mandatory",
        f"a column headed '{lacking}'"
        + ("" if listed is not None else f" with yes and no, or option 'mandatory': {ACCEPTED}"),
    )


def titles(value: object) -> list[str]:
    """Give the titles that a user lists, in the call or in a text file.

    Raises
    ------
    InputError
        ``wrong-option`` where it is neither; as `wres.files.readable` for the file.
    """
    if isinstance(value, str | PathLike):
        text = utf8_text(readable(Path(value)))  # holds a private copy, where it made one
        lines = text.path.read_text(encoding="utf-8-sig").splitlines()
        return [line.strip() for line in lines if line.strip()]
    if isinstance(value, Collection) and all(isinstance(title, str) for title in value):
        return [str(title).strip() for title in value if str(title).strip()]
    raise refuse("wrong-option", Location(), "option 'mandatory' cannot be read", ACCEPTED)


def is_among(course: pl.Expr, patterns: Collection[str]) -> pl.Expr:
    """Whether a course title is one of the titles, upper case and width of blanks aside.

    Examples
    --------
    >>> courses = pl.Series(["FIRE  safety", "Fire safety (level 2)", "Leading teams", None])
    >>> pl.select(is_among(pl.lit(courses), ["fire safety", "fire safety (*)"])).to_series().to_list()
    [True, True, False, None]
    """
    if not patterns:
        return pl.lit(value=False)
    whole = "|".join(_regex(pattern) for pattern in patterns)
    return course.str.replace_all(r"\s+", " ").str.contains(f"(?is)^(?:{whole})$")


def _regex(pattern: str) -> str:
    parts = re.sub(r"\s+", " ", pattern).split("*")
    return ".*".join(re.escape(part) for part in parts)
