"""Several years side by side: figures, changes, what chance allows, and what cannot be compared."""

from wres.comparison.breaks import breaks_between
from wres.comparison.comparing import compare
from wres.comparison.comparison import FORMAT, Comparison
from wres.comparison.movement import distance
from wres.comparison.parts import (
    Break,
    Change,
    Comparability,
    Control,
    Key,
    Point,
    Series,
    Stand,
    Year,
)
from wres.comparison.published import tells_published
from wres.comparison.schema import json_schema


__all__ = [
    "FORMAT",
    "Break",
    "Change",
    "Comparability",
    "Comparison",
    "Control",
    "Key",
    "Point",
    "Series",
    "Stand",
    "Year",
    "breaks_between",
    "compare",
    "distance",
    "json_schema",
    "tells_published",
]
