"""The national analysis as files: JSON, CSV, a workbook and a page."""

from wres.exporters.national.files import FORMATS, national_files


__all__ = ["FORMATS", "national_files"]
