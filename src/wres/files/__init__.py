"""The toolkit of adapters: files as lazy frames of text, faults told as problems.

An adapter declares the columns it looks for, scans, and says what each value means::

    scan = scan_text(path, wanted={"person": Field("Employee Number", "Staff Number")})
    frame = scan.fields()
"""

from wres.files.columns import Field, match_columns, same
from wres.files.encoding import Utf8Text, utf8_text
from wres.files.inspect import digest, readable, refuse, source
from wres.files.scan import Scan, clean
from wres.files.text import csv_bytes, scan_text, text_rows
from wres.files.toml import parsed_toml
from wres.files.translation import (
    by_distinct,
    ethnic_category,
    folded,
    looked_up,
    translate,
    where_rare,
)
from wres.files.workbook import is_workbook, read_sheet, sheet_cells, sheet_names


__all__ = [
    "Field",
    "Scan",
    "Utf8Text",
    "by_distinct",
    "clean",
    "csv_bytes",
    "digest",
    "ethnic_category",
    "folded",
    "is_workbook",
    "looked_up",
    "match_columns",
    "parsed_toml",
    "read_sheet",
    "readable",
    "refuse",
    "same",
    "scan_text",
    "sheet_cells",
    "sheet_names",
    "source",
    "text_rows",
    "translate",
    "utf8_text",
    "where_rare",
]
