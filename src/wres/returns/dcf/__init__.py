"""The data collection form of NHS England: its items, its arithmetic, and its workbook."""

from wres.returns.dcf.auto import AUTO
from wres.returns.dcf.form import MEASURES, Filled, fill, rules_of
from wres.returns.dcf.hidden import Hidden
from wres.returns.dcf.items import GROUPS, ITEMS, LAST_STAFF, MANAGERS, STAFF, SURVEY, Item
from wres.returns.dcf.layout import (
    CODE,
    LAST,
    LAST_YEAR,
    THIS,
    YEAR,
    group_labels,
    respondents_label,
)
from wres.returns.dcf.patch import WrittenForm, write_into
from wres.returns.dcf.workbook import dcf_bytes


__all__ = [
    "AUTO",
    "CODE",
    "GROUPS",
    "ITEMS",
    "LAST",
    "LAST_STAFF",
    "LAST_YEAR",
    "MANAGERS",
    "MEASURES",
    "STAFF",
    "SURVEY",
    "THIS",
    "YEAR",
    "Filled",
    "Hidden",
    "Item",
    "WrittenForm",
    "dcf_bytes",
    "fill",
    "group_labels",
    "respondents_label",
    "rules_of",
    "write_into",
]
