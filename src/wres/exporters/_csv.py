"""CSV that opens the same everywhere and runs nowhere."""

from __future__ import annotations

import re

import polars as pl
import polars.selectors as cs


STARTS_A_FORMULA = r"^[=+\-@\t\r\n]"
IS_A_NUMBER = r"^[+-]?[0-9]+(\.[0-9]+)?(/[0-9]+)?%?$"


def csv_bytes(frame: pl.DataFrame) -> bytes:
    r"""Write a frame as CSV: UTF-8 without mark, LF, a header, nothing where null.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, which
    shows it as it is; so do the names of columns. Numbers stay as they are, also
    where they are written as text.

    Examples
    --------
    >>> csv_bytes(pl.DataFrame({"label": ["=1+1", "-3.1", None], "rows": [-1, 2, 3]}))
    b"label,rows\n'=1+1,-1\n-3.1,2\n,3\n"
    """
    return frame.with_columns(_inert(cs.string())).rename(_inert_name).write_csv().encode()


def _inert_name(name: str) -> str:
    runs = re.search(STARTS_A_FORMULA, name) and not re.search(IS_A_NUMBER, name)
    return f"'{name}" if runs else name


def _inert(text: pl.Expr) -> pl.Expr:
    runs = text.str.contains(STARTS_A_FORMULA) & ~text.str.contains(IS_A_NUMBER)
    return pl.when(runs).then(pl.lit("'") + text).otherwise(text).name.keep()
