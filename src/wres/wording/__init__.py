"""Results in plain words, for the terminal, pages and documents alike."""

from wres.wording.indicators import figures_of, percent_of, words_of
from wres.wording.intervals import ends, level
from wres.wording.standing import STANDING, origin


__all__ = ["STANDING", "ends", "figures_of", "level", "origin", "percent_of", "words_of"]
