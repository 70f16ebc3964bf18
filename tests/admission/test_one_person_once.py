"""Who is counted, against an oracle: plain Python, one row after the other, slow and obvious."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from wres.profiles import Window
from wres.records import (
    Application,
    BoardMember,
    DisciplinaryEntry,
    StaffRecord,
    TrainingUptake,
)
from wres.returns import WresReturn, count
from wres.tables import to_frame
from wres.testing.strategies import (
    applications,
    board_members,
    disciplinary_entries,
    staff_records,
    training_uptakes,
)
from wres.vocabulary import EthnicCategory


SNAPSHOT = date(2025, 3, 31)
THIS_YEAR = Window(date(2024, 4, 1), SNAPSHOT)
LAST_YEAR = Window(date(2023, 4, 1), date(2024, 3, 31))
CODES = st.sampled_from(["RXX", "RYY"])
PEOPLE = st.sampled_from(["1", "01", "2", "3", "4", "5"])

# Few values each, so that rows meet and tie.
STAFF = st.lists(staff_records(organisation=CODES, person=PEOPLE), max_size=12)
APPLICATIONS = st.lists(applications(organisation=CODES, application=PEOPLE), max_size=12)
CASES = st.lists(disciplinary_entries(organisation=CODES, person=PEOPLE, case=PEOPLE), max_size=12)
COURSES = st.lists(training_uptakes(organisation=CODES, person=PEOPLE), max_size=12)
MEMBERS = st.lists(board_members(organisation=CODES, person=PEOPLE), max_size=12)

Person = tuple[str, str]
Figures = dict[tuple[str, str, str], Fraction]
"""Organisation, measure and ethnic group to a count."""


def figures(filed: WresReturn, *measures: str) -> Figures:
    """Give what a return says, without zeros."""
    found: Figures = defaultdict(Fraction)
    for organisation, measure, group, value in filed.counts.select(
        "organisation", "measure", "ethnic_group", "value"
    ).rows():
        if measure in measures and value:
            found[organisation, measure, group] += Fraction(value)
    return found


def without_zeros(found: Figures) -> Figures:
    return {key: value for key, value in found.items() if value}


def within(day: date | None, window: Window) -> bool:
    return day is None or window.start <= day <= window.end


def main_assignment(rows: list[StaffRecord]) -> StaffRecord:
    """Choose as the standard's text does: primary, latest start, largest FTE, first number."""
    return min(
        rows,
        key=lambda row: (
            not row.primary,
            -(row.started_on or date.min).toordinal(),
            -(row.fte if row.fte is not None else -1),
            row.assignment.encode(),
            list(EthnicCategory).index(row.ethnic_category),
        ),
    )


def is_left_out(row: StaffRecord) -> bool:
    return row.engagement not in {"substantive", "fixed_term"}


def in_post(row: StaffRecord) -> bool:
    return not is_left_out(row) and within(row.started_on, Window(date.min, SNAPSHOT))


def by_person(rows: Iterable[StaffRecord]) -> dict[Person, list[StaffRecord]]:
    found: dict[Person, list[StaffRecord]] = {}
    for row in rows:
        found.setdefault((row.organisation, row.person), []).append(row)
    return found


def staff_counted(rows: list[StaffRecord]) -> Figures:
    found: Figures = defaultdict(Fraction)
    for (organisation, _), assignments in by_person(filter(in_post, rows)).items():
        main = main_assignment(assignments)
        found[organisation, "staff", main.ethnic_category.group] += 1
        if main.senior_medical_manager:
            found[organisation, "senior_medical_manager", main.ethnic_category.group] += 1
    return found


def known_of(staff: list[StaffRecord], organisation: str, person: str | None) -> StaffRecord | None:
    """Give the row by which the workforce knows a person: in post, else a leaver's, else any."""
    rows = by_person(staff).get((organisation, person or ""), [])
    for choice in (
        [row for row in rows if in_post(row)],
        [row for row in rows if not is_left_out(row)],
        rows,
    ):
        if choice:
            return main_assignment(choice)
    return None


def ethnicity_of(
    event: DisciplinaryEntry | TrainingUptake, staff: list[StaffRecord]
) -> EthnicCategory:
    known = known_of(staff, event.organisation, event.person)
    own = event.ethnic_category
    return own or (known.ethnic_category if known else EthnicCategory.NOT_KNOWN)


def is_of_the_standard(event: DisciplinaryEntry | TrainingUptake, staff: list[StaffRecord]) -> bool:
    known = known_of(staff, event.organisation, event.person)
    return known is None or not is_left_out(known)


@settings(max_examples=30)
@given(STAFF)
def test_one_person_in_post_counts_once_by_the_main_assignment(rows: list[StaffRecord]) -> None:
    filed = count({"workforce": to_frame(rows, StaffRecord)}, year=2025)

    assert figures(filed, "staff", "senior_medical_manager") == staff_counted(rows)


@settings(max_examples=30)
@given(APPLICATIONS)
def test_an_application_counts_once_at_its_furthest_stage(rows: list[Application]) -> None:
    expected: Figures = defaultdict(Fraction)
    stages: dict[Person, list[Application]] = {}
    for row in rows:
        if row.shortlisted:
            stages.setdefault((row.organisation, row.application), []).append(row)
    for (organisation, _), same in stages.items():
        furthest = min(
            same,
            key=lambda row: (
                not row.appointed,
                list(EthnicCategory).index(row.ethnic_category),
                [False, True, None].index(row.international),
            ),
        )
        group = furthest.ethnic_category.group
        expected[organisation, "shortlisted", group] += 1
        expected[organisation, "appointed", group] += furthest.appointed
        if furthest.international:
            expected[organisation, "shortlisted_international", group] += 1
            expected[organisation, "appointed_international", group] += furthest.appointed

    filed = count({"recruitment": to_frame(rows, Application)}, year=2025)

    recruits = ("shortlisted_international", "appointed_international")
    assert figures(filed, "shortlisted", "appointed", *recruits) == without_zeros(expected)


@settings(max_examples=30)
@given(staff=STAFF, rows=CASES, basis=st.sampled_from(["single_year", "two_year_average"]))
def test_a_person_enters_the_process_once_a_year(
    staff: list[StaffRecord], rows: list[DisciplinaryEntry], basis: str
) -> None:
    years = [THIS_YEAR, LAST_YEAR] if basis == "two_year_average" else [THIS_YEAR]
    expected: Figures = defaultdict(Fraction)
    for year in years:
        entries: dict[tuple[str, str], list[DisciplinaryEntry]] = {}
        for row in rows:
            if within(row.entered_on, year) and is_of_the_standard(row, staff):
                subject = f"person {row.person}" if row.person else f"case {row.case}"
                entries.setdefault((row.organisation, subject), []).append(row)
        for (organisation, _), same in entries.items():
            first = min(
                same,
                key=lambda row: (
                    row.entered_on,
                    row.case.encode(),
                    list(EthnicCategory).index(ethnicity_of(row, staff)),
                ),
            )
            group = ethnicity_of(first, staff).group
            expected[organisation, "entered_disciplinary", group] += Fraction(1, len(years))

    filed = count(
        {
            "workforce": to_frame(staff, StaffRecord),
            "disciplinary": to_frame(rows, DisciplinaryEntry),
        },
        year=2025,
        metric_3_basis=basis,
    )

    assert figures(filed, "entered_disciplinary") == expected


@settings(max_examples=30)
@given(staff=STAFF, rows=COURSES)
def test_a_person_accesses_training_once_a_year(
    staff: list[StaffRecord], rows: list[TrainingUptake]
) -> None:
    expected: Figures = defaultdict(Fraction)
    first: dict[Person, list[TrainingUptake]] = {}
    for row in rows:
        if row.mandatory or not within(row.accessed_on, THIS_YEAR):
            continue
        if not is_of_the_standard(row, staff):
            continue
        if row.person is None:
            expected[row.organisation, "accessed_training", ethnicity_of(row, staff).group] += 1
        else:
            first.setdefault((row.organisation, row.person), []).append(row)
    for (organisation, _), courses in first.items():
        ranked = min(
            courses,
            key=lambda row: (
                row.accessed_on is None,
                row.accessed_on or date.max,
                list(EthnicCategory).index(ethnicity_of(row, staff)),
            ),
        )
        expected[organisation, "accessed_training", ethnicity_of(ranked, staff).group] += 1

    filed = count(
        {"workforce": to_frame(staff, StaffRecord), "training": to_frame(rows, TrainingUptake)},
        year=2025,
    )

    assert figures(filed, "accessed_training") == expected


@settings(max_examples=30)
@given(MEMBERS)
def test_a_member_of_the_board_counts_once(rows: list[BoardMember]) -> None:
    expected: Figures = defaultdict(Fraction)
    seats: dict[Person, list[BoardMember]] = {}
    kept = [row for row in rows if row.person is None]
    for row in rows:
        if row.person is not None:
            seats.setdefault((row.organisation, row.person), []).append(row)
    kept += [
        min(
            same,
            key=lambda row: (
                not row.voting,
                not row.executive,
                list(EthnicCategory).index(row.ethnic_category),
            ),
        )
        for same in seats.values()
    ]
    for row in kept:
        group = row.ethnic_category.group
        expected[row.organisation, "board", group] += 1
        expected[row.organisation, "board_voting", group] += row.voting
        expected[row.organisation, "board_executive", group] += row.executive

    filed = count({"board": to_frame(rows, BoardMember)}, year=2025)

    assert figures(filed, "board", "board_voting", "board_executive") == without_zeros(expected)
