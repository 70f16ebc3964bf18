"""Fills a Word template in; a name in it that there is not is an error, not a gap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, Undefined
from jinja2.sandbox import SandboxedEnvironment

from wres.errors import InputError, Location, Problem
from wres.exporters.word.package import document_bytes
from wres.exporters.word.placeholders import BAND, PLACEHOLDERS, ROW
from wres.files.packages import DAMAGED


ACCEPTED = "a Word document (.docx) with the placeholders of docs/reference/word.md"
HIDDEN = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|comment)[ />]")
"""Tracked changes and comments, in whichever part they are."""


def render(
    content: bytes, values: Mapping[str, Any], *, file: str, title: str, check: bool = True
) -> bytes:
    """Fill a template in.

    Parameters
    ----------
    content
        The template's bytes.
    values
        What each placeholder is replaced by.
    file
        The template's name, for messages.
    check
        Look for unknown names also where a condition leaves them out, and for what is hidden.

    Raises
    ------
    InputError
        ``not-a-word-template``, ``unknown-placeholder`` once for each, ``hidden-content``.
    """
    template = _opened(content, file, check=check)
    asked: list[str] = []
    engine = SandboxedEnvironment(autoescape=True, undefined=_noting(asked))
    try:
        if check:
            asked += sorted(template.get_undeclared_template_variables(engine) - set(values))
        template.render(values, engine)
    except TemplateError as error:
        message = f"a placeholder cannot be read ({error})"
        raise _no_template(file, message) from error
    if asked:
        raise InputError(tuple(_unknown(file, asked)))
    return document_bytes(template.docx, title=title)


def _opened(content: bytes, file: str, *, check: bool) -> Any:  # noqa: ANN401  # docxtpl has no types
    template = DocxTemplate(BytesIO(content))
    try:
        template.init_docx()
    except DAMAGED as error:
        raise _no_template(file, "the file is no Word document") from error
    if check and any(_hidden(template.docx)):
        message = "the template has comments or tracked changes, which would be published"
        accepted = "a document whose changes are accepted and whose comments are deleted"
        raise InputError((Problem("hidden-content", Location(file), message, accepted),))
    return template


def _hidden(document: Any) -> Iterator[bool]:  # noqa: ANN401
    for part in document.part.package.iter_parts():
        if part.partname.endswith(".xml"):
            yield HIDDEN.search(part.blob) is not None


def _noting(asked: list[str]) -> type[Undefined]:
    """Give an undefined value that writes down what was asked for."""

    class Noting(Undefined):
        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
            super().__init__(*args, **kwargs)
            asked.append(str(self._undefined_name))

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401
            if name.startswith("__"):
                raise AttributeError(name)
            return self

        def __getitem__(self, key: Any) -> Any:  # noqa: ANN401
            return self

        def __call__(self, *_: Any, **__: Any) -> Any:  # noqa: ANN401
            return self

    return Noting


def _unknown(file: str, asked: Iterable[str]) -> Iterable[Problem]:
    rows = f"in a loop over indicators: {', '.join(ROW)}; over pay_bands: {', '.join(BAND)}"
    flat = [name for name in PLACEHOLDERS if not name.startswith("indicator_")]
    accepted = f"{', '.join(flat)}, indicator_1_title and the like; {rows}"
    for name in sorted(set(asked)):
        message = f"no placeholder is named '{name}'"
        yield Problem("unknown-placeholder", Location(file), message, accepted)


def _no_template(file: str, message: str) -> InputError:
    return InputError((Problem("not-a-word-template", Location(file), message, ACCEPTED),))
