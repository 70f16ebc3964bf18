"""Names of the columns that admission adds to the rows of a table, and what it says of them."""

from __future__ import annotations


FATE = "fate"
"""Index of the step that decided, as `Classified.steps` lists them."""

FILE = "source_file"
"""Index of the loose table that a row came from."""

BITS = "row_tests"
"""Outcomes of the tests made row by row: bit i for the step of index i."""

RAW = "raw:"
"""Prefix of the columns as the source has them, as text, for messages."""

GIVEN = "given:"
"""Prefix of whether the source has a value at all."""

DIMENSION = "by:"
"""Prefix of breakdown dimensions, whose names are the user's: they never meet one of ours."""

FOUND = "found:"
"""Prefix of the dimensions that the workforce has of an event's person."""

DETAILED = "ethnic_category"
"""The dimension that is a field of most records: read as the field, not as a text beside it."""

NOBODY = "stands for nobody"
MOST_PEOPLE = 10**9
"""The most that one counted row may stand for."""
