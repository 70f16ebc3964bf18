"""The return: a commutative monoid, its tidy form, and the figures of the survey."""

from fractions import Fraction
from itertools import permutations
from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wres.errors import FigureError
from wres.ledger import Entry, Ledger, State
from wres.returns import Evidence, SourceUsed, SurveyFigure, SurveyKey, WresReturn, total
from wres.returns.checks import HALVES
from wres.vocabulary import SURVEY_MEASURES, EthnicGroup, Measure, PayBand, WorkforceGroup, fits


CASES = Path(__file__).parents[1] / "cases"
PLACES = [(str(one), str(band)) for one in WorkforceGroup for band in PayBand if fits(one, band)]
GROUPS = [str(group) for group in EthnicGroup]
PLAIN = [str(one) for one in Measure if one.table != "survey" and one != "staff"]

Line = tuple[str, int | None, str, str | None, str | None, str, float, str | None]
HEADER = [
    "organisation",
    "year",
    "measure",
    "workforce_group",
    "pay_band",
    "ethnic_group",
    "value",
    "ward",
]
SCHEMA = dict.fromkeys(HEADER, pl.String) | {"year": pl.Int64, "value": pl.Float64}


def tidy(*lines: Line) -> pl.DataFrame:
    return pl.DataFrame(lines, schema=SCHEMA, orient="row")


@st.composite
def counts(draw: st.DrawFn) -> Line:
    measure = draw(st.sampled_from([*PLAIN, "staff", "staff", "staff"]))
    banded = measure == "staff" and draw(st.booleans())
    group, band = draw(st.sampled_from(PLACES)) if banded else (None, None)
    number = draw(st.integers(0, 9) | st.integers(0, 10**12))
    half = 0.5 if measure in HALVES and number < 10**12 and draw(st.booleans()) else 0
    return (
        draw(st.sampled_from(["", "RXX", "RYY"])),
        draw(st.sampled_from([None, 2024, 2025])),
        measure,
        group,
        band,
        draw(st.sampled_from(GROUPS)),
        number + half,
        draw(st.sampled_from([None, "Ward A", "Ward B"])),
    )


@st.composite
def shares(draw: st.DrawFn) -> list[Line]:
    """Draw a share and its base: both, so that any two can be pooled."""
    measure = str(draw(st.sampled_from(SURVEY_MEASURES)))
    organisation = draw(st.sampled_from(["", "RXX"]))
    group = draw(st.sampled_from(GROUPS))
    share, base = draw(st.integers(0, 1000)) / 1000, draw(st.integers(1, 10**6))
    figures = {measure: share, f"{measure}_respondents": float(base)}
    return [
        (organisation, None, name, None, None, group, value, None)
        for name, value in figures.items()
    ]


@st.composite
def returns(draw: st.DrawFn) -> WresReturn:
    """Draw a return as adding and counting may make one: with or without dimension."""
    lines = draw(st.lists(counts(), max_size=6))
    keys = {line[:6] + line[7:]: line for line in lines}
    surveyed = draw(st.lists(shares(), max_size=2))
    questions = {lines[0][:6]: lines for lines in surveyed}
    frame = tidy(*keys.values(), *(line for lines in questions.values() for line in lines))
    return WresReturn.from_cells(frame if draw(st.booleans()) else without_wards(frame))


def without_wards(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.drop("ward").unique(HEADER[:6], maintain_order=True)


@settings(max_examples=20)
@given(returns(), returns(), returns())
def test_returns_are_a_commutative_monoid(
    one: WresReturn, two: WresReturn, three: WresReturn
) -> None:
    nothing = WresReturn()

    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one + nothing == one == nothing + one
    assert total([]) == nothing
    assert total([one, two, three]) == three + one + two


@settings(max_examples=20)
@given(returns())
def test_the_tidy_form_gives_the_return_back(filed: WresReturn) -> None:
    frame = filed.to_frame()
    # What contradicts itself (more appointed than shortlisted) is a return, but is not read.
    assume(consistent(filed))

    assert WresReturn.from_frame(frame) == filed
    assert WresReturn.from_frame(frame.lazy().reverse()) == filed
    text = pl.read_csv(frame.write_csv().encode(), infer_schema=False)
    assert WresReturn.from_frame(text) == filed


def consistent(filed: WresReturn) -> bool:
    measures = {
        *("appointed", "board_voting", "board_executive", "senior_medical_manager"),
        *("shortlisted_international", "appointed_international"),
    }
    return measures.isdisjoint(filed.counts["measure"].cast(pl.String))


@settings(max_examples=20)
@given(returns())
def test_pooling_keeps_every_sum(filed: WresReturn) -> None:
    pooled = filed.pooled("QZZ")

    assert set(pooled.organisations) <= {"QZZ"}
    assert pooled == pooled.pooled("QZZ")
    for measure in Measure:
        for group in GROUPS:
            if measure.table != "survey":
                assert pooled.value(measure, group) == filed.value(measure, group)
    assert total([filed.of(name) for name in filed.organisations]) == filed


@pytest.mark.parametrize("case", sorted(CASES.glob("*.csv")), ids=lambda path: path.stem)
def test_published_cases_are_read_and_written_the_same(case: Path) -> None:
    filed = WresReturn.from_frame(pl.read_csv(case))

    assert WresReturn.from_frame(filed.to_frame()) == filed
    assert filed.organisations == ("",)


def test_a_return_that_names_no_organisation_has_no_such_column() -> None:
    line = ("", None, "shortlisted", None, None, "bme", 151.0, None)

    filed = WresReturn.from_frame(tidy(line).drop("ward"))

    assert filed.organisations == ("",)
    assert filed.to_frame().columns == HEADER[2:7]
    assert filed.of("") == filed
    assert filed.of("RXX") == WresReturn()
    assert filed.pooled("QZZ").to_frame().columns == [HEADER[0], *HEADER[2:7]]


def test_empty_text_and_none_are_the_same_in_cells() -> None:
    line: Line = ("RXX", 2025, "shortlisted", None, None, "bme", 1.0, None)
    null = tidy(line).with_columns(organisation=pl.lit(None, pl.String))
    blank = null.with_columns(pl.lit("").alias(name) for name in HEADER if null[name][0] is None)

    filed = [WresReturn.from_cells(frame) for frame in (null, blank, null.drop("organisation"))]

    assert [one.organisations for one in filed] == [("",)] * 3
    assert filed[0] == filed[1] == filed[2]
    assert filed[1].to_frame().rows() == [(2025, "shortlisted", None, None, "bme", 1.0, None)]


def test_lines_are_sorted_in_the_standards_order() -> None:
    lines: list[Line] = [
        ("RXX", 2025, "staff", "clinical", "Band 8a", "white", 1.0, None),
        ("RXX", 2025, "staff", "clinical", "Band 5", "white", 2.0, None),
        ("RXX", 2025, "staff", "non_clinical", "Band 9", "white", 3.0, None),
        ("RXX", 2025, "staff", "clinical", "Band 5", "bme", 4.0, None),
    ]

    for order in permutations(lines):
        filed = WresReturn.from_frame(tidy(*order).drop("ward"))
        assert filed.to_frame()["value"].to_list() == [3.0, 2.0, 4.0, 1.0]


def test_lines_without_a_year_or_a_part_come_first() -> None:
    lines: list[Line] = [
        ("RXX", year, "shortlisted", None, None, "white", 1.0, ward)
        for year in (2025, None)
        for ward in ("Ward B", None, "Ward A")
    ]

    rows = WresReturn.from_frame(tidy(*lines)).to_frame().select("year", "ward").rows()

    assert rows == [(year, ward) for year in (None, 2025) for ward in (None, "Ward A", "Ward B")]


def test_a_total_beside_its_bands_counts_once() -> None:
    # 3 + 4 in the bands, 7 in all: seven people, not fourteen.
    filed = WresReturn.from_frame(
        tidy(
            ("", None, "staff", None, None, "bme", 7.0, None),
            ("", None, "staff", "clinical", "Band 5", "bme", 3.0, None),
            ("", None, "staff", "clinical", "Band 6", "bme", 4.0, None),
        )
    )

    assert filed.value("staff", "bme") == 7
    assert filed.value("staff", "bme", pay_band="Band 5") == 3


def test_where_one_part_knows_only_the_total_so_does_the_sum() -> None:
    banded = WresReturn.from_frame(
        tidy(("", None, "staff", "clinical", "Band 5", "bme", 3.0, None))
    )
    plain = WresReturn.from_frame(tidy(("", None, "staff", None, None, "bme", 4.0, None)))

    assert (banded + plain).to_frame().drop("ward").rows() == [("staff", None, None, "bme", 7.0)]


def test_a_value_is_none_where_nothing_was_supplied() -> None:
    filed = WresReturn.from_frame(
        tidy(("RXX", None, "entered_disciplinary", None, None, "bme", 1.5, "Ward A"))
    )

    assert filed.value("entered_disciplinary", "bme") == Fraction(3, 2)
    assert filed.value("entered_disciplinary", "bme", ward="Ward A") == Fraction(3, 2)
    assert filed.value("entered_disciplinary", "bme", ward="Ward B") is None
    assert filed.value("entered_disciplinary", "white") is None
    assert filed.value("staff", "bme", pay_band="Band 5") is None
    assert filed.dimensions == ("ward",)


def test_a_return_is_no_key_and_equals_no_other_thing() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(WresReturn())
    assert WresReturn() != 1
    with pytest.raises(TypeError, match="unsupported operand"):
        WresReturn() + 1  # type: ignore[operator]


# --- The survey -------------------------------------------------------------------------------


def surveyed(organisation: str, share: float | None, base: int | None) -> WresReturn:
    figures = {"harassed_by_staff": share, "harassed_by_staff_respondents": base}
    return WresReturn.from_frame(
        tidy(
            *(
                (organisation, None, name, None, None, "bme", float(value), None)
                for name, value in figures.items()
                if value is not None
            )
        )
    )


def test_shares_are_pooled_by_their_respondents_exactly() -> None:
    # (0.1 x 3 + 0.2 x 4 + 0.7 x 2) / 9 = 2.5 / 9 = 5/18, in any order.
    parts = [surveyed("", 0.1, 3), surveyed("", 0.2, 4), surveyed("", 0.7, 2)]

    for order in permutations(parts):
        (figure,) = total(order).survey.values()
        assert figure == SurveyFigure(Fraction(5, 18), 9)


@pytest.mark.parametrize(
    ("share", "base"),
    [
        pytest.param(0.5, None, id="no base"),
        pytest.param(0.5, 0, id="nobody"),
        pytest.param(None, 5, id="no share"),
    ],
)
def test_shares_without_respondents_cannot_be_pooled(share: float | None, base: int | None) -> None:
    one, other = surveyed("RXX", share, base), surveyed("RXX", 0.25, 100)
    message = (
        r"^two results for harassed_by_staff, bme cannot be pooled: "
        r"both need a share and its number of respondents$"
    )

    with pytest.raises(FigureError, match=message):
        one + other
    with pytest.raises(FigureError, match=message):
        other + one


def test_shares_of_two_organisations_stand_side_by_side() -> None:
    filed = surveyed("RYY", 0.5, None) + surveyed("RXX", 0.25, None)

    assert list(filed.survey) == [
        SurveyKey(code, None, "harassed_by_staff", "bme") for code in ("RXX", "RYY")
    ]
    assert filed.of("RXX") == surveyed("RXX", 0.25, None)


def test_pooling_organisations_pools_their_survey() -> None:
    # 1/2 of 100 and 1/4 of 300: 125 of 400.
    both = surveyed("RYY", 0.5, 100) + surveyed("RXX", 0.25, 300)
    figure = SurveyFigure(Fraction(5, 16), 400)

    assert dict(both.pooled("QZZ").survey) == {
        SurveyKey("QZZ", None, "harassed_by_staff", "bme"): figure
    }
    assert dict(both.pooled().survey) == {SurveyKey("", None, "harassed_by_staff", "bme"): figure}


def test_survey_figures_are_in_the_order_of_the_years_none_first() -> None:
    frame = tidy(
        *(
            ("RXX", year, measure, None, None, "bme", 0.5, None)
            for measure in ("harassed_by_public", "discriminated_against")
            for year in (2025, None, 2024)
        )
    )

    assert [(key.year, key.measure) for key in WresReturn.from_frame(frame).survey] == [
        (year, measure)
        for year in (None, 2024, 2025)
        for measure in ("discriminated_against", "harassed_by_public")
    ]


def test_respondents_alone_add_up() -> None:
    (figure,) = (surveyed("", None, 5) + surveyed("", None, 6)).survey.values()

    assert figure == SurveyFigure(None, 11)


def test_evidence_adds_up_and_says_each_warning_once() -> None:
    one = Evidence(
        ledger=Ledger((Entry("workforce", "a.csv", State.COUNTED, "in post", 3),)),
        sources=(SourceUsed("esr-bi", "a.csv", None, 3),),
        missing={"appointed": "no outcomes"},
        unknown={"Z": 1, "99": 2},
        warnings=("late",),
    )
    other = Evidence(missing={"appointed": "another reason"}, unknown={"Z": 4, "A": 5})

    both = one + other + Evidence(warnings=("late", "early"))

    assert both.ledger == one.ledger
    assert both.sources == one.sources
    assert both.missing == {"appointed": "another reason / no outcomes"}
    assert both.unknown == {"99": 2, "A": 5, "Z": 5}
    assert both.warnings == ("late", "early")


def test_returns_add_up_with_their_evidence() -> None:
    one, other = (
        WresReturn.from_cells(WresReturn().to_frame(), Evidence(warnings=(said,)))
        for said in ("late", "early")
    )

    assert (one + other).evidence.warnings == ("late", "early")
