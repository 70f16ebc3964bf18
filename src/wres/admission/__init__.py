"""From loose frames to valid rows: the one place that decides what is accepted."""

from wres.admission.admit import Admitted, admit
from wres.admission.intake import Intake
from wres.admission.loose import (
    DATED_ON,
    EFFECTIVE_FROM,
    EFFECTIVE_TO,
    HINTS,
    MERGED_INTO,
    OUT_OF_SCOPE,
    ROW,
    STANDS_FOR,
    LooseTable,
    LooseTables,
    Source,
)


__all__ = [
    "DATED_ON",
    "EFFECTIVE_FROM",
    "EFFECTIVE_TO",
    "HINTS",
    "MERGED_INTO",
    "OUT_OF_SCOPE",
    "ROW",
    "STANDS_FOR",
    "Admitted",
    "Intake",
    "LooseTable",
    "LooseTables",
    "Source",
    "admit",
]
