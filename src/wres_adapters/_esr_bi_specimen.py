"""Staff records written as an ESR BI staff list: the words ESR would use, in its columns."""

from __future__ import annotations

import polars as pl

from wres.records import StaffRecord
from wres.tables import dimensions
from wres.vocabulary import EthnicCategory
from wres_adapters._esr_words import CATEGORIES, GRADES, OCCUPATIONS, ROLES, STAFF_GROUPS, word


def staff_list(staff: pl.DataFrame) -> bytes:
    """Write table ``workforce`` as CSV; its breakdown dimensions follow."""
    for name in ("organisation", "person", "assignment"):
        if staff[name].str.contains("\0", literal=True).any():
            raise ValueError(f"{name} must have no zero byte in a text file")
    ethnic = {str(item): f"{item} {item.label}" for item in EthnicCategory}
    rows = staff.select(
        pl.col("person").alias("Employee Number"),
        pl.col("assignment").alias("Assignment Number"),
        pl.when("primary").then(pl.lit("Y")).otherwise(pl.lit("N")).alias("Primary Assignment"),
        pl.lit("Active Assignment").alias("Assignment Status"),
        word("engagement", CATEGORIES).alias("Assignment Category"),
        word("workforce_group", STAFF_GROUPS).alias("Staff Group"),
        pl.when("senior_medical_manager")
        .then(pl.lit("Medical Director"))
        .otherwise(word("workforce_group", ROLES))
        .alias("Role"),
        word("workforce_group", OCCUPATIONS).alias("Occupation Code"),
        word("pay_band", GRADES).alias("Grade"),
        pl.col("fte").cast(pl.String).alias("FTE"),
        word("ethnic_category", ethnic).alias("Ethnic Origin"),
        pl.col("organisation").alias("ODS Code"),
        pl.col("started_on").dt.strftime("%d-%b-%Y").alias("Latest Start Date"),
        *dimensions(staff.columns, StaffRecord),
    )
    return rows.write_csv(line_terminator="\r\n").encode()
