"""Whether those whose further rows are left out keep one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from wres.admission import OUT_OF_SCOPE
from wres.files import Scan
from wres.mappings.rules import OutOfScope


def without_a_row(
    frame: pl.LazyFrame, rules: Iterable[tuple[OutOfScope, str]], scan: Scan
) -> Iterator[str]:
    """Warn of those of whom a rule with `each` left no row; tells how many, and nobody.

    One pass over the file for each such rule.

    Parameters
    ----------
    frame
        `OUT_OF_SCOPE` and the fields.
    rules
        Those whose column the file has, and its header.
    """
    for rule, header in rules:
        if rule.each is None or rule.each not in scan.columns:
            continue
        lost = (
            frame.filter(pl.col(rule.each).is_not_null())
            .group_by(rule.each)
            .agg(
                left_out=(pl.col(OUT_OF_SCOPE) == rule.reason).any(),
                kept=pl.col(OUT_OF_SCOPE).is_null().any(),
            )
            .select((pl.col("left_out") & ~pl.col("kept")).sum())
            .collect(engine="streaming")
            .item()
        )
        if lost:
            yield (
                f"{scan.where.file}: column '{scan.columns[rule.each]}' has {lost:,} without a row "
                f"that counts, as column '{header}' leaves theirs out: {rule.reason}"
            )
