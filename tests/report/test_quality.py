from typing import Any

import polars as pl
import pytest
from attrs import evolve

from wres.ledger import Entry, Ledger, Read, State
from wres.metrics import GROUPS, PLACES
from wres.report import measure
from wres.returns import Evidence, SourceUsed, WresReturn


Line = dict[str, Any]


def line(measure: str, group: str, value: float, place: tuple[str, str] | None = None) -> Line:
    workforce_group, pay_band = place or (None, None)
    return {
        "measure": measure,
        "workforce_group": workforce_group,
        "pay_band": pay_band,
        "ethnic_group": group,
        "value": float(value),
    }


def filed_of(*lines: Line) -> WresReturn:
    return WresReturn.from_frame(pl.DataFrame(list(lines), infer_schema_length=None))


def staff(white: int, bme: int, unknown: int, **more: str | int) -> list[Line]:
    counts = zip(GROUPS, (white, bme, unknown), strict=True)
    return [{**line("staff", group, count), **more} for group, count in counts]


def warnings(*lines: Line, year: int = 2025) -> tuple[str, ...]:
    return measure(filed_of(*lines), year=year).data_quality.warnings


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(staff(90, 5, 5), (), id="5 percent unknown"),
        pytest.param(
            staff(89, 5, 6),
            ("indicator 1: ethnicity is unknown for more than 5% of staff",),
            id="more unknown",
        ),
        pytest.param(
            [line("staff", "white", 9), line("staff", "bme", 1)],
            (
                (
                    "indicator 1: the number of Unknown staff was not supplied, which is not "
                    "zero, so there are no shares"
                ),
            ),
            id="unknown not supplied",
        ),
        pytest.param(
            [
                *(line("staff", group, 9, PLACES[0]) for group in GROUPS[:2]),
                *(line("staff", group, 0, PLACES[1]) for group in GROUPS),
            ],
            (
                (
                    "indicator 1: some pay bands lack an ethnic group, which is not zero, so "
                    "they have no shares"
                ),
            ),
            id="unknown of one band not supplied",
        ),
        pytest.param(
            [
                *staff(100, 20, 1),
                line("entered_disciplinary", "white", 10),
                line("entered_disciplinary", "bme", 21),
            ],
            ("indicator 3: more events than people among BME; leavers may be among them",),
            id="leavers",
        ),
        pytest.param(
            [
                *staff(100, 20, 1),
                line("accessed_training", "white", 10),
                line("accessed_training", "bme", 9),
            ],
            ("indicator 4: fewer than 10 events among BME; read the ratio with its interval",),
            id="low count",
        ),
        pytest.param(
            [line("board", group, 2) for group in GROUPS],
            ("indicator 9: without the workforce there is nothing to compare the board with",),
            id="board without workforce",
        ),
        pytest.param(
            [*staff(9, 1, 0), line("board", "white", 2), line("board", "bme", 2)],
            (
                (
                    "indicator 9: the number of members of an ethnic group was not supplied, "
                    "which is not zero, so there are no shares"
                ),
            ),
            id="board without unknown",
        ),
    ],
)
def test_a_reader_is_warned(lines: list[Line], expected: tuple[str, ...]) -> None:
    assert warnings(*lines) == expected


def test_the_first_edition_asked_for_something_else() -> None:
    assert warnings(*staff(9, 1, 0), line("board", "bme", 1), year=2015) == (
        (
            "indicator 1: the standard of 2015 asked for bands 8 to 9 and VSM; staff by pay band "
            "were not supplied"
        ),
        (
            "indicator 9: the number of members of an ethnic group was not supplied, which is "
            "not zero, so there are no shares"
        ),
        "indicator 9: without local_population there is nothing to compare the board with",
    )


def test_the_local_population_needs_every_group() -> None:
    board = [line("board", group, 2) for group in GROUPS]
    people = [line("local_population", "white", 90), line("local_population", "bme", 10)]

    assert warnings(*staff(9, 1, 0), *board, *people, year=2015)[1:] == (
        (
            "indicator 9: the number of Unknown people in the local population was not supplied, "
            "which is not zero, so there is nothing to compare the board with"
        ),
    )


def test_a_comparison_that_the_year_does_not_ask_for_is_told() -> None:
    board = [line("board", group, 2) for group in GROUPS]
    people = [line("local_population", group, 9) for group in GROUPS]
    filed = filed_of(*staff(9, 1, 0), *board, *people)

    later = measure(filed, year=2025, board_against="population")
    first = measure(filed, year=2015, board_against="workforce")

    assert later.data_quality.warnings == (
        (
            "indicator 9: the standard of 2025 compares the board with the workforce; this "
            "compares it with the local population"
        ),
    )
    assert first.data_quality.warnings[1:] == (
        (
            "indicator 9: the standard of 2015 compares the board with the local population; "
            "this compares it with the workforce"
        ),
    )


def test_a_warning_about_what_was_asked_for_goes_when_it_is_not() -> None:
    filed = filed_of(*staff(9, 1, 0), *(line("board", group, 2) for group in GROUPS))

    asked = measure(filed, year=2025, known_only=True, board_against="population")
    again = measure(asked.filed, year=2025)

    assert len(asked.data_quality.warnings) == 4
    assert again == measure(filed, year=2025)


def test_shares_of_those_whose_ethnicity_is_known_are_labelled() -> None:
    filed = filed_of(
        line("staff", "white", 9),
        line("staff", "bme", 1),
        line("board", "bme", 1),
        line("board", "white", 1),
    )

    report = measure(filed, year=2025, known_only=True)

    assert report.data_quality.warnings == tuple(
        f"indicator {number}: shares leave unknown ethnicity out, as government statistics do; "
        "the standard keeps it in"
        for number in (1, 9)
    )


EVIDENCE = Evidence(
    ledger=Ledger(
        (
            Entry(
                "workforce",
                "staff.csv",
                State.REJECTED,
                "unknown-category",
                2,
                "Ethnic Origin",
                "Q",
                7,
            ),
            Entry("workforce", "staff.csv", State.COUNTED, "staff in post", 10),
        ),
        (Read("workforce", "staff.csv", 12),),
    ),
    sources=(
        SourceUsed("esr-bi", "staff.csv", "00" * 32, 12),
        SourceUsed("return", "board.csv", None, 3),
    ),
    unknown={"Z": 1, "99": 2},
    warnings=("2 rows were rejected and are in no figure",),
)


def test_the_ledger_and_the_sources_travel_along_sorted() -> None:
    report = measure(evolve(filed_of(*staff(5, 2, 3)), evidence=EVIDENCE), year=2025)

    quality = report.data_quality
    assert [entry.state for entry in quality.ledger] == ["counted", "rejected"]
    assert [source.file for source in report.provenance.sources] == [
        "board.csv",
        "staff.csv",
    ]
    assert "2 rows were rejected and are in no figure" in quality.warnings


def test_not_stated_is_kept_apart_from_not_known() -> None:
    report = measure(evolve(filed_of(*staff(5, 2, 3)), evidence=EVIDENCE), year=2025)

    reported = report.data_quality.self_reported
    assert reported.share is not None
    assert (reported.share.display, reported.not_stated, reported.not_known) == (
        "70.0%",
        1,
        2,
    )


def test_codes_of_other_organisations_are_not_told_as_ones_own() -> None:
    report = measure(evolve(filed_of(*staff(5, 2, 1)), evidence=EVIDENCE), year=2025)

    reported = report.data_quality.self_reported
    assert (reported.not_stated, reported.not_known) == (None, None)
