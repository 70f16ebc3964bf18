"""Mappings: adapters without code, each a TOML file that says which column is which field."""

from wres.mappings.adapter import MappedAdapter
from wres.mappings.parsing import load_mapping, parse_mapping
from wres.mappings.rules import ColumnRule, OutOfScope, SourceMapping


__all__ = [
    "ColumnRule",
    "MappedAdapter",
    "OutOfScope",
    "SourceMapping",
    "load_mapping",
    "parse_mapping",
]
