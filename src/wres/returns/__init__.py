"""Counts: the return, counting to it, and its tidy form."""

from wres.returns.count import count
from wres.returns.evidence import Evidence, SourceUsed
from wres.returns.filed import CELLS, WresReturn, total
from wres.returns.survey import SurveyFigure, SurveyKey, pooled


__all__ = [
    "CELLS",
    "Evidence",
    "SourceUsed",
    "SurveyFigure",
    "SurveyKey",
    "WresReturn",
    "count",
    "pooled",
    "total",
]
