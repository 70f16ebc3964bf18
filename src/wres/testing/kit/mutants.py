"""Files that were changed by accident or on purpose: the same ones for the same seed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from random import Random


Mutation = Callable[[bytes, Random], bytes]
ZIP = b"PK\x03\x04"
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + '<!ENTITY file SYSTEM "file:///etc/passwd">]>'
)
HUGE = 200_000
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+44 20 7946 0000",
    "-2+3",
    "@SUM(A1:A9)",
    '=HYPERLINK("x")',
)
ODD = (
    *FORMULAS, "", " ", "\t", "NULL", "nan", "inf", "-1", "1e999", "0", "4712-12-31", "31/02/2024",
    "Ysbyty Gwynedd", "\u202eevil", "a\u0300", "\U0001f600", "'", '"', '""', ",", ";", "~", "|",
)  # fmt: skip


def flipped(content: bytes, rng: Random) -> bytes:
    """Flip bits of a few bytes."""
    made = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
    return bytes(made)


def truncated(content: bytes, rng: Random) -> bytes:
    """Cut the file off."""
    return content[: rng.randrange(len(content))]


def cut_out(content: bytes, rng: Random) -> bytes:
    """Take a piece out."""
    start = rng.randrange(len(content))
    return content[:start] + content[start + rng.randint(1, 400) :]


def doubled(content: bytes, rng: Random) -> bytes:
    """Put a piece there twice."""
    start = rng.randrange(len(content))
    end = start + rng.randint(1, 400)
    return content[:end] + content[start:]


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def swapped_rows(content: bytes, rng: Random) -> bytes:
    """Let two lines change places."""
    lines = _lines(content)
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def line_gone_or_twice(content: bytes, rng: Random) -> bytes:
    """Leave a line out, or repeat it."""
    lines = _lines(content)
    index = rng.randrange(len(lines))
    lines[index : index + 1] = [lines[index]] * rng.choice([0, 2, 30])
    return b"".join(lines)


def other_encoding(content: bytes, rng: Random) -> bytes:
    """Write text in an encoding that nobody expects, or bytes as if they were text."""
    text = content.decode("utf-8-sig", errors="replace")
    encoding = rng.choice(["utf-16", "utf-32", "utf-16-be", "cp500", "cp1252", "latin-1", "utf-7"])
    made = text.encode(encoding, errors="replace")
    return made[: rng.randint(len(made) // 2, len(made))] if rng.random() < 0.3 else made  # noqa: PLR2004


def odd_value(content: bytes, rng: Random) -> bytes:
    """Put an odd value, a formula or a control character in the place of a value."""
    lines = _lines(content)
    index = rng.randrange(len(lines))
    separator = max(b",;\t|~", key=lines[index].count)
    values = lines[index].split(bytes([separator]))
    values[rng.randrange(len(values))] = rng.choice(ODD).encode()
    lines[index] = bytes([separator]).join(values)
    return b"".join(lines)


def huge_field(content: bytes, rng: Random) -> bytes:
    """Put a huge value somewhere."""
    start = rng.randrange(len(content))
    filler = rng.choice([b"x", b"9", b'"', b" ", "é".encode(), b","])
    return content[:start] + filler * rng.randint(1, HUGE) + content[start:]


def entities(content: bytes, rng: Random) -> bytes:
    """Put a document type with exploding entities before the file."""
    return ENTITIES.encode() + (b"<x>&i;&file;</x>" if rng.random() < 0.5 else content)  # noqa: PLR2004


def nested_zip(content: bytes, rng: Random) -> bytes:
    """Put the file into a ZIP, and that into another, a few times."""
    for depth in range(rng.randint(1, 6)):
        content = zipped(
            {f"xl/worksheets/sheet{depth}.xml": content, "[Content_Types].xml": b"<x/>"}
        )
    return content


TEXT: tuple[Mutation, ...] = (
    flipped, truncated, cut_out, doubled, swapped_rows, line_gone_or_twice, other_encoding,
    odd_value, huge_field, entities, nested_zip,
)  # fmt: skip
WHOLE: tuple[Mutation, ...] = (flipped, truncated, cut_out, doubled, nested_zip)
INSIDE: tuple[Mutation, ...] = (
    flipped, truncated, cut_out, doubled, other_encoding, huge_field, entities,
)  # fmt: skip


def within_a_part(content: bytes, rng: Random) -> bytes:
    """Change one part of a workbook, and pack it again."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(sorted(parts))
    kind = rng.random()
    if kind < 0.1:  # noqa: PLR2004
        del parts[name]
    elif kind < 0.4 and b"<row" in parts[name]:  # noqa: PLR2004
        parts[name] = _swapped(parts[name], rng)
    elif kind < 0.7 and b"</t>" in parts[name]:  # noqa: PLR2004
        parts[name] = _retold(parts[name], rng)
    else:
        parts[name] = rng.choice(INSIDE)(parts[name] or b" ", rng)
    return zipped(parts)


def _swapped(part: bytes, rng: Random) -> bytes:
    """Let two rows of a sheet change places, or lose one."""
    rows = part.split(b"<row")
    one, other = rng.randrange(1, len(rows)), rng.randrange(1, len(rows))
    rows[one], rows[other] = rows[other], rows[one] if rng.random() < 0.7 else rows[other]  # noqa: PLR2004
    return b"<row".join(rows)


def _retold(part: bytes, rng: Random) -> bytes:
    """Put an odd text in the place of one of a workbook's."""
    texts = part.split(b"</t>")
    index = rng.randrange(len(texts) - 1)
    start = texts[index].rfind(b">") + 1
    odd = rng.choice([*ODD, "z" * HUGE]).replace("&", "&amp;").replace("<", "&lt;")
    texts[index] = texts[index][:start] + odd.encode()
    return b"</t>".join(texts)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts, the same way each time."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def mutants(content: bytes, *, seed: int = 0, start: int = 0) -> Iterator[tuple[str, bytes]]:
    r"""Give changed files without end, each with what was done to it.

    Parameters
    ----------
    content
        A good file.
    seed, start
        The first is number `start`; each depends on seed and number alone.

    Examples
    --------
    >>> from itertools import islice
    >>> first, again = (list(islice(mutants(b"a,b\n1,2\n"), 5)) for _ in range(2))
    >>> first == again, [how for how, _ in first][0] in {mutation.__name__ for mutation in TEXT}
    (True, True)
    """
    number = start
    while True:
        rng = Random(f"{seed}/{number}")  # noqa: S311  # no secret
        if content.startswith(ZIP):
            mutation = within_a_part if rng.random() < 0.75 else rng.choice(WHOLE)  # noqa: PLR2004
        else:
            mutation = rng.choice(TEXT)
        made = mutation(content, rng)
        # One in four is changed twice.
        if made and not content.startswith(ZIP) and rng.random() < 0.25:  # noqa: PLR2004
            made = rng.choice(TEXT)(made, rng)
        yield mutation.__name__, made
        number += 1
