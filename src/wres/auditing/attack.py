"""The attack: what can each hidden count be, for anybody and for somebody who was counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import define, field

from wres.auditing.book import category_of
from wres.auditing.cells import Cell
from wres.auditing.findings import Finding, Kind
from wres.auditing.knowledge import Choices, Recomputed
from wres.auditing.publication import Policy
from wres.auditing.region import MOST, Region
from wres.auditing.solver import Known, Part, parts_of
from wres.auditing.sums import BOARD, CONSULTANTS, MANAGERS
from wres.vocabulary import band_clusters, cluster_schemes


UNPROTECTED = "local_population"
RECRUITS = "recruits_"


@define
class Attack:
    """A region under attack.

    Parameters
    ----------
    scales
        Units that one person is, of cells that are counted in halves.
    shown
        Cells whose counts were published as they are.
    rounded
        Cells that were published rounded.
    truth
        The real counts, where they are known to whom publishes: insiders are those who really
        are alone then. ``None``: those who may be, and what they could tell is only possible.
    """

    region: Region
    policy: Policy
    scales: Mapping[Cell, int]
    shown: Mapping[Cell, Fraction]
    rounded: bool = False
    truth: Mapping[Cell, Fraction] | None = None
    parts: list[Part] = field(factory=list)

    def run(self) -> tuple[list[Finding], Finding | None, int]:
        """Give what was found, the narrowest interval of the rest, and how many were recovered."""
        self._tighten()
        self.parts = parts_of(self.region)
        findings = [*self._settled()]
        recovered = self._recovered()
        narrowest: list[Finding] = []
        for part in self.parts:
            found = [*self._outsider(part)]
            findings += found
            findings += self._insiders(part, {one.cell for one in found})
            narrowest += self._narrowest(part, {one.cell for one in found})
        least = min(narrowest, key=_width, default=None)
        return sorted(findings, key=lambda one: one.order), least, recovered

    def threshold(self, cell: Cell) -> int:
        """Give the first count that is not protected, in people."""
        is_base = cell.figure == "respondents"
        return self.policy.survey_base if is_base else self.policy.threshold

    def is_asked(self, cell: Cell) -> bool:
        """Whether a count of people is protected when it is small."""
        return cell.is_count and cell.place != UNPROTECTED

    def is_harmless(self, cell: Cell, units: int, *, oneself: bool = False) -> bool:
        """Whether a count is none of those that are protected; without an insider's own self."""
        low, high = self.band(cell, oneself=oneself)
        return units < low or units > high

    def band(self, cell: Cell, *, oneself: bool = False) -> tuple[int, int]:
        """Give the counts that are protected, in units: the least and the most."""
        scale = self.scales.get(cell, 1)
        own = scale if oneself else 0
        return own + 1, own + self.threshold(cell) * scale - 1

    def _tighten(self) -> None:
        """Bound the cells of products and recomputed figures by a solver, then try them again."""
        region = self.region
        waiting = region.untried()
        if not waiting:
            return
        home = {cell: part for part in parts_of(region) for cell in part.cells}
        for cell in sorted({cell for cells in waiting for cell in cells}):
            hull = home[cell].hull(cell)
            if hull is not None:
                region.set(cell, *hull, "everything together")
        region.narrow()

    # What arithmetic alone gives

    def _settled(self) -> Iterator[Finding]:
        for cell in sorted(self.region.low):
            if not self.is_asked(cell) or self.region.is_open(cell):
                continue
            units = self.region.low[cell]
            if self._is_rounded_only(cell) and self.shown[cell]:
                yield self._finding(cell, (units, units), "rounded")
            if self.is_harmless(cell, units) or self._is_rounded_only(cell):
                continue
            kind: Kind = "shown" if cell in self.shown else "found"
            yield self._finding(cell, (units, units), kind)

    def _recovered(self) -> int:
        return sum(
            cell not in self.shown and self.is_harmless(cell, self.region.low[cell])
            for cell in self.region.low
            if self.is_asked(cell) and not self.region.is_open(cell)
        )

    # Anybody

    def _outsider(self, part: Part) -> Iterator[Finding]:
        asked = [cell for cell in part.cells if self.is_asked(cell)]
        if not asked:
            return
        part.look_around()
        rounded = [cell for cell in asked if self._is_rounded_only(cell)]
        for cell in rounded:
            hull = None if part.spread(cell) else part.hull(cell)
            if hull is not None and hull[0] == hull[1]:
                yield self._finding(cell, hull, "rounded")
        for cell in self._unsettled(part, [one for one in asked if one not in {*rounded}]):
            # What was found for the cells before may settle this one.
            if self._unsettled(part, [cell]):
                yield from self._if_small(cell, part.hull(cell))

    def _unsettled(
        self, part: Part, cells: list[Cell], own: Sequence[Cell] = (), known: Known = None
    ) -> list[Cell]:
        """Give the cells that no witness shows to be harmless."""
        bands = [self.band(cell, oneself=_is_in(own, cell)) for cell in cells]
        seen = part.is_seen(cells, bands, known)
        return [cell for cell, is_wide in zip(cells, seen, strict=True) if not is_wide]

    def _is_rounded_only(self, cell: Cell) -> bool:
        return cell in self.shown and self.rounded

    def _if_small(self, cell: Cell, hull: tuple[int, int] | None) -> Iterator[Finding]:
        if hull is not None and not any(self.is_harmless(cell, end) for end in hull):
            yield self._finding(cell, hull, "found" if hull[0] == hull[1] else "confined")

    def _narrowest(self, part: Part, found: set[Cell]) -> Iterator[Finding]:
        """Give the narrowest interval of a part: those that witnesses show to be wider are not."""
        asked = [cell for cell in part.cells if self.is_asked(cell) and cell not in found]
        asked = [cell for cell in asked if not self._is_rounded_only(cell)]
        least: Finding | None = None

        def inner(cell: Cell) -> Fraction:
            return Fraction(part.spread(cell), self.scales.get(cell, 1))

        while asked:
            cell = min(asked, key=lambda one: (inner(one), one))
            if least is not None and least.width is not None and inner(cell) >= least.width:
                break
            asked.remove(cell)
            hull = part.hull(cell)
            if hull is None or Fraction(hull[0], self.scales.get(cell, 1)) >= self.threshold(cell):
                continue
            if hull[1] >= MOST:
                continue
            one = self._finding(cell, hull, "confined", allowed=True)
            least = min(filter(None, (least, one)), key=_width)
        if least is not None:
            yield least

    # Somebody who was counted

    def _insiders(self, part: Part, found: set[Cell]) -> Iterator[Finding]:
        asked = [cell for cell in part.cells if self.is_asked(cell) and cell not in found]
        asked = [cell for cell in asked if not self._is_rounded_only(cell)]
        for who in asked:
            if who.group != "total" and self._may_be_alone(who):
                yield from self._insider(part, who, [cell for cell in asked if cell != who])

    def _may_be_alone(self, cell: Cell) -> bool:
        scale = self.scales.get(cell, 1)
        if self.truth is not None:
            return self.truth.get(cell) == 1
        return self.region.low[cell] <= scale <= self.region.high[cell]

    def _insider(self, part: Part, who: Cell, asked: Sequence[Cell]) -> Iterator[Finding]:
        known = {who: self.scales.get(who, 1)}
        if self.truth is not None:
            # Who is alone in a count knows in which of its parts they are, and that nobody else is.
            known |= {
                cell: int(self.truth[cell] * self.scales.get(cell, 1))
                for cell in part.cells
                if cell in self.truth and cell != who and is_among(cell, who)
            }
        # They are in every count that one of their own is a part of.
        own = [cell for cell, units in known.items() if units == self.scales.get(cell, 1)]
        left = [cell for cell in asked if not is_among(cell, who)]

        for sign in (-1, 1):
            left = self._unsettled(part, left, own, known)
            if left and part.best(dict.fromkeys(left, sign), known) is None:
                return  # nobody is alone there
        for cell in self._unsettled(part, left, own, known):
            if not self._unsettled(part, [cell], own, known):
                continue
            hull = part.hull(cell, known)
            oneself = _is_in(own, cell)
            if hull is not None and not any(
                self.is_harmless(cell, end, oneself=oneself) for end in hull
            ):
                kind: Kind = "found" if hull[0] == hull[1] else "confined"
                allowed = self.truth is None
                yield self._finding(cell, hull, kind, insider=who, allowed=allowed)

    def _finding(
        self,
        cell: Cell,
        hull: tuple[int, int],
        kind: Kind,
        *,
        insider: Cell | None = None,
        allowed: bool = False,
    ) -> Finding:
        scale = self.scales.get(cell, 1)
        return Finding(
            cell=cell,
            low=Fraction(hull[0], scale),
            high=None if hull[1] >= MOST else Fraction(hull[1], scale),
            kind=kind,
            by=() if kind == "shown" else self._sources(cell),
            insider=insider,
            allowed=allowed,
        )

    def _sources(self, cell: Cell) -> tuple[str, ...]:
        """Name what narrowed a cell, else what ties it to others."""
        told = self.region.because.get(cell) or [
            fact.source
            for fact in self.region.facts
            if not isinstance(fact, Choices | Recomputed) and cell in fact.cells
        ]
        return tuple(dict.fromkeys(told))


def _width(finding: Finding) -> tuple[bool, Fraction, Cell]:
    width = finding.width
    return width is None, width or Fraction(0), finding.cell


def _is_in(own: Iterable[Cell], cell: Cell) -> bool:
    """Whether somebody who is in some cells is in another for that."""
    return any(is_among(one, cell) for one in own)


def is_among(part: Cell, whole: Cell) -> bool:
    """Whether the people of one cell are all in another.

    Examples
    --------
    >>> row = Cell("RXX", 2025, (), 1, "headcount", "clinical/Band 9", "bme")
    >>> is_among(row, row._replace(place="overall", group="total")), is_among(row, row)
    (True, True)
    """
    part, whole = _applicants(part), _applicants(whole)
    one, other = _people(part), _people(whole)
    if part.figure == "events" and whole.figure == "population":
        one = _people(part._replace(figure="population"))
    return (
        one[:2] == other[:2]
        and set(other.slice) <= set(one.slice)
        and (one.metric, one.figure) == (other.metric, other.figure)
        and other.group in {one.group, "total"}
        and _is_within(one, other.place)
    )


def _applicants(cell: Cell) -> Cell:
    """Give applicants from abroad as a place of all applicants."""
    if not cell.figure.startswith(RECRUITS):
        return cell
    return cell._replace(figure=cell.figure.removeprefix(RECRUITS), place=RECRUITS)


def _is_within(cell: Cell, place: str) -> bool:
    """Whether the place of a cell is a part of another, or the same."""
    wider = {cell.place, "" if cell.metric in {2, 3, 4} else "overall"}
    if cell.metric == BOARD:
        wider.add("total")
    if cell.place == MANAGERS:
        wider.add(CONSULTANTS)
    return place in wider or cell.place in _rows_of(place)


def _rows_of(place: str) -> set[str]:
    """Give the pay bands of a cluster; nothing where a place is none."""
    scheme, _, cluster = place.partition("/")
    if scheme not in cluster_schemes():
        return set()
    return {"/".join(row) for row in band_clusters(scheme).get(cluster, ())}


def _people(cell: Cell) -> Cell:
    """Give the same people under one name.

    Indicators 3 and 4 are of all staff; all of an ethnic category are of its group.
    """
    category = category_of(cell.slice)
    if category is not None and cell.group == "total":
        cell = cell._replace(group=str(category.group))
    if cell.figure == "population" and cell.metric in {3, 4} and not cell.place:
        return cell._replace(metric=1, figure="headcount", place="overall")
    return cell
