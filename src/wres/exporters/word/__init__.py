"""The public reporting template as a Word document."""

from wres.exporters.word.exporter import Word
from wres.exporters.word.fields import FIELDS, Field
from wres.exporters.word.placeholders import PLACEHOLDERS, placeholder_table


__all__ = ["FIELDS", "PLACEHOLDERS", "Field", "Word", "placeholder_table"]
