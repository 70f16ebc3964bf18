"""The version of this library."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """Name the version of this library, for documents to say what wrote them."""
    try:
        return metadata.version("wres")
    except metadata.PackageNotFoundError:
        return "unknown"
