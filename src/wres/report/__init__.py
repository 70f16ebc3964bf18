"""What was measured, by which rules, from which input."""

from wres.report._filed import filed_of
from wres.report.columnar import figures
from wres.report.comparisons import Comparison, Comparisons
from wres.report.measuring import measure, measure_all
from wres.report.parts import (
    DataQuality,
    Organisation,
    ProfileUsed,
    Provenance,
    Publication,
    SelfReported,
)
from wres.report.report import FORMAT, Report
from wres.report.schema import json_schema


__all__ = [
    "FORMAT",
    "Comparison",
    "Comparisons",
    "DataQuality",
    "Organisation",
    "ProfileUsed",
    "Provenance",
    "Publication",
    "Report",
    "SelfReported",
    "figures",
    "filed_of",
    "json_schema",
    "measure",
    "measure_all",
]
