"""TOML files that people write: refused in words, with the line."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from attrs import evolve

from wres.errors import InputError, Location
from wres.files.inspect import refuse


PLACED = re.compile(r"^(.*) \(at line (\d+), column \d+\)$", re.DOTALL)


def parsed_toml(
    text: str | bytes, where: Location, accepted: str = "a TOML file", *, has_secrets: bool = False
) -> dict[str, Any]:
    """Read TOML.

    Parameters
    ----------
    text
        Bytes are UTF-8.
    where
        The file.
    accepted
        What would be read, for the message.
    has_secrets
        Whether the text may hold a password: the parser's own words, which repeat some of it, are
        then left out.

    Raises
    ------
    InputError
        ``not-toml``, with the line where that is known.

    Examples
    --------
    >>> parsed_toml("year = 2025", Location("wres.toml"))
    {'year': 2025}
    """
    try:
        return tomllib.loads(text if isinstance(text, str) else text.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refuse("not-toml", where, "this is no text in UTF-8", accepted) from error
    except tomllib.TOMLDecodeError as error:
        raise _refused(str(error), where, accepted, has_secrets=has_secrets) from error
    except RecursionError as error:
        raise refuse("not-toml", where, "tables within tables without end", accepted) from error


def _refused(told: str, where: Location, accepted: str, *, has_secrets: bool) -> InputError:
    found = PLACED.match(told)
    message, row = (found[1], int(found[2])) if found else (told, None)
    message = "the file is no TOML" if has_secrets else message[:1].lower() + message[1:]
    return refuse("not-toml", evolve(where, row=row), message, accepted)
