"""Staff records written as a full GO2 file."""

from __future__ import annotations

import polars as pl

from wres.vocabulary import EthnicCategory
from wres_adapters._esr_words import CATEGORIES, GRADES, OCCUPATIONS, ROLES, STAFF_GROUPS, word


HEADER = "HDR~GO_999_EXP_GOF_20250401_00000001.DAT~20250401 101356~999~20250301 101023~20250401 000000~01"
UPDATED = "20250401 101112"
ALWAYS, NEVER = "19510101", "47121231"
ORGANISATION_IDS, PERSON_IDS, ASSIGNMENT_IDS = 700_001, 9_000_001, 8_000_001


def go2_file(staff: pl.DataFrame) -> bytes:
    """Write table ``workforce`` as header, organisations, persons with their assignments, trailer.

    Records of one person and ethnic category share a person row. Every person is called Sample
    Exampleton.
    """
    for name in ("organisation", "person", "assignment"):
        if staff[name].str.contains(r"[~\r\n\x00]").any():
            raise ValueError(f"{name} must have no tilde, line break or zero byte in a GO2 file")
    staff = staff.with_columns(
        _numbered("person", "ethnic_category", start=PERSON_IDS).alias("person_id"),
        (pl.int_range(pl.len()) + ASSIGNMENT_IDS).cast(pl.String).alias("assignment_id"),
        pl.when(pl.col("organisation") != "")
        .then(_numbered("organisation", start=ORGANISATION_IDS))
        .otherwise(pl.lit(""))
        .alias("organisation_id"),
        pl.col("started_on").dt.strftime("%Y%m%d").fill_null("").alias("started"),
    )
    organisations = staff.filter(pl.col("organisation") != "").unique(
        "organisation", maintain_order=True
    )
    people = staff.unique("person_id", maintain_order=True)
    lines = pl.concat(
        [
            organisations.select(*_key(0), _row(15, _ORGANISATION)),
            people.select(*_key(1), _row(44, _person())),
            staff.select(*_key(2), _row(50, _assignment())),
        ]
    ).sort("person_id", "kind", maintain_order=True)
    rows = [HEADER, *lines["line"], f"TRL~{lines.height}"]
    return ("\r\n".join(rows) + "\r\n").encode()


def _numbered(*columns: str, start: int) -> pl.Expr:
    return (pl.struct(columns).rank("dense").cast(pl.Int64) + (start - 1)).cast(pl.String)


def _key(kind: int) -> list[pl.Expr]:
    """Sort key: organisations first, then each person's row before the assignments."""
    person = pl.col("person_id").str.to_integer() if kind else pl.lit(0, pl.Int64)
    return [person.alias("person_id"), pl.lit(kind).alias("kind")]


def _row(width: int, fields: dict[int, pl.Expr]) -> pl.Expr:
    cells = [
        fields.get(position, pl.lit("")).cast(pl.String).fill_null("") for position in range(width)
    ]
    return pl.concat_str(cells, separator="~").alias("line")


_ORGANISATION = {
    0: pl.lit("ORA"),
    1: pl.col("organisation_id"),
    2: pl.lit("999 Exampleton"),
    4: pl.lit(ALWAYS),
    11: pl.col("organisation"),
    13: pl.lit(UPDATED),
}


def _person() -> dict[int, pl.Expr]:
    ethnic = {str(item): f"{item} {item.label}" for item in EthnicCategory}
    return {
        0: pl.lit("PRA"),
        1: pl.col("person_id"),
        2: pl.lit(ALWAYS),
        3: pl.lit(NEVER),
        4: pl.col("person"),
        6: pl.lit("Exampleton"),
        7: pl.lit("Sample"),
        22: word("ethnic_category", ethnic),
        33: pl.lit("EMP"),
        34: pl.lit("Employee"),
        38: pl.lit(UPDATED),
    }


def _assignment() -> dict[int, pl.Expr]:
    role = (
        pl.when("senior_medical_manager")
        .then(pl.lit("Medical Director"))
        .otherwise(word("workforce_group", ROLES))
    )
    position = [
        pl.col("assignment_id"),
        role,
        word("workforce_group", OCCUPATIONS),
        pl.lit("Exampleton Care|"),
    ]
    return {
        0: pl.lit("ASA"),
        1: pl.col("person_id"),
        2: pl.col("assignment_id"),
        3: pl.lit(ALWAYS),
        4: pl.lit(NEVER),
        5: pl.col("started"),
        6: pl.lit("E"),
        7: pl.col("assignment"),
        8: pl.lit("ACTIVE_APL"),
        9: pl.lit("Active Assignment"),
        20: word("engagement", CATEGORIES),
        21: pl.when("primary").then(pl.lit("Yes")).otherwise(pl.lit("No")),
        25: pl.col("fte"),
        27: pl.col("organisation_id"),
        29: pl.concat_str(position, separator="|"),
        30: word("pay_band", GRADES),
        34: pl.concat_str(word("workforce_group", STAFF_GROUPS), role, separator="|"),
        44: pl.lit(UPDATED),
    }
