"""The command ``wres``: parse, call, print. One module per command."""

from __future__ import annotations

import sys

from wres.errors import MissingExtraError


__all__ = ["main"]

try:
    from wres.cli.group import main
except ModuleNotFoundError as error:
    if error.name != "click":
        raise

    def main() -> None:  # type: ignore[misc]  # stands in for the group
        """Say what is missing."""
        sys.stderr.write(f"{MissingExtraError.of('the command line', 'cli')}\n")
        sys.exit(2)
