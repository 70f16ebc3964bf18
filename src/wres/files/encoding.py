"""Text files of any usual encoding as UTF-8 that polars can scan, checked byte by byte."""

from __future__ import annotations

import codecs
import os
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from attrs import define, field, frozen

from wres.errors import InputError, Location
from wres.files.inspect import refuse


CHUNK = 1 << 20
ENCODINGS = "UTF-8, UTF-16 or Windows-1252 text"
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@define(eq=False, slots=False)
class PrivateCopy:
    """A temporary file that its owner alone may read, removed with this object or at exit."""

    path: Path

    def __attrs_post_init__(self) -> None:
        weakref.finalize(self, self.path.unlink, missing_ok=True)


@frozen(eq=False)
class Utf8Text:
    """A text file as UTF-8.

    Parameters
    ----------
    path
        The file itself or, where it was in another encoding, a private copy.
    quoted
        Whether it has quotation marks.
    copy
        Owner of the private copy: whoever reads `path` later must hold it.
    """

    path: Path
    quoted: bool
    copy: PrivateCopy | None = field(default=None)


def utf8_text(path: Path, encoding: str | None = None) -> Utf8Text:
    """Make a text file readable as UTF-8 in bounded memory.

    UTF-8, with or without a byte order mark, is checked and used where it is. UTF-16 is known by
    its byte order mark or by its zero bytes; what is neither is read as Windows-1252. Both are
    rewritten to a private temporary file, as is a file whose lines end in carriage returns alone.

    Parameters
    ----------
    encoding
        The encoding, where it is none of these.

    Raises
    ------
    InputError
        ``wrong-encoding``, with the row of the first byte that cannot be read; ``not-text`` for a
        workbook; ``empty-file`` where there is no text.
    """
    with path.open("rb") as file:
        head = file.read(CHUNK)
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise refuse(
            "not-text", Location(path.name), "this is a workbook, not a text file", ENCODINGS
        )
    given, encoding = encoding, encoding or _guess(head)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n") and len(head) < CHUNK:
        raise refuse(
            "empty-file", Location(path.name), "the file has no text", "a file with content"
        )
    old_mac = b"\r" in head and b"\n" not in head
    if encoding == "utf-8" and given is None:
        try:
            quoted = _check(path)
        except UnicodeDecodeError:
            encoding = "cp1252"
        else:
            return (
                Utf8Text(path, quoted) if not old_mac else _rewritten(path, encoding, old_mac=True)
            )
    return _rewritten(path, encoding, old_mac=old_mac)


def _guess(head: bytes) -> str:
    for bom, name in BOMS:
        if head.startswith(bom):
            return name
    start = head[:4096]
    if start.count(0) * 4 >= len(start):  # western text in UTF-16: every other byte is zero
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    return "utf-8"


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _check(path: Path) -> bool:
    """Decode as UTF-8, chunk by chunk; say whether there are quotation marks."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    quoted = pending = False
    with path.open("rb", buffering=0) as file:
        for number, chunk in enumerate(_chunks(file)):
            if b"\0" in chunk:
                raise _wrong(
                    path, _lines_before(path, number * CHUNK + chunk.index(0)), "a zero byte"
                )
            # Plain ASCII needs no decoding, unless the last chunk ended within a character.
            if pending or not chunk.isascii():
                decoder.decode(chunk)
                pending = bool(decoder.getstate()[0])
            quoted = quoted or b'"' in chunk
    decoder.decode(b"", final=True)
    return quoted


def _lines_before(path: Path, position: int) -> int:
    with path.open("rb") as file:
        return file.read(position).count(b"\n")


def _rewritten(path: Path, encoding: str, *, old_mac: bool) -> Utf8Text:
    handle, name = tempfile.mkstemp(prefix="wres-", suffix=".txt")  # mode 0600
    copy = PrivateCopy(Path(name))
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    quoted, row = False, 0
    with os.fdopen(handle, "wb") as out, path.open("rb", buffering=0) as file:
        try:
            for chunk in _chunks_and_end(file):
                text = decoder.decode(chunk, final=not chunk)
                if "\0" in text:
                    raise _wrong(path, row + text[: text.index("\0")].count("\n"), "a zero byte")
                out.write((text.replace("\r", "\n") if old_mac else text).encode())
                quoted = quoted or '"' in text
                row += text.count("\n")
        except UnicodeDecodeError as error:
            before = error.object[: error.start].count(b"\n")
            byte = f"byte 0x{error.object[error.start]:02x}"
            raise _wrong(path, row + before, f"{byte}, which is not text") from error
    return Utf8Text(copy.path, quoted, copy)


def _chunks_and_end(file: BinaryIO) -> Iterator[bytes]:
    yield from _chunks(file)
    yield b""


def _wrong(path: Path, rows_before: int, what: str) -> InputError:
    where = Location(path.name, row=rows_before + 1)
    return refuse("wrong-encoding", where, f"the file has {what}", ENCODINGS)
