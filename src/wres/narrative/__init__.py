"""What a report says, in sentences that carry the figures that they rest on."""

from wres.narrative.background import comparison, completeness
from wres.narrative.indicator import narrative
from wres.narrative.sentence import Sentence, Stated


__all__ = ["Sentence", "Stated", "comparison", "completeness", "narrative"]
