"""What each published figure says of the counts behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from wres.auditing.beside import beside
from wres.auditing.book import GROUPS, Book, around, category_of
from wres.auditing.cells import LABELS, Cell
from wres.auditing.knowledge import Poly, Range
from wres.auditing.said import COUNTS, FORMULA, HIDDEN, Said
from wres.auditing.told import FIGURES, told
from wres.auditing.wilson import from_wilson


POINT = Fraction(1, 100)
BOARD, SURVEY, LIKELIHOODS = 9, range(5, 9), range(2, 5)
FOUR_FIFTHS = {
    "below": Range(None, Fraction(4, 5), high_open=True),
    "within": Range(Fraction(4, 5), Fraction(5, 4)),
    "above": Range(Fraction(5, 4), None, low_open=True),
}
FEW = re.compile(r"indicator (\d): fewer than (\d+) events among ([^;]+)(?:;.*)?")
LEDGER = {
    "workforce": (1, "headcount", "overall"),
    "board": (BOARD, "headcount", "total"),
    "disciplinary": (3, "events", ""),
    "recruitment": (2, "population", ""),
    "training": (4, "events", ""),
}


@frozen
class Sides:
    """Events and population of the two groups of a ratio."""

    events_of: Cell
    total_of: Cell
    events_to: Cell
    total_to: Cell

    def __iter__(self) -> Iterator[Cell]:
        return iter((self.events_of, self.total_of, self.events_to, self.total_to))


@frozen
class Reader:
    """Turns figures into statements.

    Parameters
    ----------
    book
        Where they are noted.
    known_only
        Organisation, year and metric whose shares leave unknown ethnicity out.
    against_population
        Organisation and year whose board is compared with the local population.
    """

    book: Book
    known_only: frozenset[tuple[str, int, int]] = frozenset()
    against_population: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def of(cls, said: Iterable[Said], book: Book) -> Reader:
        """Find the words that decide how shares are meant."""
        words = [one for one in said if one.figure in {"base", "compared_with"}]
        return cls(
            book,
            frozenset(
                (one.organisation, one.year, one.metric)
                for one in words
                if one.display == "known_only"
            ),
            frozenset((one.organisation, one.year) for one in words if one.display == "population"),
        )

    def counts(self, said: Iterable[Said]) -> None:
        """Note published and hidden counts; before `figures`."""
        for one in said:
            category = category_of(one.slice)
            foreign = category is not None and one.ethnic_group in {*GROUPS} - {category.group}
            is_missing = one.status == "no_data"
            if one.figure not in COUNTS or foreign or is_missing or self._is_of_rounded(one):
                continue
            cell, where = cell_of(one), one.range()
            if where is None:
                self.book.hide(cell)
            else:
                self.book.show(cell, where)

    def figures(self, said: Iterable[Said]) -> None:
        """Note what shares, likelihoods, ratios and what stands beside them say."""
        for one in said:
            if one.status == HIDDEN or one.figure in COUNTS or self._is_of_rounded(one):
                continue
            if one.figure in FIGURES:
                told(self.book, one, self.known_only)
            elif one.figure == "ledger":
                self._ledger(one)
            elif one.figure == "warning":
                self._warning(one)
            elif one.figure == "self_reported":
                everybody, unknown = (
                    Poly.of(_cell(one, 1, "headcount", "overall", group))
                    for group in ("total", "unknown")
                )
                self.book.quotient(everybody - unknown, everybody, one)
            elif one.metric in {1, BOARD}:
                self._of_headcount(one)
            elif one.metric in LIKELIHOODS:
                self._of_likelihood(one)
            elif one.metric in SURVEY:
                beside(self.book, one, None)

    def _is_of_rounded(self, one: Said) -> bool:
        """Whether a workbook calculated a figure from rounded counts, so that it says nothing."""
        return self.book.rounding > 1 and one.content == FORMULA

    # Metrics 1 and 9

    def _of_headcount(self, one: Said) -> None:
        if "/" in one.ethnic_group:
            self._of_disparity(one)
        elif one.figure in {"share", "difference", "distribution"}:
            if one.status == "undefined":
                if "nobody" in one.reason and one.figure == "share":
                    self.book.between(self._base(one, one.place), 0, 0, one.source)
                return
            part, whole = self._share(one, one.place)
            if one.figure == "share":
                self.book.quotient(part, whole, one)
                self._interval(one, part, whole)
            elif one.figure == "distribution":
                everybody = _cell(one, 1, "headcount", "overall", one.ethnic_group)
                self.book.quotient(part, Poly.of(everybody), one)
                self._interval(one, part, Poly.of(everybody))
            else:
                other, of_all = self._compared(one)
                self.book.quotient(part * of_all - other * whole, whole * of_all, one, POINT)

    def _share(self, one: Said, place: str, metric: int | None = None) -> tuple[Poly, Poly]:
        cell = _cell(one, metric or one.metric, "headcount", place, one.ethnic_group)
        return Poly.of(cell), self._base(one, place, metric)

    def _base(self, one: Said, place: str, metric: int | None = None) -> Poly:
        """Give whom a share is of: everybody, or those whose ethnicity is known."""
        known = (one.organisation, one.year, one.metric) in self.known_only
        # Those of an ethnic category are always of everybody.
        known = known and category_of(one.slice) is None
        groups = GROUPS[:2] if known else ("total",)
        where = (one.organisation, one.year, around(one.slice), metric or one.metric)
        return Poly.of(*(Cell(*where, "headcount", place, group) for group in groups))

    def _compared(self, one: Said) -> tuple[Poly, Poly]:
        if one.metric == 1:
            return self._share(one, "overall")
        if (one.organisation, one.year) in self.against_population:
            return self._share(one, "local_population")
        return self._share(one, "overall", 1)

    def _interval(self, one: Said, part: Poly, whole: Poly) -> None:
        """Note what Wilson's interval gives back, where part and whole are one count each."""
        cells = [cell for poly in (part, whole) for term in poly.terms for cell in term]
        if one.method == "wilson" and not self.book.is_settled(cells):
            from_wilson(self.book, one, cells[0], tuple(cells[1:]))

    def _of_disparity(self, one: Said) -> None:
        low, _, high = one.part.partition("/")
        cells = {
            (group, cluster): _cell(one, 1, "_cluster", f"{one.workforce_group} {cluster}", group)
            for group in ("white", "bme")
            for cluster in (low, high)
        }
        white, bme = ((cells[group, high], cells[group, low]) for group in ("white", "bme"))
        if one.figure == "disparity" and one.status != "undefined":
            above, below = Poly.of(white[0]) * Poly.of(bme[1]), Poly.of(white[1]) * Poly.of(bme[0])
            self.book.quotient(above, below, one)
        beside(self.book, one, (*white, *bme), odds=True)

    # Metrics 2 to 4

    def _of_likelihood(self, one: Said) -> None:
        if one.figure == "likelihood":
            events = _cell(one, one.metric, "events", one.part, one.ethnic_group)
            people = _cell(one, one.metric, "population", one.part, one.ethnic_group)
            if one.status == "undefined":
                if "nobody" in one.reason:
                    self.book.between(Poly.of(people), 0, 0, one.source)
                return
            self.book.quotient(Poly.of(events), Poly.of(people), one)
            if one.method is not None:
                self.book.at_most(Poly.of(events), Poly.of(people), one.source)
            self._interval(one, Poly.of(events), Poly.of(people))
            return
        sides = self._sides(one, "" if one.figure == "ratio_if_unknown" else one.part)
        if sides is None:
            return
        if one.figure == "ratio_if_unknown":
            self._if_unknown(one, sides)
        elif one.figure == "ratio":
            self._ratio(one, sides)
        if one.figure == "four_fifths" and one.display in FOUR_FIFTHS:
            self._four_fifths(one, sides)
        beside(self.book, one, tuple(sides))

    def _sides(self, one: Said, place: str) -> Sides | None:
        of, _, to = one.ethnic_group.partition("/")
        if not to:
            return None
        cells = []
        for group in (of, to):
            category = category_of(one.slice)
            own = category is not None and group == category
            where = one.slice if own or category is None else around(one.slice)
            who = str(category.group) if own and category is not None else group
            cells += [
                Cell(one.organisation, one.year, where, one.metric, figure, place, who)
                for figure in ("events", "population")
            ]
        return Sides(*cells)

    def _ratio(self, one: Said, sides: Sides) -> None:
        events_of, total_of, events_to, total_to = map(Poly.of, sides)
        if one.status != "undefined":
            self.book.quotient(events_of * total_to, total_of * events_to, one)
            return
        if one.reason == "no events":
            self.book.between(events_of + events_to, 0, 0, f"{one.source}: {one.reason}")
        elif one.reason == "no events in comparator":
            self.book.between(events_to, 0, 0, f"{one.source}: {one.reason}")

    def _four_fifths(self, one: Said, sides: Sides) -> None:
        if self.book.is_settled(sides):
            return
        events_of, total_of, events_to, total_to = map(Poly.of, sides)
        where = FOUR_FIFTHS[str(one.display)]
        above, below = events_of * total_to, total_of * events_to
        if where.low is not None:
            self.book.at_most(below * where.low, above, one.source)
        if where.high is not None:
            self.book.at_most(above, below * where.high, one.source)

    def _if_unknown(self, one: Said, sides: Sides) -> None:
        of, _, to = one.ethnic_group.partition("/")
        polys = []
        for cell, group in zip(sides, (of, of, to, to), strict=True):
            unknown = Poly.of(cell._replace(group="unknown")) if group == one.part else 0
            polys.append(Poly.of(cell) + unknown)
        events_of, total_of, events_to, total_to = polys
        if one.status != "undefined":
            self.book.quotient(events_of * total_to, total_of * events_to, one)

    # What is told of the data

    def _ledger(self, one: Said) -> None:
        if one.part in LEDGER and one.exact is not None:
            metric, figure, place = LEDGER[one.part]
            groups = ("total",) if figure == "headcount" else GROUPS
            people = Poly.of(*(_cell(one, metric, figure, place, group) for group in groups))
            self.book.suppose(people, one.exact, f"rows counted of {one.part}")

    def _warning(self, one: Said) -> None:
        found = FEW.fullmatch(one.display or "")
        labels = {label: group for group, label in LABELS.items()}
        if found and found[3] in labels:
            cell = _cell(one, int(found[1]), "events", "", labels[found[3]])
            if not self.book.is_settled([cell]):
                limit = int(found[2]) - Fraction(1, self.book.scale(cell))
                self.book.between(Poly.of(cell), 0, limit, str(one.display))


def cell_of(one: Said) -> Cell:
    """Give the cell that a published count is of."""
    return _cell(one, one.metric, one.figure, one.place, one.ethnic_group)


def _cell(one: Said, metric: int, figure: str, place: str, group: str) -> Cell:
    return Cell(one.organisation, one.year, one.slice, metric, figure, place, group)
