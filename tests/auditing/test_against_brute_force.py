"""The attacker claims what is true, and all of it: against trying every count there could be."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

from hypothesis import given, settings
from hypothesis import strategies as st

from wres.auditing import audit
from wres.auditing.cells import Cell
from wres.auditing.knowledge import Bounded, Choices, Range, Recomputed, Term
from wres.auditing.region import Region
from wres.auditing.solver import parts_of
from wres.rounding import display


MOST = 4
CELLS = tuple(Cell("", 2025, (), 1, "headcount", f"clinical/Band {n}", "bme") for n in range(2, 6))
Counts = dict[Cell, int]
Fact = Bounded | Choices | Recomputed
TERMS: st.SearchStrategy[Term] = st.one_of(
    st.sampled_from(CELLS).map(lambda cell: (cell,)),
    st.tuples(st.sampled_from(CELLS), st.sampled_from(CELLS)).map(lambda two: tuple(sorted(two))),
)


def value(terms: tuple[tuple[Term, int], ...], counts: Counts) -> int:
    return sum(factor * prod(counts[cell] for cell in term) for term, factor in terms)


@st.composite
def facts_of(draw: st.DrawFn, truth: Counts) -> Fact:
    """Draw a statement that is true."""
    kind = draw(st.sampled_from(["linear", "product", "choices", "recomputed"]))
    if kind == "choices":
        cells = tuple(draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=2, unique=True)))
        row = st.tuples(*[st.integers(0, MOST)] * len(cells))
        rows = {tuple(truth[cell] for cell in cells), *draw(st.lists(row, max_size=5))}
        return Choices(cells, tuple(sorted(rows)), "choices")
    if kind == "recomputed":
        first, second = draw(st.permutations(CELLS))[:2]
        rest = (truth[first] * 3 + truth[second]) % 4
        return Recomputed((first, second), lambda x, y: (x * 3 + y) % 4 == rest, "recomputed")
    choice = TERMS if kind == "product" else TERMS.filter(lambda term: len(term) == 1)
    factor = st.integers(-3, 3).filter(bool)
    terms = tuple(draw(st.dictionaries(choice, factor, min_size=1, max_size=4)).items())
    at, slack = value(terms, truth), st.none() | st.integers(0, 4)
    below, above = draw(slack), draw(slack)
    low = None if below is None else at - below
    return Bounded(terms, low, None if above is None else at + above, kind)


def holds(fact: Fact, counts: Counts) -> bool:
    if isinstance(fact, Bounded):
        at = value(fact.terms, counts)
        return (fact.low is None or fact.low <= at) and (fact.high is None or at <= fact.high)
    own = tuple(counts[cell] for cell in fact.cells)
    return own in fact.rows if isinstance(fact, Choices) else fact.agrees(*own)


@st.composite
def systems(draw: st.DrawFn) -> list[Fact]:
    truth = {cell: draw(st.integers(0, MOST)) for cell in CELLS}
    return draw(st.lists(facts_of(truth), min_size=1, max_size=5))


@given(systems())
@settings(max_examples=60)
def test_each_interval_is_that_of_all_counts_that_agree(facts: list[Fact]) -> None:
    every = [
        counts
        for row in product(range(MOST + 1), repeat=len(CELLS))
        if all(
            holds(fact, counts) for counts in [dict(zip(CELLS, row, strict=True))] for fact in facts
        )
        for counts in [dict(zip(CELLS, row, strict=True))]
    ]

    region = Region.of(dict.fromkeys(CELLS, (0, MOST)), facts)
    parts = {cell: part for part in parts_of(region) for cell in part.cells}

    for cell in CELLS:
        found = parts[cell].hull(cell) if cell in parts else (region.low[cell], region.high[cell])
        assert found == (min(c[cell] for c in every), max(c[cell] for c in every))


# Whole tables, as an adversary reads them

BANDS, GROUPS = ("Band 2", "Band 9"), ("white", "bme", "unknown")
HEADER = "measure,workforce_group,pay_band,ethnic_group,value\n"
THRESHOLD = 5


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[tuple[str, str], int], set[tuple[str, str]], set[str]]:
    """Draw counts, those hidden, and the groups whose total is published."""
    counts = {place: draw(st.integers(0, 7)) for place in product(BANDS, GROUPS)}
    hidden = draw(st.sets(st.sampled_from(sorted(counts)), min_size=1, max_size=4))
    totals = draw(st.sets(st.sampled_from(GROUPS)))
    return counts, hidden, totals


@given(tables())
@settings(max_examples=40)
def test_a_return_is_attacked_as_trying_everything_would(
    drawn: tuple[dict[tuple[str, str], int], set[tuple[str, str]], set[str]],
) -> None:
    counts, hidden, totals = drawn
    lines = [
        f"staff,clinical,{band},{group},{'[c]' if (band, group) in hidden else count}\n"
        for (band, group), count in counts.items()
    ]
    lines += [f"staff,,,{g},{sum(counts[band, g] for band in BANDS)}\n" for g in sorted(totals)]

    found = audit({"return.csv": HEADER + "".join(lines)})

    confined: dict[tuple[str, str], tuple[Fraction, Fraction | None]] = {}
    for group in totals:
        own = sorted(place for place in hidden if place[1] == group)
        left = sum(counts[place] for place in own)
        rows = [row for row in product(range(left + 1), repeat=len(own)) if sum(row) == left]
        for index, place in enumerate(own):
            low, high = min(row[index] for row in rows), max(row[index] for row in rows)
            if low > 0 and high < THRESHOLD:
                confined[place] = (Fraction(low), Fraction(high))
    outsider = {
        (one.cell.place.removeprefix("clinical/"), one.cell.group): (one.low, one.high)
        for one in found.findings
        if one.kind != "shown" and one.insider is None and one.cell.place != "overall"
    }
    assert outsider == confined


@given(
    st.integers(0, 40),
    st.integers(1, 60),
    st.sampled_from([(1, True), (2, False), (3, False)]),
)
def test_what_a_rounded_display_leaves_open(part: int, whole: int, form: tuple[int, bool]) -> None:
    places, percent = form
    exact = Fraction(part, whole)
    shown = display(exact, places, percent=percent)

    where = Range.shown(shown)

    assert where is not None
    for other in range(3 * whole):
        same = display(Fraction(other, whole), places, percent=percent) == shown
        assert where.contains(Fraction(other, whole)) == same
