"""Results in plain words, for the terminal, pages and documents alike."""

from wres.wording.indicators import figures_of, percent_of, words_of
from wres.wording.standing import STANDING, origin


__all__ = ["STANDING", "figures_of", "origin", "percent_of", "words_of"]
