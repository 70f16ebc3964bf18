"""Many organisations together: pooled figures, their spread, and where each stands.

`wres.national` is the way in.
"""

from wres.nationwide._json import FORMAT, json_schema
from wres.nationwide.analysis import WHOLE, National, national, together
from wres.nationwide.measures import Measure, measure_of, measures, rule
from wres.nationwide.organisations import GROUPINGS, organisation_table


__all__ = [
    "FORMAT",
    "GROUPINGS",
    "WHOLE",
    "Measure",
    "National",
    "json_schema",
    "measure_of",
    "measures",
    "national",
    "organisation_table",
    "rule",
    "together",
]
