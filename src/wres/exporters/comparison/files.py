"""A comparison as files, by the names of their formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec

from wres.comparison import Comparison
from wres.errors import MissingExtraError, UnknownNameError
from wres.exporters._csv import csv_bytes


NEEDS = {"word": ("docx",), "html": ("jinja2", "vl_convert")}
"""Packages of an extra without which a format is not written unless it is asked for."""


def files_of(comparison: Comparison, formats: Iterable[str]) -> dict[str, bytes]:
    """Give the files of some formats.

    Parameters
    ----------
    formats
        Of ``json``, ``csv``, ``html`` and ``word``.

    Returns
    -------
    dict
        Name to content: ``comparison.json`` and the like.

    Raises
    ------
    UnknownNameError
        For a format that there is not.
    MissingExtraError
        The extra ``html`` or ``word`` is not installed.
    """
    files: dict[str, bytes] = {}
    for name in dict.fromkeys(formats):
        if name not in WRITERS:
            raise UnknownNameError.of("format", name, WRITERS)
        ending, write = WRITERS[name]
        files[f"comparison.{ending}"] = write(comparison)
    return files


def usual_formats() -> tuple[str, ...]:
    """Name the formats that can be written with what is installed."""
    return tuple(name for name in WRITERS if all(map(find_spec, NEEDS.get(name, ()))))


def _json(comparison: Comparison) -> bytes:
    return comparison.to_json().encode()


def _csv(comparison: Comparison) -> bytes:
    return csv_bytes(comparison.to_frame())


def _html(comparison: Comparison) -> bytes:
    try:
        from wres.exporters.comparison.content import page_of  # noqa: PLC0415  # what it needs is optional
        from wres.exporters.page.render import page_from  # noqa: PLC0415  # as above
    except ImportError as error:
        raise MissingExtraError.of("writing the web page", "html") from error
    return page_from("comparison.html.j2", page_of(comparison)).encode()


def _word(comparison: Comparison) -> bytes:
    try:
        from wres.exporters.comparison.word import document_of  # noqa: PLC0415  # what it needs is optional
    except ImportError as error:
        raise MissingExtraError.of("writing Word documents", "word") from error
    return document_of(comparison)


WRITERS: Mapping[str, tuple[str, Callable[[Comparison], bytes]]] = {
    "json": ("json", _json),
    "csv": ("csv", _csv),
    "html": ("html", _html),
    "word": ("docx", _word),
}
"""Format to the ending of its file, and what writes it."""
