"""What is told of figures that were counted elsewhere: whole messages, one case per code."""

import polars as pl
import pytest

from wres.admission import Intake, LooseTable, Source
from wres.errors import InputError
from wres.returns import WresReturn, count


HEADER = ["measure", "workforce_group", "pay_band", "ethnic_group", "value"]
BAND_5 = ("clinical", "Band 5")
CONSULTANT = ("medical", "Consultant")
NO_PLACE = (None, None)
COUNT = "a number of at least 0 and at most 1,000,000,000,000"

Line = tuple[str | None, ...]


def line(measure: str, value: str | None, place: Line = NO_PLACE, group: str = "bme") -> Line:
    return (measure, *place, group, value)


def problems(*lines: Line) -> list[str]:
    frame = pl.DataFrame(lines, schema=dict.fromkeys(HEADER, pl.String), orient="row")
    with pytest.raises(InputError) as refused:
        WresReturn.from_frame(frame)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(
            [line("leavers", "1")],
            "row 1, column 'measure': unknown measure 'leavers'; accepted: a measure of the tidy "
            "form [unknown-measure]",
            id="unknown-measure",
        ),
        pytest.param(
            [line("staff", "1", group="asian")],
            "row 1, column 'ethnic_group': unknown ethnic group 'asian'; accepted: white, bme or "
            "unknown [unknown-ethnic-group]",
            id="unknown-ethnic-group",
        ),
        pytest.param(
            [line("staff", "-1")],
            f"row 1, column 'value': impossible value '-1'; accepted: {COUNT} [impossible-number]",
            id="impossible-number",
        ),
        pytest.param(
            [line("staff", None)],
            f"row 1, column 'value': no value; accepted: {COUNT} [missing-value]",
            id="missing-value",
        ),
        pytest.param(
            [line("staff", "1", ("clinical", "Consultant"))],
            "row 1, column 'pay_band': pay band 'Consultant' does not go with the rest of the "
            "row; accepted: Under Band 1 to VSM for staff who are not medical "
            "[band-outside-group]",
            id="band-outside-group",
        ),
        pytest.param(
            [line("harassed_by_staff", "24.9")],
            "row 1, column 'value': harassed_by_staff is 24.9; accepted: a share from 0 to 1 "
            "(24.9% is 0.249) [share-over-1]",
            id="share-over-1",
        ),
        pytest.param(
            [line("harassed_by_staff", "1.01")],
            "row 1, column 'value': harassed_by_staff is 1.01; accepted: a share from 0 to 1 "
            "(24.9% is 0.249) [share-over-1]",
            id="share-just-over-1",
        ),
        pytest.param(
            [line("staff", "1234567.5")],
            "row 1, column 'value': staff is 1234567.5; accepted: a whole number; halves in "
            "entered_disciplinary only [part-of-a-person]",
            id="part-of-a-person",
        ),
        pytest.param(
            [line("entered_disciplinary", "1.25")],
            "row 1, column 'value': entered_disciplinary is 1.25; accepted: a whole number; "
            "halves in entered_disciplinary only [part-of-a-person]",
            id="a quarter of a person",
        ),
        pytest.param(
            [line("harassed_by_staff_respondents", "0.5")],
            "row 1, column 'value': harassed_by_staff_respondents is 0.5; accepted: a whole "
            "number; halves in entered_disciplinary only [part-of-a-person]",
            id="half a respondent",
        ),
        pytest.param(
            [line("staff", "1", ("clinical", None))],
            "row 1, column 'value': staff has a workforce group or a pay band, not both; "
            "accepted: both or neither [half-a-place]",
            id="half-a-place",
        ),
        pytest.param(
            [line("board", "1", BAND_5)],
            "row 1, column 'value': board has a pay band; accepted: a pay band for staff, "
            "shortlisted, appointed only [band-not-expected]",
            id="band-not-expected",
        ),
        pytest.param(
            [line("staff", "1234567"), line("staff", "1234568", BAND_5)],
            "row 1, column 'value': staff of bme is 1234567 in all, but its bands add up to "
            "1234568; accepted: a total that equals its bands, or no total [total-differs]",
            id="total-differs",
        ),
        pytest.param(
            [line("shortlisted", "4"), line("appointed", "5")],
            "row 2, column 'value': 5 appointed of bme, but 4 shortlisted; accepted: no more "
            "appointed than shortlisted [more-appointed-than-shortlisted]",
            id="more-appointed-than-shortlisted",
        ),
        pytest.param(
            [line("shortlisted", "4"), line("shortlisted_international", "5")],
            "row 2, column 'value': 5 shortlisted international recruits of bme, but 4 "
            "shortlisted; accepted: no more shortlisted international recruits than shortlisted "
            "[more-shortlisted-international-than-shortlisted]",
            id="more-shortlisted-international-than-shortlisted",
        ),
        pytest.param(
            [line("appointed_international", "5"), line("appointed", "4")],
            "row 1, column 'value': 5 appointed international recruits of bme, but 4 appointed; "
            "accepted: no more appointed international recruits than appointed "
            "[more-appointed-international-than-appointed]",
            id="more-appointed-international-than-appointed",
        ),
        pytest.param(
            [line("appointed_international", "5"), line("shortlisted_international", "4")],
            "row 1, column 'value': 5 appointed international recruits of bme, but 4 shortlisted "
            "international recruits; accepted: no more appointed international recruits than "
            "shortlisted international recruits "
            "[more-appointed-international-than-shortlisted-international]",
            id="more-appointed-international-than-shortlisted-international",
        ),
        pytest.param(
            [
                line("shortlisted", "10"),
                line("appointed", "8"),
                line("shortlisted_international", "9"),
                line("appointed_international", "2"),
            ],
            "row 2, column 'value': 6 appointed other than international recruits of bme, but 1 "
            "shortlisted other than international recruits; accepted: no more appointed other "
            "than international recruits than shortlisted other than international recruits "
            "[more-appointed-at-home-than-shortlisted-at-home]",
            id="more-appointed-at-home-than-shortlisted-at-home",
        ),
        pytest.param(
            [
                line("shortlisted", "5"),
                line("shortlisted_international", "5"),
                line("appointed", "3"),
                line("appointed_international", "2"),
            ],
            "row 3, column 'value': 1 appointed other than international recruits of bme, but 0 "
            "shortlisted other than international recruits; accepted: no more appointed other "
            "than international recruits than shortlisted other than international recruits "
            "[more-appointed-at-home-than-shortlisted-at-home]",
            id="nobody-shortlisted-at-home",
        ),
        pytest.param(
            [line("board_voting", "5"), line("board", "4")],
            "row 1, column 'value': 5 voting board members of bme, but 4 board members; "
            "accepted: no more voting board members than board members "
            "[more-board-voting-than-board]",
            id="more-board-voting-than-board",
        ),
        pytest.param(
            [line("board", "4"), line("board_executive", "5")],
            "row 2, column 'value': 5 executive board members of bme, but 4 board members; "
            "accepted: no more executive board members than board members "
            "[more-board-executive-than-board]",
            id="more-board-executive-than-board",
        ),
        pytest.param(
            [
                line("staff", "4", CONSULTANT),
                line("shortlisted", "400", CONSULTANT),
                line("senior_medical_manager", "5"),
            ],
            "row 3, column 'value': 5 senior medical managers of bme, but 4 consultants; "
            "accepted: no more senior medical managers than consultants "
            "[more-senior-medical-manager-than-consultants]",
            id="more-senior-medical-manager-than-consultants",
        ),
        pytest.param(
            [line("staff", "1"), line("staff", "2"), line("staff", "1")],
            "row 1, column 'value': rows of the same figure do not agree in value (and in 2 more "
            "rows); accepted: one row for each figure [conflicting-rows]",
            id="conflicting-rows",
        ),
    ],
)
def test_a_fault_is_told_in_full(lines: list[Line], message: str) -> None:
    assert problems(*lines) == [f"input, {message}"]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([line("staff", "1"), line("staff", "1")], id="a line twice"),
        pytest.param([line("staff", "1"), line("staff", "1.0")], id="a line twice as a decimal"),
        pytest.param([line("entered_disciplinary", "1.5")], id="halves of two years"),
        pytest.param([line("harassed_by_staff", "1")], id="everybody"),
        pytest.param([line("shortlisted", "4"), line("appointed", "4")], id="all appointed"),
        pytest.param([line("appointed", "4")], id="nothing to compare with"),
        pytest.param(
            [line("appointed", "4"), line("shortlisted", "0", group="white")], id="groups"
        ),
        pytest.param([line("senior_medical_manager", "4"), line("staff", "1")], id="only a total"),
        pytest.param([line("shortlisted", "4", BAND_5), line("appointed", "4")], id="by band"),
    ],
)
def test_what_may_be_is_accepted(lines: list[Line]) -> None:
    frame = pl.DataFrame(lines, schema=dict.fromkeys(HEADER, pl.String), orient="row")

    assert len(WresReturn.from_frame(frame).to_frame()) <= len(lines)


def test_a_half_place_of_a_measure_that_has_no_bands_is_told_as_both() -> None:
    told = problems(line("board", "1", ("clinical", None)))

    assert [one.rpartition("[")[2] for one in told] == ["band-not-expected]", "half-a-place]"]


@pytest.mark.parametrize(
    ("category", "message"),
    [
        pytest.param(
            "A",
            "input, row 1, column 'ethnic_category': category A is not bme; accepted: ethnic "
            "group white [category-of-another-group]",
            id="category-of-another-group",
        ),
        pytest.param(
            "Indian",
            "input, row 1, column 'ethnic_category': no ethnic category; accepted: an NHS ethnic "
            "category code: A to S without I, O and Q, or Z, or 99 [unknown-ethnic-category]",
            id="unknown-ethnic-category",
        ),
    ],
)
def test_a_category_has_to_be_one_of_its_group(category: str, message: str) -> None:
    frame = pl.DataFrame(
        [line("staff", "1")], schema=dict.fromkeys(HEADER, pl.String), orient="row"
    )

    with pytest.raises(InputError) as refused:
        WresReturn.from_frame(frame.with_columns(ethnic_category=pl.lit(category)))

    assert [str(problem) for problem in refused.value.problems] == [message]


def test_all_faults_are_told_in_the_order_of_their_rows() -> None:
    told = problems(
        line("appointed", "5"),
        line("harassed_by_staff", "24.9"),
        line("staff", "0.5"),
        line("shortlisted", "4"),
    )

    assert [text.partition(" [")[0].partition(":")[0] for text in told] == [
        "input, row 1, column 'value'",
        "input, row 2, column 'value'",
        "input, row 3, column 'value'",
    ]


def test_the_parts_of_a_return_are_compared_part_by_part() -> None:
    # Ward A: 5 of 4 appointed; all in all 5 of 14.
    frame = pl.DataFrame(
        {
            "measure": ["shortlisted", "shortlisted", "appointed"],
            "ethnic_group": ["bme"] * 3,
            "value": [4, 10, 5],
            "ward": ["A", "B", "A"],
        }
    )

    with pytest.raises(InputError, match="5 appointed of bme, but 4 shortlisted"):
        WresReturn.from_frame(frame)


def test_a_file_is_named_with_its_own_headers() -> None:
    frame = pl.DataFrame(
        {"measure": ["staff"], "ethnic_group": ["bme"], "value": ["0.5"], "source_row": [12]}
    )
    source = Source("dcf", "return.xlsx", "WRES")
    loose = LooseTable("return", frame.lazy(), source, {"value": "Verified figures"})

    with pytest.raises(
        InputError, match=r"return\.xlsx, sheet 'WRES', row 12, column 'Verified figures': staff is"
    ):
        count(Intake((loose,)), accept_rejected=True)


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        pytest.param(([12, 3, 5],), "one.csv, row 3", id="one-file"),
        pytest.param(([12], [5, 3]), "one.csv, row 12", id="two-files"),
    ],
)
def test_a_sum_is_told_of_at_its_first_line(rows: tuple[list[int], ...], place: str) -> None:
    # Two and three appointed by band, of four shortlisted.
    lines = [
        line("appointed", "2", BAND_5),
        line("appointed", "3", CONSULTANT),
        line("shortlisted", "4"),
    ]
    loose = []
    for name, numbers in zip(("one.csv", "two.csv"), rows, strict=False):
        part, lines = lines[: len(numbers)], lines[len(numbers) :]
        frame = pl.DataFrame(part, schema=dict.fromkeys(HEADER, pl.String), orient="row")
        numbered = frame.with_columns(pl.Series("source_row", numbers))
        loose.append(LooseTable("return", numbered.lazy(), Source("x", name)))

    with pytest.raises(InputError) as refused:
        count(Intake(tuple(loose)))

    told = [str(problem) for problem in refused.value.problems]
    assert len(told) == 1
    assert told[0].startswith(f"{place}, column 'value': 5 appointed of bme, but 4 shortlisted")
