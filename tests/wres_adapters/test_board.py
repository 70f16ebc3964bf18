from pathlib import Path
from typing import Any

import pytest

import wres
from wres.errors import InputError
from wres.records import BoardMember
from wres.tables import to_records
from wres.vocabulary import EthnicCategory, read_table


HEADER = "Name,Ethnic Origin,Voting Member,Role"


def read(tmp_path: Path, *lines: str, header: str = HEADER, **options: Any) -> wres.Intake:  # noqa: ANN401
    path = tmp_path / "board.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return wres.read(path, adapter="board", **options)


def seats(intake: wres.Intake) -> list[tuple[bool, bool]]:
    assert intake.problems == ()
    assert intake.ledger.balances
    members = to_records(intake.tables["board"], BoardMember)
    return [(member.voting, member.executive) for member in members]


@pytest.mark.parametrize(
    ("role", "executive"),
    [
        pytest.param("Executive", True, id="executive"),
        pytest.param("Executive Director", True, id="executive director"),
        pytest.param("Chief Executive", True, id="chief executive"),
        pytest.param("Non-executive", False, id="non-executive"),
        pytest.param("NON EXECUTIVE DIRECTOR", False, id="non-executive director"),
        pytest.param("Chair", False, id="chair"),
    ],
)
def test_a_role_says_who_is_an_executive(role: str, executive: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert seats(read(tmp_path, f"Jane,A,Yes,{role}")) == [(True, executive)]


def test_yes_and_no_say_it_in_columns_of_their_own(tmp_path: Path) -> None:
    header = "Ethnic Origin,Voting,Executive"

    intake = read(tmp_path, "A,Y,No", "B,0,TRUE", header=header)

    assert seats(intake) == [(True, False), (False, True)]


def test_the_words_of_a_column_headed_with_both_are_understood(tmp_path: Path) -> None:
    header = "Ethnic Origin,Voting Status,Executive/Non-Executive"

    intake = read(tmp_path, "A,Voting,Non-executive", "B,Non-voting,Executive", header=header)

    assert seats(intake) == [(True, False), (False, True)]


def test_a_blank_flag_is_filled_by_the_role(tmp_path: Path) -> None:
    header = "Ethnic Origin,Voting,Executive,Role"

    intake = read(tmp_path, "A,Yes,,Chair", "A,Yes,Yes,Director of Finance", header=header)

    assert seats(intake) == [(True, False), (True, True)]


def test_a_role_that_does_not_say_it_is_shown_or_translated(tmp_path: Path) -> None:
    line = "Jane,A,Yes,Trustee"

    refused = read(tmp_path, line)
    translated = read(tmp_path, line, translations={"role": {"Trustee": "non-executive"}})

    assert [str(problem) for problem in refused.problems] == [
        (
            "board.csv, row 2, column 'Role': executive 'Trustee' is neither true nor false; "
            "accepted: true or false (also yes, no, y, n, 1, 0) [neither-true-nor-false]"
        )
    ]
    assert seats(translated) == [(True, False)]


def test_a_blank_ethnicity_is_not_known(tmp_path: Path) -> None:
    (member,) = to_records(read(tmp_path, "Jane,,Yes,Chair").tables["board"], BoardMember)

    assert member == BoardMember("", None, EthnicCategory.NOT_KNOWN, voting=True, executive=False)


def test_members_without_a_number_are_different_people(tmp_path: Path) -> None:
    intake = read(tmp_path, "Jane,A,Yes,Chair", "Jane,A,Yes,Chair")

    assert [(entry.rule, entry.rows) for entry in intake.ledger.entries] == [("board member", 2)]


def test_a_member_who_is_there_twice_counts_once(tmp_path: Path) -> None:
    header = f"Employee Number,{HEADER}"

    intake = read(tmp_path, "007,Jane,A,No,Chair", "007,Jane,A,Yes,Chair", header=header)

    assert {entry.rule: entry.rows for entry in intake.ledger.entries} == {
        "board member": 1,
        "duplicate board member; the voting seat is kept": 1,
    }


def test_a_board_without_votes_or_roles_is_no_board_list(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "Jane,A", header="Name,Ethnic Origin")

    assert [problem.message for problem in caught.value.problems] == [
        "no column 'Voting Member'",
        "no column 'Executive'",
    ]


def test_every_word_says_one_thing() -> None:
    rows = read_table("board_words")

    assert all(bool(row["executive"]) != bool(row["voting"]) for row in rows)
    assert {row["executive"] or row["voting"] for row in rows} == {"yes", "no"}
    assert len({row["spelling"] for row in rows}) == len(rows)
