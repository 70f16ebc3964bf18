"""Counts: the return, counting to it, and its tidy form."""

from wres.returns.count import count
from wres.returns.evidence import Evidence, SourceUsed
from wres.returns.filed import WresReturn, total
from wres.returns.survey import SurveyFigure, SurveyKey


__all__ = ["Evidence", "SourceUsed", "SurveyFigure", "SurveyKey", "WresReturn", "count", "total"]
