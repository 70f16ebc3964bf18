"""Exporter ``word``: ``template.docx``, the public reporting template, filled in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wres.errors import InputError, Location, MissingExtraError, Problem
from wres.exporters.word.placeholders import values
from wres.report import Report


OWN = "template.docx"


class Word:
    """Writes the public report as a Word document, by our template or by a user's own."""

    name: str = "word"
    title: str = "The public reporting template, filled in (Word)"

    def export(self, report: Report, options: Mapping[str, Any]) -> dict[str, bytes]:
        """Give ``template.docx``.

        Parameters
        ----------
        options
            ``previous``: the report of the year before. ``plan``: a `wres.Plan` whose actions
            are shown. ``template``: what no figure says, by the names of
            `wres.exporters.word.FIELDS`. ``word_template``: path of a user's own
            template, with the placeholders of `wres.exporters.word.PLACEHOLDERS`.

        Raises
        ------
        InputError
            The user's template cannot be read, has a placeholder that there is not, or hides
            something.
        MissingExtraError
            The extra ``word`` is not installed.
        """
        try:
            # The core does without a word processor's library.
            from wres.exporters.word.form import form_bytes  # noqa: PLC0415
            from wres.exporters.word.rendering import render  # noqa: PLC0415
        except ImportError as error:
            raise MissingExtraError.of("writing Word documents", "word") from error
        own: Path | None = options.get("word_template")
        content = form_bytes() if own is None else _read(Path(own))
        own_name, code = report.organisation.name, report.organisation.code
        whose = f"{own_name} ({code})" if own_name and code else own_name or code
        title = f"Workforce Race Equality Standard {report.year}"
        filled = render(
            content,
            values(report, options.get("previous"), options.get("template"), options.get("plan")),
            file=OWN if own is None else Path(own).name,
            title=f"{title}: {whose}" if whose else title,
            check=own is not None,
        )
        return {OWN: filled}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read ({error.strerror})"
        accepted = "a Word document (.docx)"
        problem = Problem("not-a-word-template", Location(path.name), message, accepted)
        raise InputError((problem,)) from error
