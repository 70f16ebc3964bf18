"""Laws that every right implementation of a metric obeys, and what holds one to them.

An implementation is a function from plain counts to figures by name: your SQL, a spreadsheet,
this library. `check_all` tries each law on many counts and gives a verdict, with the smallest
counterexample where a law is broken; `parametrized` makes tests for pytest; `Law.check` tries one
law on counts of your own.
"""

from wres.testing.laws._answers import Answer, Fault
from wres.testing.laws._asking import questions
from wres.testing.laws._catalogue import LAWS, law, laws_of, reference
from wres.testing.laws._checking import check_all, parametrized
from wres.testing.laws._families import FAMILIES, Family, Scope
from wres.testing.laws._law import Batch, Implementation, Law, LawBroken, Verdict
from wres.testing.laws._own import OWN
from wres.testing.laws._questions import Asked, Chance, Line, Question


__all__ = [
    "FAMILIES",
    "LAWS",
    "OWN",
    "Answer",
    "Asked",
    "Batch",
    "Chance",
    "Family",
    "Fault",
    "Implementation",
    "Law",
    "LawBroken",
    "Line",
    "Question",
    "Scope",
    "Verdict",
    "check_all",
    "law",
    "laws_of",
    "parametrized",
    "questions",
    "reference",
]
