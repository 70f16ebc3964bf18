"""What figures say of counts that stand in sentences only."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from wres.auditing.book import Book
from wres.auditing.cells import Cell
from wres.auditing.knowledge import Poly
from wres.auditing.said import Said
from wres.auditing.sums import DISPARITY
from wres.vocabulary import band_clusters


POINT = Fraction(1, 100)
ONE = Poly.number(1)
UPPER = "upper"
KNOWN, EVERYBODY = ("white", "bme"), ("total",)
BASE = Collection[tuple[str, int, int]]
FIGURES = frozenset(
    {"senior", "senior_share", "senior_difference", "moved", "known", "unknown_share", "above"}
)


def told(book: Book, one: Said, known_only: BASE) -> None:
    """Note one of `FIGURES`.

    Parameters
    ----------
    known_only
        Organisation, year and metric whose shares leave unknown ethnicity out.
    """
    if one.figure.startswith("senior"):
        _senior(book, one, known_only)
    elif one.figure == "moved":
        part, whole = _of(one, "overall", "bme"), _whole(one, known_only)
        later = _in(one, int(one.content))
        after, everybody = _of(later, "overall", "bme"), _whole(later, known_only)
        book.quotient(after * whole - part * everybody, whole * everybody, one, POINT)
    elif one.figure == "known":
        book.quotient(_of(one, one.part, *KNOWN), ONE, one)
    elif one.figure == "above" and one.exact is not None:
        unknown = _of(one, "overall", "unknown")
        book.at_most(_of(one, "overall", *EVERYBODY) * one.exact, unknown, one.source)
    elif one.figure == "unknown_share":
        where = (one.organisation, one.year, one.slice, one.metric, "population", "")
        unknown = Poly.of(Cell(*where, "unknown"))
        book.quotient(unknown, unknown + Poly.of(*(Cell(*where, group) for group in KNOWN)), one)


def _in(one: Said, year: int) -> Said:
    return Said(organisation=one.organisation, year=year, slice=one.slice, metric=one.metric)


def _of(one: Said, place: str, *groups: str) -> Poly:
    where = (one.organisation, one.year, one.slice, one.metric, "headcount", place)
    return Poly.of(*(Cell(*where, group) for group in groups))


def _groups(one: Said, known_only: BASE) -> tuple[str, ...]:
    return KNOWN if (one.organisation, one.year, one.metric) in known_only else EVERYBODY


def _whole(one: Said, known_only: BASE) -> Poly:
    return _of(one, "overall", *_groups(one, known_only))


def _senior(book: Book, one: Said, known_only: BASE) -> None:
    """Note staff of Band 8a and above: rounded counts of bands say nothing of others.

    A band whose total is not published may not have been supplied, and not be among them.
    """
    places = [f"{block}/{band}" for block, band in band_clusters(DISPARITY)[UPPER]]
    rows = [place for place in places if _cells(_of(one, place, "total")) & book.known.keys()]
    if book.rounding > 1 or not all(
        book.is_settled(_cells(_of(one, row, "total"))) for row in rows
    ):
        return
    groups = _groups(one, known_only)
    part, whole = Poly(), Poly()
    for place in rows or [f"{DISPARITY}/{UPPER}"]:
        part, whole = part + _of(one, place, "bme"), whole + _of(one, place, *groups)
    if one.figure == "senior":
        book.quotient(part if one.ethnic_group == "bme" else whole, ONE, one)
    elif one.figure == "senior_share":
        book.quotient(part, whole, one)
    else:
        bme, everybody = _of(one, "overall", "bme"), _whole(one, known_only)
        book.quotient(part * everybody - bme * whole, whole * everybody, one, POINT)


def _cells(poly: Poly) -> set[Cell]:
    return {cell for term in poly.terms for cell in term}
