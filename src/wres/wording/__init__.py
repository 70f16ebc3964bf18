"""Results in plain words, for the terminal, pages and documents alike."""

from wres.wording.hidden import NOTE, is_hidden
from wres.wording.indicators import figures_of, percent_in, percent_of, words_of
from wres.wording.intervals import ends, level
from wres.wording.senior import is_senior, senior_staff
from wres.wording.standing import STANDING, origin


__all__ = [
    "NOTE",
    "STANDING",
    "ends",
    "figures_of",
    "is_hidden",
    "is_senior",
    "level",
    "origin",
    "percent_in",
    "percent_of",
    "senior_staff",
    "words_of",
]
