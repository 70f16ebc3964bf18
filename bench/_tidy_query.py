"""What an analyst would write for the figures of many reports: no evidence, and no text."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


WHOSE = ["organisation", "year"]
GROUPS = ("white", "bme", "unknown")
SHARES = [f"{group}_share" for group in GROUPS]
POPULATIONS = {
    "appointed": "shortlisted",
    "entered_disciplinary": "staff",
    "accessed_training": "staff",
}
SURVEY = (
    "harassed_by_public",
    "harassed_by_staff",
    "believes_equal_opportunities",
    "discriminated_against",
)
BOARD = ("board", "board_voting", "board_executive")
ORDER = [*WHOSE, "metric", "workforce_group", "place", "figure"]


def tidy(counts: pl.DataFrame) -> pl.DataFrame:
    """Give counts, shares, differences, likelihoods and ratios of metrics 1 to 9, in order."""
    lines = counts.lazy()
    staff = lines.filter(pl.col("measure") == "staff")
    whole = headcounts(staff)
    bands = less(headcounts(staff, "workforce_group", "pay_band"), whole)
    board = less(headcounts(lines.filter(pl.col("measure").is_in(BOARD)), "measure"), whole)
    parts = [
        long(whole, 1),
        long(bands.rename({"pay_band": "place"}), 1, "workforce_group", "place"),
        long(likelihoods(lines), 2),
        long(survey(lines), 5),
        long(board.rename({"measure": "place"}), 9, "place"),
    ]
    return pl.concat(parts, how="diagonal").sort(ORDER).collect()


def summed(group: str, *where: pl.Expr) -> pl.Expr:
    """Add up the values of an ethnic group."""
    return pl.col("value").filter(pl.col("ethnic_group") == group, *where).sum()


def long(wide: pl.LazyFrame, metric: int, *keys: str) -> pl.LazyFrame:
    """Turn columns into rows."""
    tall = wide.unpivot(index=[*WHOSE, *keys], variable_name="figure")
    return tall.with_columns(pl.col(keys).cast(pl.String), metric=pl.lit(metric))


def headcounts(lines: pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    """Add up, and divide by the total."""
    return (
        lines.group_by(*WHOSE, *keys)
        .agg(**{group: summed(group) for group in GROUPS})
        .with_columns(total=pl.sum_horizontal(GROUPS))
        .with_columns(pl.col(group).truediv("total").name.suffix("_share") for group in GROUPS)
    )


def less(parts: pl.LazyFrame, whole: pl.LazyFrame) -> pl.LazyFrame:
    """Add the differences from the whole workforce."""
    of_all = whole.select(*WHOSE, pl.col(SHARES).name.suffix("_of_all"))
    return (
        parts.join(of_all, on=WHOSE)
        .with_columns(
            (pl.col(share) - pl.col(f"{share}_of_all")).alias(f"{share}_difference")
            for share in SHARES
        )
        .drop(f"{share}_of_all" for share in SHARES)
    )


def wide(lines: pl.LazyFrame, measures: Sequence[str]) -> pl.LazyFrame:
    """Give a column for each measure and group."""
    return lines.group_by(WHOSE).agg(
        **{
            f"{name}_{group}": summed(group, pl.col("measure") == name)
            for name in measures
            for group in GROUPS
        }
    )


def likelihoods(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Give likelihoods, their ratios, and those if all unknown were White or BME."""
    shares, ratios = [], []
    for events, population in POPULATIONS.items():
        shares += [
            pl.col(f"{events}_{group}")
            .truediv(f"{population}_{group}")
            .alias(f"{events}_of_{group}")
            for group in GROUPS
        ]
        white, bme = pl.col(f"{events}_of_white"), pl.col(f"{events}_of_bme")
        ratios += [
            (white / bme).alias(f"{events}_ratio"),
            (moved(events, population, "white") / bme).alias(f"{events}_if_white"),
            (white / moved(events, population, "bme")).alias(f"{events}_if_bme"),
        ]
    counted = wide(lines, sorted({*POPULATIONS, *POPULATIONS.values()}))
    return counted.with_columns(shares).with_columns(ratios)


def moved(events: str, population: str, group: str) -> pl.Expr:
    """Give a group's likelihood with those of unknown ethnicity in it."""
    return (pl.col(f"{events}_{group}") + pl.col(f"{events}_unknown")) / (
        pl.col(f"{population}_{group}") + pl.col(f"{population}_unknown")
    )


def survey(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Give the survey's shares and bases, their differences and ratios."""
    found = wide(lines, [*SURVEY, *(f"{name}_respondents" for name in SURVEY)])
    pairs = [(name, pl.col(f"{name}_bme"), pl.col(f"{name}_white")) for name in SURVEY]
    return found.with_columns(
        *((bme - white).alias(f"{name}_difference") for name, bme, white in pairs),
        *((bme / white).alias(f"{name}_ratio") for name, bme, white in pairs),
    )
