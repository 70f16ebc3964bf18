"""Office files as packages: ZIP files of XML parts, and how a damaged one shows."""

from __future__ import annotations

import zipfile
import zlib
from xml.parsers import expat


DAMAGED: tuple[type[Exception], ...] = (
    AttributeError,  # a part that python-docx needs is of another kind
    EOFError,
    LookupError,  # a part, a sheet or a style that is not there
    NotImplementedError,  # a compression that Python does not know
    OSError,
    RuntimeError,  # a part with a password
    StopIteration,  # a sheet without a relation
    SyntaxError,  # lxml's error for broken XML
    ValueError,
    expat.ExpatError,
    zipfile.BadZipFile,  # also a part with a wrong checksum
    zlib.error,
)
"""What opening or reading one may raise."""
