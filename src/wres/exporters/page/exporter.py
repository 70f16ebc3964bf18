"""Exporter ``html``: ``report.html``, the whole report as one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wres.errors import MissingExtraError
from wres.report import Report


class Html:
    """Writes ``report.html``: figures in words, pictures and tables; it loads nothing else."""

    name: str = "html"
    title: str = "The report as a web page, with pictures (HTML)"

    def export(self, report: Report, options: Mapping[str, Any]) -> dict[str, bytes]:  # noqa: ARG002
        """Give ``report.html``: UTF-8, without scripts.

        Raises
        ------
        MissingExtraError
            Without altair, jinja2 or vl-convert, which the extra ``html`` brings.
        """
        try:
            from wres.exporters.page.render import rendered  # noqa: PLC0415  # what it needs is optional
        except ImportError as error:
            raise MissingExtraError.of("writing the web page", "html") from error
        return {"report.html": rendered(report).encode()}
