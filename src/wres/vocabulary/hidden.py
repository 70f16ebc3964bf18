"""What stands in the place of a count or figure that is not published."""

from __future__ import annotations


HIDDEN = "hidden, so that nobody can be recognised"
"""Why it is not there, in words."""

CONFIDENTIAL = "[c]"
"""The symbol of the Government Statistical Service for what is suppressed as confidential."""
