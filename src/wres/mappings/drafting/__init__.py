"""Drafting a mapping: what can be told from a file, with how sure it is and why."""

from wres.mappings.drafting.drafts import Draft, draft


__all__ = ["Draft", "draft"]
