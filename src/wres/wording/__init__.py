"""A report in plain words, for the terminal, pages and documents alike."""

from wres.wording.indicators import figures_of, words_of


__all__ = ["figures_of", "words_of"]
