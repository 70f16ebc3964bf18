"""Plugins that do not work, are slow or dated: one line each, and never a reason to stop."""

from __future__ import annotations

from wres.cli.output import warn
from wres.plugins import installed


def warn_of_plugins() -> None:
    """Name the plugins that do not work, are slow or dated, on stderr."""
    for found in (*installed().problems, *installed().slow, *installed().dated):
        warn(str(found))
