"""The comparison of years as a page, a document, a table and JSON."""

from wres.exporters.comparison.files import WRITERS, files_of, usual_formats


__all__ = ["WRITERS", "files_of", "usual_formats"]
