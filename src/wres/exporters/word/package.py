"""A document without traces: nothing of its maker, its machine or its time, always the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.oxml.ns import qn

from wres.dates import asked_date
from wres.exporters.word.building import LANGUAGE
from wres.exporters.word.inert import in_xml


TRACES = (
    "/thumbnail",
    "/extended-properties",
    "/custom-properties",
    "/customXml",
    "/attachedTemplate",
)
"""Ends of relationship types whose parts say who made a document, with what, and when."""

SETTINGS = ("w:rsids", "w:docVars", "w:attachedTemplate")
FIRST = ("[Content_Types].xml", "_rels/.rels")
TITLE_AT_MOST = 255


def document_bytes(document: Any, *, title: str) -> bytes:  # noqa: ANN401
    """Save a document.

    Parameters
    ----------
    document
        A `docx` document; what it says of itself is taken out of it.
    title
        Its only property beside the language, and the time where ``SOURCE_DATE_EPOCH`` is set.
    """
    _drop_traces(document)
    _describe(document, title)
    content = BytesIO()
    document.save(content)
    return _in_fixed_order(content.getvalue())


def _drop_traces(document: Any) -> None:  # noqa: ANN401
    package = document.part.package
    for part in (package, *package.iter_parts()):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(TRACES):
                del part.rels[key]
    settings = document.settings.element
    for tag in SETTINGS:
        for element in settings.findall(qn(tag)):
            settings.remove(element)


def _describe(document: Any, title: str) -> None:  # noqa: ANN401
    properties = document.core_properties
    properties._element.clear()  # noqa: SLF001  # python-docx cannot leave one out
    properties.title, properties.language = in_xml(title)[:TITLE_AT_MOST], LANGUAGE
    if (made := asked_date()) is not None:
        properties.created = properties.modified = made.replace(tzinfo=None)


def _in_fixed_order(content: bytes) -> bytes:
    made, result = asked_date(), BytesIO()
    stamp = (1980, 1, 1, 0, 0, 0) if made is None else made.timetuple()[:6]
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for name in _ordered(old.namelist()):
            entry = zipfile.ZipInfo(name, stamp if stamp[0] >= 1980 else (1980, 1, 1, 0, 0, 0))  # noqa: PLR2004  # the format's first year
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return result.getvalue()


def _ordered(names: list[str]) -> Iterator[str]:
    yield from (name for name in FIRST if name in names)
    yield from sorted(name for name in names if name not in FIRST)
