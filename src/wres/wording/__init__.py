"""Results in plain words, for the terminal, pages and documents alike."""

from wres.wording.background import comparison, completeness
from wres.wording.indicators import figures_of, words_of
from wres.wording.narrative import narrative
from wres.wording.sentence import Sentence, Stated


__all__ = [
    "Sentence",
    "Stated",
    "comparison",
    "completeness",
    "figures_of",
    "narrative",
    "words_of",
]
