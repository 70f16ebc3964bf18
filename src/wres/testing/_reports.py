"""Hypothesis strategies for reports and for what stands behind their figures."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wres.ledger import Entry, Ledger, Read, State
from wres.report import Report, measure
from wres.returns import Evidence, SourceUsed
from wres.tables import ALL_TABLES
from wres.testing.counts import returns
from wres.vocabulary import cluster_schemes


TEXTS: SearchStrategy[str] = st.text(
    st.characters(exclude_categories=["Cs"]), max_size=12
) | st.sampled_from(["=1+1", "-3", "Ysbyty Gwynedd, £", 'a "quoted"\nline'])
"""Texts as sources have them, those that a spreadsheet would run included."""

ROWS: SearchStrategy[int] = st.integers(0, 10**6)

ENTRIES: SearchStrategy[Entry] = st.one_of(
    st.builds(
        Entry,
        table=st.sampled_from(list(ALL_TABLES)),
        file=TEXTS,
        state=st.sampled_from([State.COUNTED, State.OUT_OF_SCOPE, State.MERGED]),
        rule=TEXTS,
        rows=ROWS,
    ),
    st.builds(
        Entry,
        table=st.sampled_from(list(ALL_TABLES)),
        file=TEXTS,
        state=st.just(State.REJECTED),
        rule=TEXTS,
        rows=ROWS,
        column=st.none() | TEXTS,
        value=st.none() | TEXTS,
        first_row=st.none() | st.integers(1, 10**6),
    ),
)
"""Ways that rows went; only rejected ones say what was wrong."""


def ledgers() -> SearchStrategy[Ledger]:
    """Give ledgers that balance.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(ledgers(), ledgers())
    ... def test_ledgers_add_up(one: Ledger, other: Ledger) -> None:
    ...     assert one.balances and (one + other).balances
    ...     assert (one + other).rows_read == one.rows_read + other.rows_read
    >>> test_ledgers_add_up()
    """
    return st.lists(ENTRIES, max_size=4).map(_balanced)


def _balanced(entries: Iterable[Entry]) -> Ledger:
    kept = tuple(entries)
    return Ledger(kept, tuple(Read(entry.table, entry.file, entry.rows) for entry in kept))


def evidences() -> SearchStrategy[Evidence]:
    """Give what may stand behind figures: ledger, files, what is missing and why, warnings.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(evidences())
    ... def test_its_ledger_balances(evidence: Evidence) -> None:
    ...     assert evidence.ledger.balances
    >>> test_its_ledger_balances()
    """
    return st.builds(
        Evidence,
        ledger=ledgers(),
        sources=st.lists(
            st.builds(SourceUsed, TEXTS, TEXTS, st.none() | TEXTS, ROWS), max_size=2
        ).map(tuple),
        missing=st.dictionaries(
            st.sampled_from(["staff", "board", "appointed", "harassed_by_staff"]), TEXTS
        ),
        unknown=st.fixed_dictionaries({}, optional={"Z": st.just(0), "99": st.integers(0, 3)}),
        warnings=st.lists(TEXTS, max_size=2).map(tuple),
    )


@st.composite
def reports(draw: st.DrawFn, *, year: int | None = None, complete: bool = False) -> Report:
    """Draw a report of one organisation, in any form that may be asked for.

    Parameters
    ----------
    year
        WRES year, instead of any from 2015 to 2030.
    complete
        Whether every metric is measured.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(reports())
    ... def test_it_is_read_back_from_json(report: Report) -> None:
    ...     assert Report.from_json(report.to_json()) == report
    >>> test_it_is_read_back_from_json()
    """
    code = draw(st.sampled_from(["RXX", ""]))
    filed = draw(returns(organisations=st.just([code]), complete=complete))
    return measure(
        evolve(filed, evidence=draw(evidences())),
        year=draw(st.integers(2015, 2030)) if year is None else year,
        organisation=code,
        name=draw(st.none() | TEXTS),
        clusters=draw(st.lists(st.sampled_from(cluster_schemes()), max_size=1)),
        known_only=draw(st.booleans()),
        board_against=draw(st.sampled_from([None, "workforce", "population"])),
    )


st.register_type_strategy(Ledger, ledgers())
st.register_type_strategy(Evidence, evidences())
st.register_type_strategy(Report, reports())
