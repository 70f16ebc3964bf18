"""What counting promises whatever the rows are, and small cases worked by hand."""

# mypy: disable-error-code="arg-type"
# Records take plain labels for the members of their enums, which mypy does not see.

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import permutations

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from wres.admission import DATED_ON, EFFECTIVE_FROM, EFFECTIVE_TO, Intake, LooseTable, Source
from wres.admission.frames import intake_of
from wres.errors import FigureError, InputError, UnknownNameError
from wres.ledger import Entry, Ledger, State
from wres.profiles import profile
from wres.records import (
    Application,
    BoardMember,
    DisciplinaryEntry,
    Record,
    StaffRecord,
    SurveyShare,
    TrainingUptake,
)
from wres.returns import SurveyFigure, SurveyKey, WresReturn, count, total
from wres.tables import TABLES, to_frame
from wres.testing.strategies import (
    applications,
    board_members,
    disciplinary_entries,
    staff_records,
    training_uptakes,
)
from wres.vocabulary import EthnicCategory


GROUPS = ("white", "bme", "unknown")
CODES = st.sampled_from(["RXX", "RYY"])
PEOPLE = st.sampled_from([f"{number:03}" for number in range(8)])
WARDS = st.sampled_from(["Ward A", "Ward B", None])

UNFOUND = (
    "counted as of unknown ethnicity, having none of their own and not being found in the "
    "workforce by person"
)

Frames = dict[str, pl.DataFrame]


def _table(
    record: type[Record], strategy: st.SearchStrategy[Record]
) -> st.SearchStrategy[pl.DataFrame]:
    """Draw a table with a breakdown dimension."""
    rows = st.lists(st.tuples(strategy, WARDS), max_size=8)
    return rows.map(
        lambda drawn: to_frame([row for row, _ in drawn], record).with_columns(
            pl.Series("ward", [ward for _, ward in drawn], pl.String)
        )
    )


TRUST = st.fixed_dictionaries(
    {
        "workforce": _table(StaffRecord, staff_records(organisation=CODES, person=PEOPLE)),
        "recruitment": _table(Application, applications(organisation=CODES, application=PEOPLE)),
        "disciplinary": _table(
            DisciplinaryEntry,
            disciplinary_entries(organisation=CODES, person=PEOPLE, case=PEOPLE),
        ),
        "training": _table(TrainingUptake, training_uptakes(organisation=CODES, person=PEOPLE)),
        "board": _table(BoardMember, board_members(organisation=CODES, person=PEOPLE)),
    }
)
YEAR = st.sampled_from([None, 2019, 2025])


def post(
    person: str,
    band: str = "Band 5",
    *,
    engagement: str = "substantive",
    primary: bool = True,
    fte: float | None = 1,
    started_on: date | None = None,
) -> StaffRecord:
    group = "medical" if band == "Consultant" else "clinical"
    return StaffRecord("RXX", person, "1", "A", group, band, engagement, primary, fte, started_on)


def untold(ledger: Ledger) -> list[Entry]:
    """Give a ledger's entries without the rows at which they first occur."""
    return sorted(evolve(entry, first_row=None) for entry in ledger.entries)


@settings(max_examples=15)
@given(frames=TRUST, year=YEAR, part_of=st.lists(st.integers(0, 2), min_size=8, max_size=8))
def test_counting_a_whole_equals_adding_the_counts_of_its_parts(
    frames: Frames, year: int | None, part_of: list[int]
) -> None:
    # A person, an application and a case stay in one part: that of their number. A case
    # without person is what it says itself.
    keys = {"recruitment": "application"}
    parts = []
    for part in range(3):
        numbers = [f"{number:03}" for number, chosen in enumerate(part_of) if chosen == part]
        chosen: Frames = {}
        for name, frame in frames.items():
            key = pl.col(keys.get(name, "person"))
            if name == "disciplinary":
                key = pl.coalesce("person", "case")
            nobody = pl.lit(value=part == 0) & key.is_null()
            chosen[name] = frame.filter(key.is_in(numbers) | nobody)
        parts.append(chosen)

    whole = count(frames, year=year, by=["ward"])
    added = total([count(part, year=year, by=["ward"]) for part in parts])

    assert added == whole
    assert added.evidence.ledger.totals() == whole.evidence.ledger.totals()
    assert added.evidence.unknown == whole.evidence.unknown


@settings(max_examples=12)
@given(frames=TRUST, seed=st.integers(0, 9))
def test_whoever_is_counted_is_in_the_same_part_by_each_event(frames: Frames, seed: int) -> None:
    # Everybody took a course: of each part and pay band's people, all did. The list of courses
    # knows nothing but who they are.
    workforce = frames["workforce"].sample(fraction=1, shuffle=True, seed=seed)
    courses = workforce.select("organisation", "person", mandatory=pl.lit(value=False)).unique()
    by = ["ward", "pay", "ethnic_category"]
    staff_list = workforce.with_columns(pay=pl.col("pay_band").cast(pl.String))

    filed = count({"workforce": staff_list, "training": courses}, by=by)

    keys = ["organisation", "ethnic_group", *by]
    sums = filed.counts.filter(pl.col("value") > 0).group_by("measure", *keys)
    parts = sums.agg(pl.col("value").sum()).partition_by("measure", as_dict=True)
    counted, accessed = (
        parts[name,].drop("measure").sort(keys).rows() if (name,) in parts else []
        for name in ("staff", "accessed_training")
    )
    assert accessed == counted


@settings(max_examples=15)
@given(frames=TRUST, year=YEAR, seed=st.integers(0, 9))
def test_the_order_of_rows_and_columns_does_not_matter(
    frames: Frames, year: int | None, seed: int
) -> None:
    shuffled = {
        name: frame.sample(fraction=1, shuffle=True, seed=seed).select(sorted(frame.columns))
        for name, frame in frames.items()
    }

    one, other = count(frames, year=year), count(shuffled, year=year)

    assert one == other
    without = {name: frame.drop("ward") for name, frame in frames.items() if name != "workforce"}
    assert count(frames | without, year=year, by=["ward"]) == count(
        shuffled | without, year=year, by=["ward"]
    )
    assert untold(one.evidence.ledger) == untold(other.evidence.ledger)


@settings(max_examples=8)
@given(frames=TRUST, year=YEAR)
def test_text_categories_and_laziness_change_nothing(frames: Frames, year: int | None) -> None:
    def of(change: Callable[[pl.DataFrame], object]) -> WresReturn:
        return count({name: change(frame) for name, frame in frames.items()}, year=year)

    expected = of(lambda frame: frame)

    as_text = of(lambda frame: frame.with_columns(pl.col(pl.Enum).cast(pl.String)))
    as_categories = of(
        lambda frame: frame.with_columns(pl.col(pl.Enum).cast(pl.String).cast(pl.Categorical))
    )
    written = of(lambda frame: frame.with_columns(pl.all().cast(pl.String)))
    lazy = of(lambda frame: frame.lazy())
    for one in (as_text, as_categories, written, lazy):
        assert one == expected
        assert one.evidence.ledger == expected.evidence.ledger


@settings(max_examples=10)
@given(frames=TRUST, year=YEAR)
def test_a_breakdown_adds_up_to_the_whole(frames: Frames, year: int | None) -> None:
    broken_down = count(frames, year=year, by=["ward", "engagement"])

    summed = WresReturn.from_cells(
        broken_down.to_frame().drop("ward", "engagement").group_by(pl.exclude("value")).sum()
    )
    assert summed == count(frames, year=year)
    assert broken_down.dimensions == ("engagement", "ward")


@settings(max_examples=10)
@given(frames=TRUST, year=YEAR)
def test_a_breakdown_by_ethnic_category_adds_up_within_each_group(
    frames: Frames, year: int | None
) -> None:
    events = {name: frames[name].drop("ward") for name in ("disciplinary", "training")}
    by = ["ward", "ethnic_category"]

    broken_down = count(frames | events, year=year, by=by).to_frame()

    summed = WresReturn.from_cells(broken_down.drop(by).group_by(pl.exclude("value")).sum())
    assert summed == count(frames, year=year)
    stated = broken_down.drop_nulls("ethnic_category")
    groups = {str(one): str(one.group) for one in EthnicCategory}
    assert stated["ethnic_category"].replace_strict(groups).eq(stated["ethnic_group"]).all()
    assert WresReturn.from_frame(broken_down) == count(frames | events, year=year, by=by)


@settings(max_examples=8)
@given(TRUST)
def test_files_in_any_order_give_one_return(frames: Frames) -> None:
    intakes = [intake_of({name: frame}, 2025) for name, frame in frames.items()]

    forwards = count(sum(intakes[1:], start=intakes[0]))
    backwards = count(sum(intakes[-2::-1], start=intakes[-1]))

    assert forwards == backwards == count(frames, year=2025)


@pytest.mark.parametrize("kind", ["pandas", "pyarrow", "duckdb"])
def test_other_engines_give_the_same_return(kind: str) -> None:
    # 002 has no FTE, 003 no start: pandas writes the one NaN, the other NaT.
    frame = to_frame(
        [
            post("001", "Consultant", started_on=date(2020, 1, 1)),
            post("002", engagement="bank", fte=None, started_on=date(2025, 5, 1)),
            post("003", primary=False, fte=0.5),
        ]
    )
    plain = frame.with_columns(pl.col(pl.Enum).cast(pl.String))
    native: object = plain.to_arrow()
    if kind == "pandas":
        native = plain.to_pandas()
    if kind == "duckdb":
        duckdb = pytest.importorskip("duckdb")
        native = duckdb.from_arrow(plain.to_arrow())

    filed = count({"workforce": native}, year=2025)

    assert filed == count({"workforce": frame}, year=2025)
    assert filed.evidence.ledger.totals()[State.COUNTED] == 2


def test_a_supplied_table_gives_zeros_for_the_organisations_of_the_workforce() -> None:
    staff = to_frame(
        [StaffRecord("RXX", "1", "1", "A", "clinical", "Band 5", "substantive", primary=True)]
    )

    filed = count({"workforce": staff, "disciplinary": to_frame([], DisciplinaryEntry)})

    # Nobody entered the process: that is zero. No training was supplied: that is not.
    assert filed.value("entered_disciplinary", "bme") == 0
    assert filed.value("accessed_training", "bme") is None
    assert filed.organisations == ("RXX",)


def test_a_table_without_a_row_in_the_year_gives_zeros_for_those_it_names() -> None:
    old = [DisciplinaryEntry("RXX", "1", "1", "D", date(2020, 1, 1))]

    filed = count({"disciplinary": to_frame(old)}, year=2025)

    assert filed.value("entered_disciplinary", "bme", organisation="RXX") == 0


def test_an_empty_table_alone_names_nobody_and_gives_nothing() -> None:
    assert count({"board": to_frame([], BoardMember)}) == WresReturn()


# --- Who is counted, by hand -----------------------------------------------------------------


def staff(*people: tuple[str, str, str]) -> pl.DataFrame:
    """Make a workforce: person, ethnic category, engagement."""
    return to_frame(
        [
            StaffRecord("RXX", person, "1", category, "clinical", "Band 5", kind, primary=True)
            for person, category, kind in people
        ],
        StaffRecord,
    )


def entry(person: str | None, category: str | None = None, case: str = "1") -> DisciplinaryEntry:
    return DisciplinaryEntry("RXX", case, person, category, date(2024, 9, 1))


def told(ledger: Ledger, table: str) -> dict[str, int]:
    return {
        f"{item.state}: {item.rule}": item.rows for item in ledger.entries if item.table == table
    }


def test_ethnicity_comes_from_the_row_else_from_the_workforce_else_from_nowhere() -> None:
    # 001 White in the workforce and says nothing: White. 002 White there, D in the case: BME,
    # its own. 009 in neither: unknown. A case without person or ethnicity: unknown.
    frames = {
        "workforce": staff(("001", "A", "substantive"), ("002", "A", "substantive")),
        "disciplinary": to_frame(
            [entry("001"), entry("002", "D"), entry("009"), entry(None, case="2")]
        ),
    }

    filed = count(frames, year=2025)

    assert [
        filed.value("entered_disciplinary", group) for group in ("white", "bme", "unknown")
    ] == [
        1,
        1,
        2,
    ]
    assert told(filed.evidence.ledger, "disciplinary") == {
        "counted: person entering the process, ethnicity from the workforce": 1,
        "counted: person entering the process, own ethnicity": 1,
        "counted: person entering the process, ethnicity not found": 2,
    }
    assert filed.evidence.warnings == (f"disciplinary: 2 {UNFOUND}",)


def test_a_dimension_comes_from_the_row_else_from_the_workforce_else_from_nowhere() -> None:
    # 001 is of Surgery and says nothing; 002 of Surgery, the case says Medicine; 009 is nowhere.
    workforce = staff(("001", "A", "substantive"), ("002", "A", "substantive"))
    cases = to_frame([entry("001"), entry("002", case="2"), entry("009", case="3")])
    frames = {
        "workforce": workforce.with_columns(directorate=pl.lit("Surgery")),
        "disciplinary": cases.with_columns(
            directorate=pl.Series(["", " Medicine", None], dtype=pl.String)
        ),
    }

    filed = count(frames, year=2025, by=["directorate"])

    assert [
        sum(filed.value("entered_disciplinary", group, directorate=name) or 0 for group in GROUPS)
        for name in ("Surgery", "Medicine", None)
    ] == [1, 1, 1]


def test_a_leaver_and_a_second_post_give_the_dimension_that_counts() -> None:
    # 001: the primary post is in Surgery. 002 has left Medicine, and entered the process in post.
    posts = [
        post("001", "Band 5", primary=False),
        evolve(post("001", "Band 6"), assignment="2"),
        post("002"),
    ]
    workforce = to_frame(posts).with_columns(
        pl.Series("directorate", ["Estates", "Surgery", "Medicine"]),
        pl.Series(EFFECTIVE_TO, [None, None, "2025-01-31"]),
    )
    frames = {"workforce": workforce, "disciplinary": to_frame([entry("001"), entry("002")])}

    filed = count(frames, year=2025, by=["directorate"])

    lines = filed.counts.filter(pl.col("measure") == "entered_disciplinary", pl.col("value") > 0)
    assert sorted(lines.select("directorate", "value").rows()) == [
        ("Medicine", 1.0),
        ("Surgery", 1.0),
    ]


@pytest.mark.parametrize("rows", [(0, 1), (1, 0)], ids=str)
def test_of_equal_rows_the_one_that_counts_gives_the_dimension(rows: tuple[int, ...]) -> None:
    # Alike but for band and ward: the lower band is kept, whose ward is the later one.
    workforce = to_frame([post("001", "Band 5"), post("001", "Band 6")]).with_columns(
        ward=pl.Series(["Ward B", "Ward A"])
    )
    frames = {"workforce": workforce[list(rows)], "disciplinary": to_frame([entry("001")])}

    filed = count(frames, year=2025, by=["ward"])

    lines = filed.counts.filter(pl.col("value") > 0).select("measure", "ward")
    assert lines.rows() == [("staff", "Ward B"), ("entered_disciplinary", "Ward B")]


def test_a_person_who_declined_in_the_row_stays_so() -> None:
    frames = {
        "workforce": staff(("001", "A", "substantive")),
        "disciplinary": to_frame([entry("001", "Z")]),
    }

    assert count(frames, year=2025).value("entered_disciplinary", "unknown") == 1


def test_events_of_people_the_standard_leaves_out_are_out_of_scope_and_those_of_leavers_are_not() -> (
    None
):
    # 001 is bank only; 002 had bank work besides a post; 003 starts after the snapshot, which
    # here stands for somebody known but not in post.
    workforce = staff(("001", "A", "bank"), ("002", "D", "bank"), ("002", "D", "substantive"))
    later = staff(("003", "D", "fixed_term")).with_columns(started_on=date(2025, 4, 1))
    frames = {
        "workforce": pl.concat([workforce, later.cast(dict(workforce.schema))]),
        "disciplinary": to_frame([entry("001"), entry("002"), entry("003")]),
    }

    filed = count(frames, year=2025)

    assert filed.value("entered_disciplinary", "white") == 0
    assert filed.value("entered_disciplinary", "bme") == 2
    assert told(filed.evidence.ledger, "disciplinary") == {
        "counted: person entering the process, ethnicity from the workforce": 2,
        "out_of_scope: bank-only worker": 1,
    }
    assert filed.evidence.warnings == ()


def test_people_lost_by_their_leading_zeros_are_told_of() -> None:
    frames = {
        "workforce": staff(("001", "A", "substantive"), ("002", "D", "substantive")),
        "training": to_frame(
            [
                TrainingUptake("RXX", person, None, None, date(2024, 9, 1), mandatory=False)
                for person in ("1", "2", "9")
            ]
        ),
    }

    filed = count(frames, year=2025)

    assert filed.value("accessed_training", "unknown") == 3
    assert filed.evidence.warnings == (
        f"training: 3 {UNFOUND}",
        "training: 2 of these people would be found with leading zeros left aside",
    )


def test_people_lost_by_the_organisation_are_told_of() -> None:
    frames = {
        "workforce": staff(("001", "A", "substantive")),
        "disciplinary": to_frame([entry("001")]).with_columns(organisation=pl.lit("")),
    }

    warnings = count(frames, year=2025).evidence.warnings

    assert warnings[1:] == (
        "disciplinary: 1 of these people would be found in another organisation of the workforce",
    )


def test_events_without_ethnicity_and_workforce_are_told_of() -> None:
    filed = count({"disciplinary": to_frame([entry("001")])}, year=2025)

    (warning,) = filed.evidence.warnings
    assert warning == (
        "disciplinary: 1 counted as of unknown ethnicity, having none of their own and no "
        "workforce to take it from"
    )


def test_history_counts_once_and_only_at_the_snapshot() -> None:
    # 001: Band 5 to 30 September, Band 6 since: the row in force counts, the other is merged.
    # 002 left on 1 February: not in post. 003 begins on 1 April: not yet.
    frame = pl.concat(
        [staff((person, "D", "substantive")) for person in ("001", "001", "002", "003")]
    )
    frame = frame.with_columns(
        pl.Series("pay_band", ["Band 5", "Band 6", "Band 7", "Band 7"]),
        pl.Series(EFFECTIVE_FROM, ["2020-01-01", "2024-10-01", None, "01/04/2025"]),
        pl.Series(EFFECTIVE_TO, ["2024-09-30", "4712-12-31", "01-Feb-2025", None]),
    )

    filed = count({"workforce": frame}, year=2025)

    assert filed.value("staff", "bme", pay_band="Band 6") == 1
    assert filed.value("staff", "bme") == 1
    assert told(filed.evidence.ledger, "workforce") == {
        "counted: person in post": 1,
        "merged: history of an assignment; the row at the snapshot is kept": 1,
        "out_of_scope: not in post at the snapshot": 2,
    }


@pytest.mark.parametrize("rows", list(permutations(range(3))), ids=str)
def test_the_main_assignment_is_chosen_whatever_comes_first(rows: tuple[int, ...]) -> None:
    # Not primary; primary since 2020; primary since 2021: the last is kept.
    posts = [
        post("1", "Band 5", primary=False, started_on=date(2022, 1, 1)),
        post("1", "Band 6", started_on=date(2020, 1, 1)),
        post("1", "Band 7", started_on=date(2021, 1, 1), fte=0.5),
    ]

    filed = count({"workforce": to_frame([posts[row] for row in rows])}, year=2025)

    assert filed.value("staff", "white", pay_band="Band 7") == 1
    assert told(filed.evidence.ledger, "workforce") == {
        "counted: person in post": 1,
        "merged: second assignment; the primary one is kept": 1,
        "merged: second assignment; the latest start is kept": 1,
    }


def test_applications_belong_to_the_year_of_their_date() -> None:
    made = [
        Application("RXX", str(number), "D", shortlisted=True, appointed=number > 1)
        for number in range(4)
    ]
    frame = to_frame(made).with_columns(
        pl.Series(DATED_ON, ["2024-03-31", "2024-04-01", "2025-03-31", None])
    )

    filed = count({"recruitment": frame}, year=2025)

    # 31 March 2024 is the year before; without a date the export is taken at its word.
    assert filed.value("shortlisted", "bme") == 3
    assert filed.value("appointed", "bme") == 2


def application(number: int, category: str, *, appointed: bool, abroad: bool | None) -> Application:
    return Application("RXX", str(number), category, True, appointed, abroad)  # noqa: FBT003


@pytest.mark.parametrize(
    ("untold", "warnings"),
    [
        pytest.param(False, (), id="all told"),
        pytest.param(
            None,
            ("some applications do not say whether they are international recruits; taken as not",),
            id="some untold",
        ),
    ],
)
def test_international_recruits_are_counted_where_the_source_tells(
    untold: bool | None,  # noqa: FBT001
    warnings: tuple[str, ...],
) -> None:
    made = [
        application(1, "D", appointed=True, abroad=True),
        application(2, "D", appointed=False, abroad=True),
        application(3, "D", appointed=True, abroad=untold),
        application(4, "A", appointed=True, abroad=False),
    ]

    filed = count({"recruitment": to_frame(made)}, year=2025)

    found = {
        measure: [filed.value(measure, group) for group in ("white", "bme", "unknown")]
        for measure in ("shortlisted", "shortlisted_international", "appointed_international")
    }
    assert found == {
        "shortlisted": [1, 3, 0],
        "shortlisted_international": [0, 2, 0],
        "appointed_international": [0, 1, 0],
    }
    assert filed.evidence.warnings == warnings


def test_a_source_that_never_tells_gives_no_international_recruits() -> None:
    made = [application(1, "D", appointed=True, abroad=None)]
    other = evolve(application(2, "D", appointed=True, abroad=False), organisation="RYY")

    alone = count({"recruitment": to_frame(made)}, year=2025)
    beside = count({"recruitment": to_frame([*made, other])}, year=2025)

    assert alone.value("appointed_international", "bme") is None
    assert beside.of("RXX").value("appointed_international", "bme") is None
    assert beside.of("RYY").value("appointed_international", "bme") == 0
    assert alone.evidence.warnings == beside.evidence.warnings == ()


def test_two_years_are_halved() -> None:
    # This year: 1 and 2; last year: 1 again. (2 + 1) / 2 = 3/2.
    cases = [
        DisciplinaryEntry("RXX", "a", "1", "D", date(2018, 4, 1)),
        DisciplinaryEntry("RXX", "b", "2", "D", date(2019, 3, 31)),
        DisciplinaryEntry("RXX", "c", "1", "D", date(2018, 3, 31)),
        DisciplinaryEntry("RXX", "d", "1", "D", date(2018, 3, 30)),
        DisciplinaryEntry("RXX", "e", "1", "D", date(2017, 3, 31)),
    ]

    filed = count({"disciplinary": to_frame(cases)}, year=2019)

    assert filed.value("entered_disciplinary", "bme") == Fraction(3, 2)
    assert told(filed.evidence.ledger, "disciplinary") == {
        "counted: person entering the process, own ethnicity": 3,
        "merged: same person; the first entry in the year is kept": 1,
        "out_of_scope: outside the reporting year": 1,
    }


def test_the_survey_of_the_autumn_before_is_used() -> None:
    shares = [
        SurveyShare("RXX", year, "harassed_by_staff", "bme", share, 100)
        for year, share in ((2023, 0.5), (2024, 0.25))
    ]

    filed = count({"survey": to_frame(shares)}, year=2025)

    key = SurveyKey("RXX", None, "harassed_by_staff", "bme")
    assert filed.survey == {key: SurveyFigure(Fraction(1, 4), 100)}


def test_without_a_year_two_surveys_cannot_both_be_meant() -> None:
    shares = [
        SurveyShare("RXX", year, "harassed_by_staff", "bme", 0.5, 100) for year in (2023, 2024)
    ]

    with pytest.raises(InputError, match="rows of the same figure do not agree in survey year"):
        count({"survey": to_frame(shares)})


def test_a_survey_and_a_return_with_the_same_question_are_pooled() -> None:
    shares = to_frame([SurveyShare("", 2024, "harassed_by_staff", "bme", 0.2, 100)])
    lines = pl.DataFrame(
        {
            "measure": ["harassed_by_staff", "harassed_by_staff_respondents"],
            "ethnic_group": ["bme", "bme"],
            "value": [0.5, 200],
        }
    )

    filed = count({"survey": shares, "return": lines}, year=2025)

    # (0.2 x 100 + 0.5 x 200) / 300 = 120 / 300.
    (figure,) = filed.survey.values()
    assert figure == SurveyFigure(Fraction(2, 5), 300)


def test_lines_of_a_return_keep_their_parts_apart_and_add_up() -> None:
    # Equal counts of two directorates are no duplicate: 5 + 5 = 10.
    lines = pl.DataFrame(
        {
            "measure": ["shortlisted"] * 2,
            "ethnic_group": ["bme"] * 2,
            "value": [5, 5],
            "directorate": ["Surgery", "Medicine"],
        }
    )

    assert count({"return": lines}).value("shortlisted", "bme") == 10
    parts = count({"return": lines}, by=["directorate"])
    assert parts.value("shortlisted", "bme", directorate="Surgery") == 5


def test_counts_beyond_32_bits_stay_exact() -> None:
    lines = pl.DataFrame(
        {
            "organisation": ["RXX", "RYY"],
            "measure": ["shortlisted"] * 2,
            "ethnic_group": ["white"] * 2,
            "value": [2**32 - 1, 2**39 + 1],
        }
    )

    filed = count({"return": lines})

    assert filed.pooled().value("shortlisted", "white") == 2**32 + 2**39
    assert (filed + filed).value("shortlisted", "white") == 2**33 + 2**40


def test_every_source_is_named_with_its_rows() -> None:
    board = to_frame([BoardMember("RXX", "7", "D", voting=True, executive=False)]).lazy()
    sheets = [
        LooseTable("board", frame, Source("x", "board.xlsx", sheet, "f00d"))
        for sheet, frame in (("one", board), ("two", pl.concat([board, board])))
    ]

    filed = count(Intake(tuple(sheets), profile(2025)))

    assert [(source.file, source.rows) for source in filed.evidence.sources] == [("board.xlsx", 3)]
    assert filed.evidence.ledger.balances


def test_board_members_are_counted_by_what_they_are() -> None:
    members = [
        BoardMember("RXX", "1", "A", voting=True, executive=True),
        BoardMember("RXX", "2", "A", voting=True, executive=False),
        BoardMember("RXX", "3", "D", voting=False, executive=True),
        BoardMember("RXX", "4", "Z", voting=False, executive=False),
    ]

    filed = count({"board": to_frame(members)})

    counted = {
        measure: [filed.value(measure, group) for group in ("white", "bme", "unknown")]
        for measure in ("board", "board_voting", "board_executive")
    }
    assert counted == {
        "board": [2, 1, 1],
        "board_voting": [2, 0, 0],
        "board_executive": [1, 1, 0],
    }


def test_a_breakdown_counts_each_part_in_the_year() -> None:
    cases = [
        entry("001", "D", case="1"),
        entry("002", "D", case="2"),
        entry("003", "D", case="3"),
        evolve(entry("004", "D", case="4"), entered_on=date(2020, 1, 1)),
    ]
    wards = pl.Series("ward", ["Ward A", "Ward A", "Ward B", "Ward A"])
    frames = {"disciplinary": to_frame(cases).with_columns(wards)}

    filed = count(frames, year=2025, by=["ward"])

    assert filed.dimensions == ("ward",)
    parts = [filed.value("entered_disciplinary", "bme", ward=f"Ward {name}") for name in "AB"]
    assert parts == [2, 1]


def test_a_workforce_has_a_zero_in_every_pay_band_that_nobody_is_in() -> None:
    filed = count({"workforce": staff(("001", "A", "substantive"))})

    assert filed.dimensions == ()
    assert filed.value("staff", "white", workforce_group="clinical", pay_band="Band 5") == 1
    assert filed.value("staff", "white", workforce_group="clinical", pay_band="Band 9") == 0
    # Three groups in 32 places, and the senior medical managers of each group.
    assert len(filed.to_frame()) == 3 * 32 + 3


def test_those_who_declined_and_those_not_known_are_told_apart() -> None:
    people = [("1", "Z"), ("2", "99"), ("3", "99"), ("4", "A")]
    frames = {"workforce": staff(*((person, code, "substantive") for person, code in people))}

    assert count(frames).evidence.unknown == {"Z": 1, "99": 2}
    assert count({"board": to_frame([], BoardMember)}).evidence.unknown == {}


# --- What cannot be counted -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["value", "organisation", "pay_band", "year", "source_row"])
def test_a_breakdown_by_a_column_of_the_return_is_refused(name: str) -> None:
    message = f"by must name further columns, not those of a return; got by='{name}'"

    with pytest.raises(FigureError, match=f"^{message}$"):
        count({"workforce": staff()}, by=[name])


@pytest.mark.parametrize("name", ["person", "assignment", "case", "application"])
def test_a_breakdown_by_what_identifies_somebody_is_refused(name: str) -> None:
    message = f"^by must not name what identifies somebody; got by='{name}'$"

    with pytest.raises(FigureError, match=message):
        count({"workforce": staff()}, by=[name])


def test_a_text_is_no_list_of_breakdowns() -> None:
    with pytest.raises(FigureError, match=r"^by must be a list such as \['directorate'\]; got"):
        count({"workforce": staff()}, by="ward")


def test_a_breakdown_that_is_not_there_is_refused() -> None:
    frame = staff().with_columns(directorate=pl.lit("Surgery"))
    message = (
        "^no column to break down by named 'directorat'; there are: directorate, ethnic_category$"
    )

    with pytest.raises(UnknownNameError, match=message):
        count({"workforce": frame}, by=["directorat"])


def test_without_further_columns_ethnic_category_is_what_there_is() -> None:
    message = "^no column to break down by named 'ward'; there are: ethnic_category$"

    with pytest.raises(UnknownNameError, match=message):
        count({"workforce": staff()}, by=["ward"])


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"^no table named 'staff'; there are: workforce, "):
        count({"staff": staff()})


def test_another_year_than_the_intakes_is_refused() -> None:
    with pytest.raises(FigureError, match=r"^the intake was read for 2024, not 2025$"):
        count(intake_of({"workforce": staff()}, 2024), year=2025)


def test_intakes_of_two_years_do_not_add_up() -> None:
    with pytest.raises(FigureError, match=r"^intakes of different years or rules do not add up$"):
        intake_of({"workforce": staff()}, 2024) + intake_of({"workforce": staff()}, 2025)


def test_the_year_without_an_established_rule_asks_for_one() -> None:
    frames = {"disciplinary": to_frame([], DisciplinaryEntry)}
    message = (
        "^the basis of metric 3 in 2020 is not established: "
        "say metric_3_basis='single_year' or 'two_year_average'$"
    )

    with pytest.raises(FigureError, match=message):
        count(frames, year=2020)
    assert count(frames, year=2020, metric_3_basis="single_year") == WresReturn()


def test_rejected_rows_stop_counting_unless_accepted() -> None:
    frame = staff(("1", "A", "substantive"), ("2", "A", "substantive")).with_columns(
        pl.Series("ethnic_category", ["A", "T"])
    )

    with pytest.raises(InputError, match="unknown ethnic category 'T'"):
        count({"workforce": frame})
    filed = count({"workforce": frame}, accept_rejected=True)
    assert filed.value("staff", "white") == 1
    assert filed.evidence.warnings == ("1 row was rejected and is in no figure",)
    two = pl.concat([frame, frame.with_columns(person=pl.lit("3"))])
    warnings = count({"workforce": two}, accept_rejected=True).evidence.warnings
    assert warnings == ("2 rows were rejected and are in no figure",)


def test_every_row_level_table_can_be_counted() -> None:
    frames = {name: to_frame([], record) for name, record in TABLES.items()}

    assert count(frames, year=2025) == WresReturn()


def test_nothing_is_read_before_it_is_asked_for() -> None:
    reads: list[int] = []

    def read(frame: pl.DataFrame) -> pl.DataFrame:
        reads.append(len(frame))
        return frame

    rows = staff(("1", "A", "substantive"))
    lazy = rows.lazy().map_batches(read, schema=rows.schema)

    intake = intake_of({"workforce": lazy}, 2025) + intake_of({"workforce": lazy}, 2025)
    assert reads == []
    assert count(intake).value("staff", "white") == 1
    assert sum(reads) > 0


def test_where_nobody_could_be_disciplined_no_basis_is_told() -> None:
    cases = {"disciplinary": to_frame([], DisciplinaryEntry)}

    assert count({"workforce": staff()}, year=2025).evidence.bases == ()
    assert count(cases, year=2025).evidence.bases == ((2025, profile(2025)["metric_3_basis"]),)


def test_where_there_is_nothing_to_break_down_by_that_is_said() -> None:
    with pytest.raises(UnknownNameError, match=r"there are: none$"):
        count({"survey": to_frame([], SurveyShare)}, year=2025, by=["ward"])
