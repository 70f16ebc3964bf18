import pytest
from attrs import evolve

from wres.ledger import LEDGER_SCHEMA, Entry, Ledger, Read, State


COUNTED = Entry("board", "a.csv", State.COUNTED, "board member", 12)
MERGED = Entry("board", "a.csv", State.MERGED, "duplicate board member", 1)
REJECTED = Entry("board", "b.csv", State.REJECTED, "missing-value", 2, "Voting", None, 7)
LEDGER = Ledger(
    (COUNTED, MERGED, REJECTED), (Read("board", "a.csv", 13), Read("board", "b.csv", 2))
)


def test_a_ledger_balances_where_every_row_read_went_somewhere() -> None:
    assert LEDGER.balances
    assert LEDGER.rows_read == 15


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(evolve(LEDGER, entries=LEDGER.entries[:2]), id="a row is lost"),
        pytest.param(evolve(LEDGER, entries=(*LEDGER.entries, MERGED)), id="a row is made up"),
        pytest.param(
            evolve(LEDGER, entries=(COUNTED, evolve(MERGED, file="b.csv"), REJECTED)),
            id="a row is in another file",
        ),
        pytest.param(
            evolve(LEDGER, entries=(COUNTED, evolve(MERGED, table="survey"), REJECTED)),
            id="a row is in another table",
        ),
    ],
)
def test_a_ledger_that_does_not_balance_says_so(wrong: Ledger) -> None:
    assert not wrong.balances


def test_a_file_without_rows_balances() -> None:
    assert Ledger((), (Read("board", "a.csv", 0),)).balances


def test_totals_name_every_state() -> None:
    assert LEDGER.totals() == {"counted": 12, "out_of_scope": 0, "merged": 1, "rejected": 2}
    assert LEDGER.totals("survey") == dict.fromkeys(State, 0)


def test_ledgers_add_up() -> None:
    assert (LEDGER + Ledger()) == LEDGER
    assert (LEDGER + LEDGER).rows_read == 30
    assert (LEDGER + LEDGER).balances


def test_entries_sort_though_most_have_no_value() -> None:
    assert sorted([REJECTED, MERGED, COUNTED]) == [COUNTED, MERGED, REJECTED]


def test_the_frame_of_a_ledger_has_one_row_an_entry() -> None:
    frame = LEDGER.to_frame()

    assert frame.schema == LEDGER_SCHEMA
    assert frame.rows()[2] == ("board", "b.csv", "rejected", "missing-value", "Voting", None, 7, 2)
    assert Ledger().to_frame().schema == LEDGER_SCHEMA
