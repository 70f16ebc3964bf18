"""What each indicator's figures say, in sentences that carry the figures they rest on."""

from wres.wording.narrative.indicator import narrative


__all__ = ["narrative"]
