"""What everybody knows: which counts add up to which, and which are among which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from wres.auditing.book import DETAILED, GROUPS, Book, category_of
from wres.auditing.cells import LABELS, Cell, Slice, place_named
from wres.auditing.knowledge import Poly
from wres.vocabulary import WorkforceGroup, band_clusters, cluster_schemes


CONSULTANTS, MANAGERS = "medical/Consultant", "senior_medical_managers"
HOME = "without_international"
DISPARITY = "disparity"
BOARD = 9
OTHERS = {"voting": "non_voting", "executive": "non_executive"}
"""Parts of the board to the rest of it, which the collection form shows too."""


@frozen
class Total:
    """Organisations that together are another one.

    Parameters
    ----------
    whole
        Code of the region, or of the nation.
    parts
        Codes of all that belong to it.
    year
        ``None`` is every year.
    """

    whole: str
    parts: tuple[str, ...]
    year: int | None = None


def add_sums(book: Book, totals: Iterable[Total] = ()) -> None:
    """Note every sum that the cells of a book are part of."""
    scopes: dict[tuple[str, int, Slice], list[Cell]] = {}
    for cell in sorted(book.known):
        scopes.setdefault(cell.scope, []).append(cell)
    for cells in scopes.values():
        _of_scope(book, cells)
    _breakdowns(book, scopes)
    for total in totals:
        _organisations(book, total, scopes)


def _of_scope(book: Book, cells: Sequence[Cell]) -> None:
    there = set(cells)
    _groups(book, cells, there)
    rows = [cell for cell in cells if cell.figure == "headcount" and _is_row(cell)]
    _rows(book, rows, "overall")
    for figure in ("population", "events"):
        _rows(book, [cell for cell in cells if cell.figure == figure and _is_row(cell)], "")
    _clusters(book, rows)
    _subsets(book, there)
    _not_stated(book, there)


def _is_row(cell: Cell) -> bool:
    return cell.place.partition("/")[0] in set(WorkforceGroup)


def _groups(book: Book, cells: Sequence[Cell], there: set[Cell]) -> None:
    for cell in cells:
        if cell.group == "total":
            category = category_of(cell.slice)
            own = GROUPS if category is None else (str(category.group),)
            parts = [cell._replace(group=group) for group in own]
            if there.issuperset(parts):
                book.equal(
                    Poly.of(*parts), Poly.of(cell), f"the sum of the groups ({_where(cell)})"
                )


def _where(cell: Cell) -> str:
    return ", ".join(filter(None, [f"indicator {cell.metric}", place_named(cell.place)]))


def _rows(book: Book, rows: Sequence[Cell], place: str) -> None:
    places = {cell.place for cell in rows}
    for group in dict.fromkeys(cell.group for cell in rows):
        own = [cell for cell in rows if cell.group == group]
        whole, told = own[0]._replace(place=place), f"the sum of the pay bands ({LABELS[group]})"
        if len(own) == len(places):
            book.equal(Poly.of(*own), Poly.of(whole), told)
        elif group != "total":  # where a group was not supplied, there is no total
            # Nobody is in what was not supplied of a band, as far as that contradicts nothing.
            book.suppose(Poly.of(*own) - Poly.of(whole), 0, told)


def _clusters(book: Book, rows: Sequence[Cell]) -> None:
    if not rows:
        return
    whose = rows[0]
    there = set(rows)
    for scheme in cluster_schemes():
        for cluster, places in band_clusters(scheme).items():
            place = f"{scheme}/{cluster}"
            for group in (*GROUPS, "total"):
                whole = whose._replace(place=place, group=group)
                parts = [
                    whose._replace(place=f"{block}/{band}", group=group) for block, band in places
                ]
                if whole in book.known and there.issuperset(parts):
                    book.equal(
                        Poly.of(*parts), Poly.of(whole), f"the sum of the pay bands ({place})"
                    )
    for block in ("non_clinical", "clinical"):
        for cluster, places in band_clusters(DISPARITY).items():
            for group in ("white", "bme"):
                parts = [
                    whose._replace(place=f"{one}/{band}", group=group)
                    for one, band in places
                    if one == block
                ]
                whole = whose._replace(figure="_cluster", place=f"{block} {cluster}", group=group)
                if there.issuperset(parts):
                    book.sums[whole] = tuple(parts)
                    book.equal(
                        Poly.of(*parts), Poly.of(whole), f"the sum of the pay bands ({cluster})"
                    )


def _subsets(book: Book, there: set[Cell]) -> None:
    """Note who is among whom, and metrics that count the same people."""
    for cell in sorted(there):
        for whole, why in _wholes(cell):
            if whole in there and not book.is_settled([cell, whole]):
                book.at_most(Poly.of(cell), Poly.of(whole), why)
        if cell.metric in {3, 4} and cell.figure == "population" and not cell.place:
            staff = cell._replace(metric=1, figure="headcount", place="overall")
            book.equal(Poly.of(cell), Poly.of(staff), f"indicator {cell.metric} is of all staff")
        if cell.metric == BOARD and cell.place in OTHERS:
            others = cell._replace(place=OTHERS[cell.place])
            board = Poly.of(cell._replace(place="total"))
            book.equal(Poly.of(cell, others), board, f"members who are {cell.place} or not")
            book.hide(others)
        if cell.place == HOME and (every := cell._replace(place="")) in there:
            recruits = every._replace(figure=f"recruits_{cell.figure}")
            book.equal(Poly.of(every), Poly.of(cell, recruits), "without international recruits")
            book.hide(recruits)


def _wholes(cell: Cell) -> Iterator[tuple[Cell, str]]:
    if cell.place == MANAGERS:
        yield cell._replace(place=CONSULTANTS), "senior medical managers are consultants"
    if cell.metric == 2 and cell.figure == "events":  # noqa: PLR2004
        yield cell._replace(figure="population"), "the appointed were shortlisted"
    if cell.metric == BOARD and cell.place in {"voting", "executive"}:
        yield cell._replace(place="total"), f"{cell.place} members are members"


def _not_stated(book: Book, there: set[Cell]) -> None:
    asked = [cell for cell in sorted(there) if cell.place in {"not_stated", "not_known"}]
    if len(asked) == 2:  # noqa: PLR2004  # one of each
        unknown = asked[0]._replace(place="overall")
        book.equal(Poly.of(*asked), Poly.of(unknown), "not stated and not known are unknown")


# Between scopes


def _breakdowns(book: Book, scopes: dict[tuple[str, int, Slice], list[Cell]]) -> None:
    """Note that the parts of a breakdown are the whole, and those of a finer one a coarser."""
    families: dict[tuple[str, int, tuple[str, ...]], list[Slice]] = {}
    for organisation, year, place in scopes:
        families.setdefault((organisation, year, _names(place)), []).append(place)
    for (organisation, year, names), places in families.items():
        for other in [key for key in families if key[:2] == (organisation, year)]:
            if set(other[2]) < set(names):
                for whole in families[other]:
                    parts = [place for place in places if set(whole) <= set(place)]
                    _parts(book, (organisation, year), whole, parts, scopes)


def _parts(
    book: Book,
    whose: tuple[str, int],
    whole: Slice,
    parts: Sequence[Slice],
    scopes: dict[tuple[str, int, Slice], list[Cell]],
) -> None:
    every = {part: set(scopes[*whose, part]) for part in parts}
    cells = dict.fromkeys(cell._replace(slice=whole) for own in every.values() for cell in own)
    for cell in sorted(cells):
        if cell.group == "total" and _by_category(parts):
            continue  # the totals of categories are those of one group
        own = [part for part in parts if _has(part, cell.group)]
        found = [cell._replace(slice=part) for part in own]
        there = [one for one in found if one in every[one.slice]]
        told = f"the sum of the parts ({_where(cell)})"
        if cell.is_count and len(there) == len(found):
            book.equal(Poly.of(*found), Poly.of(cell), told)
        elif cell.is_count and there and cell.group != "total":
            # What was not supplied of a part is of nobody, as far as that contradicts nothing.
            book.suppose(Poly.of(*there) - Poly.of(cell), 0, told)


def _by_category(parts: Sequence[Slice]) -> bool:
    return any(DETAILED in dict(part) for part in parts)


def _has(part: Slice, group: str) -> bool:
    category = category_of(part)
    return category is None or category.group == group


def _organisations(
    book: Book, total: Total, scopes: dict[tuple[str, int, Slice], list[Cell]]
) -> None:
    """Note that organisations are their region, and parts of their breakdowns those of its own."""
    there = {(code, year, _names(place)) for code, year, place in scopes}
    for year, place in sorted({(year, place) for _, year, place in scopes}):
        has_all = all((code, year, _names(place)) in there for code in total.parts)
        if total.year not in {None, year} or not has_all:
            continue
        # Who has the breakdown without this part has nobody in it.
        found = {
            code: {*scopes[code, year, place]}
            for code in total.parts
            if (code, year, place) in scopes
        }
        for cell in sorted({cell for own in found.values() for cell in own}):
            own = [cell._replace(organisation=code) for code in found]
            if cell.is_count and all(one in found[one.organisation] for one in own):
                region = Poly.of(cell._replace(organisation=total.whole))
                book.equal(Poly.of(*own), region, f"the sum of {total.whole}")


def _names(place: Slice) -> tuple[str, ...]:
    return tuple(name for name, _ in place)
