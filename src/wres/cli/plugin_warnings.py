"""Plugins that do not work or are slow: one line each, and never a reason to stop."""

from __future__ import annotations

from wres.cli.output import warn
from wres.plugins import installed


def warn_of_plugins() -> None:
    """Name the plugins that do not work or are slow, on stderr."""
    for found in (*installed().problems, *installed().slow):
        warn(str(found))
