"""The report as one self-contained web page."""

from wres.exporters.page.exporter import Html


__all__ = ["Html"]
