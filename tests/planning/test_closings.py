"""People needed, by substitution: with that many it is so, with one fewer it is not."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.substitution import BLOCKS, CLUSTERS, ratio_with
from tests.wording.test_indicators import report
from wres.metrics import Likelihood, Representation
from wres.planning import Closing, Reach
from wres.planning.closings import closings, reach
from wres.report import Report, measure
from wres.returns import WresReturn
from wres.testing import reports


LOW, HIGH = Fraction(4, 5), Fraction(5, 4)


def is_right(own: Report, closing: Closing, found: Reach | None, bound: Fraction) -> bool:
    """Whether a number is the smallest whole one that does it."""
    assert found is not None
    there = ratio_with(own, closing, found.people)
    before = ratio_with(own, closing, found.people - 1) if found.people else None
    return (
        there is not None
        and there == found.ratio.exact
        and there <= bound
        and (not found.people or before is None or before > bound)
    )


@given(reports(complete=True) | reports())
@settings(max_examples=40)
def test_with_that_many_the_ratio_is_within_the_bound_and_with_one_fewer_it_is_not(
    own: Report,
) -> None:
    for closing in closings(own):
        now = ratio_with(own, closing, 0)
        assert now is None or now > 1
        assert now == (None if closing.ratio is None else closing.ratio.exact)
        if closing.four_fifths is not None:
            assert is_right(own, closing, closing.four_fifths, HIGH)
            assert closing.four_fifths.ratio.exact >= LOW
        if closing.parity is not None:
            assert is_right(own, closing, closing.parity, Fraction(1))


SIZES = st.integers(1, 60)


@given(SIZES, SIZES, st.data())
@settings(max_examples=25)
def test_measuring_the_return_with_those_people_in_it_says_the_same(
    white: int, bme: int, data: st.DataObject
) -> None:
    number, events, people = data.draw(
        st.sampled_from(
            [
                (2, "appointed", "shortlisted"),
                (3, "entered_disciplinary", "staff"),
                (4, "accessed_training", "staff"),
            ]
        )
    )
    happened = (data.draw(st.integers(0, white)), data.draw(st.integers(0, bme)))
    own = report({people: (white, bme, 0), events: (*happened, 0)})

    for closing in closings(own):
        if closing.metric != number:
            continue
        sign = 1 if closing.change == "more" else -1
        for bound, found in ((HIGH, closing.four_fifths), (Fraction(1), closing.parity)):
            if found is None or not found.people:
                continue
            for fewer in (0, 1):
                moved = happened[1] + sign * (found.people - fewer)
                again = report({people: (white, bme, 0), events: (happened[0], moved, 0)})
                ratio = adverse(again, number)
                assert (ratio is not None and ratio <= bound) == (not fewer)


def adverse(own: Report, number: int) -> Fraction | None:
    """The ratio of a report, turned; None where it is not defined or has no end."""
    result = own[number]
    assert isinstance(result, Likelihood)
    assert result.likelihood.white is not None
    assert result.likelihood.bme is not None
    white, bme = result.likelihood.white.exact, result.likelihood.bme.exact
    above, below = (bme, white) if number == 3 else (white, bme)
    return above / below if below else None


@given(reports(complete=True))
@settings(max_examples=15)
def test_promotions_are_right_when_the_return_is_measured_again(own: Report) -> None:
    result = own[1]
    assert isinstance(result, Representation)
    for closing in closings(own):
        if "promotion" not in closing.noun or closing.four_fifths is None:
            continue
        moved = promote(own, closing, closing.four_fifths.people)
        again = moved[1]
        assert isinstance(again, Representation)
        [ratio] = [
            one.ratio.exact
            for one in again.disparity
            if step(one.workforce_group, one.from_, one.to) == closing.where
        ]
        assert closing.four_fifths.ratio.exact in {ratio, 0}


NAMES = {"lower": "Band 5 and below", "middle": "Bands 6 and 7", "upper": "Band 8a and above"}


def step(block: str, low: str, high: str) -> str:
    return f"{block.replace('_', '-')}, {NAMES[low]} to {NAMES[high]}"


def promote(own: Report, closing: Closing, people: int) -> Report:
    """Move BME staff from the lower rows to one higher row of the return."""
    block, steps = closing.where.split(", ")
    low, high = (CLUSTERS[name] for name in steps.split(" to "))
    frame = own.filed.to_frame()
    lines = frame.to_dicts()
    left = people
    for line in lines:
        mine = (line["measure"], line["workforce_group"], line["ethnic_group"]) == (
            "staff",
            BLOCKS[block],
            "bme",
        )
        if mine and line["pay_band"] in low:
            taken = min(left, int(line["value"]))
            line["value"] -= taken
            left -= taken
    assert left == 0
    added: dict[str, object] = {
        **dict.fromkeys(frame.columns),
        **{name: lines[0][name] for name in ("organisation", "year") if name in frame.columns},
        "measure": "staff",
        "workforce_group": BLOCKS[block],
        "pay_band": high[-1],
        "ethnic_group": "bme",
    }
    there = [
        line
        for line in lines
        if all(line[name] == added[name] for name in ("measure", "workforce_group", "pay_band"))
        and line["ethnic_group"] == "bme"
    ]
    if there:
        there[0]["value"] += people
    else:
        lines.append({**added, "value": float(people)})
    moved = WresReturn.from_frame(pl.DataFrame(lines, schema=frame.schema))
    return measure(moved, year=own.year, organisation=own.organisation.code)


@given(st.integers(1, 300), st.integers(0, 100), st.integers(1, 400), st.fractions(0, 2))
def test_a_search_finds_what_trying_one_by_one_finds(
    above: int, start: int, most: int, slope: Fraction
) -> None:
    def at(people: int) -> Fraction | None:
        below = start + slope * people
        return Fraction(above) / below if below else None

    within, parity = reach(at, most, LOW, HIGH)

    for found, bound in ((within, HIGH), (parity, Fraction(1))):
        tried = [n for n in range(most + 1) if (r := at(n)) is not None and r <= bound]
        if found is not None:
            assert found.people == tried[0]
        else:
            first = at(tried[0]) if tried else None
            assert first is None or (bound == HIGH and first < LOW)


def test_by_hand() -> None:
    # White 170 of 780, BME 30 of 210: 170 * 210 / 780 = 45.77 would be equality, / 1.25 = 36.6.
    own = report({"shortlisted": (780, 210, 10), "appointed": (170, 30, 1)})

    [closing] = closings(own)

    assert closing.four_fifths is not None
    assert closing.parity is not None
    assert (closing.four_fifths.people, closing.parity.people) == (37 - 30, 46 - 30)
    assert closing.change == "more"


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        pytest.param(
            {"shortlisted": (10, 10), "appointed": (5, 0)}, (4, 5), id="nobody BME appointed"
        ),
        pytest.param(
            {"staff": (10, 10, 0), "entered_disciplinary": (0, 5, 0)},
            (None, None),
            id="nobody White disciplined",
        ),
        pytest.param({"shortlisted": (1, 1), "appointed": (1, 0)}, (1, 1), id="one of one"),
        pytest.param({"shortlisted": (3, 1), "appointed": (1, 0)}, (None, 1), id="one is too many"),
    ],
)
def test_edges(lines: dict[str, tuple[float, ...]], people: tuple[int | None, ...]) -> None:
    [closing] = [one for one in closings(report(lines)) if one.metric in {2, 3}]

    found = [None if one is None else one.people for one in (closing.four_fifths, closing.parity)]
    assert tuple(found) == people


def test_no_gap_to_the_disadvantage_of_bme_staff_takes_nobody() -> None:
    own = report({"shortlisted": (780, 210, 10), "appointed": (70, 130, 1)})

    assert list(closings(own)) == []
