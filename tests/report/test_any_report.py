"""What holds for every report, whatever was supplied."""

import json
import re
from collections.abc import Iterator
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from wres.ledger import Entry, Ledger, State
from wres.metrics import GROUPS, PLACES
from wres.report import Report, json_schema, measure
from wres.returns import Evidence, SourceUsed, WresReturn
from wres.testing import reports
from wres.vocabulary import SURVEY_MEASURES, cluster_schemes, respondents_of


Line = tuple[str, str | None, str | None, str, float]
COLUMNS = ["measure", "workforce_group", "pay_band", "ethnic_group", "value"]
SCHEMA = Draft202012Validator(json_schema())
FIGURES = [
    *("share", "difference", "distribution", "likelihood", "ratio", "disparity"),
    "ratio_if_unknown",
]
WORDS = [
    *("four_fifths", "verdict", "low_count", "caution", "change"),
    *("base", "compared_with", "basis", "question"),
]


def lines_of(measure: str, values: st.SearchStrategy[float]) -> st.SearchStrategy[list[Line]]:
    """One measure, of which any group may be missing."""
    known = st.dictionaries(st.sampled_from(GROUPS), values, max_size=3)
    return known.map(lambda counts: [(measure, None, None, *pair) for pair in counts.items()])


def lines_of_bands() -> st.SearchStrategy[list[Line]]:
    """Some pay bands, of which any group may be missing."""
    keys = st.tuples(st.sampled_from(PLACES), st.sampled_from(GROUPS))
    counts = st.dictionaries(keys, WHOLE, max_size=40)
    return counts.map(
        lambda found: [("staff", *place, group, one) for (place, group), one in found.items()]
    )


WHOLE = st.integers(0, 3000).map(float)
NONE = st.just(0.0)  # more than the whole would contradict it; see wres.testing for some
HALVES = st.integers(0, 60).map(lambda twice: twice / 2)
SHARES = st.integers(0, 1000).map(lambda per_mille: per_mille / 1000)
COUNTS = st.tuples(
    lines_of_bands() | lines_of("staff", WHOLE),
    lines_of("senior_medical_manager", WHOLE),
    lines_of("shortlisted", WHOLE),
    lines_of("appointed", WHOLE),
    lines_of("shortlisted_international", NONE),
    lines_of("appointed_international", NONE),
    lines_of("entered_disciplinary", HALVES),
    lines_of("accessed_training", WHOLE),
    lines_of("board", WHOLE),
    lines_of("board_voting", WHOLE),
    lines_of("board_executive", WHOLE),
    lines_of("local_population", WHOLE),
).map(lambda parts: [line for part in parts for line in part])
SURVEY = st.tuples(
    *(lines_of(name, SHARES) for name in SURVEY_MEASURES),
    *(lines_of(respondents_of(name), WHOLE) for name in SURVEY_MEASURES),
).map(lambda parts: [line for part in parts for line in part])

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["=1+1", "-3", "Ysbyty Gwynedd, £", 'a "quoted"\nline']
)
ROWS = st.integers(0, 10**12)
EVIDENCE = st.builds(
    Evidence,
    ledger=st.builds(
        Entry,
        table=st.sampled_from(["workforce", "board"]),
        file=TEXT,
        state=st.sampled_from(State),
        rule=TEXT,
        rows=ROWS,
        column=st.none() | TEXT,
        value=st.none() | TEXT,
        first_row=st.none() | ROWS,
    )
    .map(lambda entry: Ledger((entry,)))
    .flatmap(lambda ledger: st.sampled_from([Ledger(), ledger, ledger + ledger])),
    sources=st.builds(SourceUsed, TEXT, TEXT, st.none() | TEXT, ROWS).map(lambda one: (one,)),
    missing=st.dictionaries(
        st.sampled_from(["staff", "board", "appointed", "harassed_by_staff"]), TEXT
    ),
    unknown=st.fixed_dictionaries({}, optional={"Z": st.just(0), "99": st.integers(0, 3)}),
    warnings=st.lists(TEXT, max_size=2).map(tuple),
)


def return_of(lines: list[Line], evidence: Evidence | None = None) -> WresReturn:
    schema = dict.fromkeys(COLUMNS, pl.String()) | {"value": pl.Float64()}
    return WresReturn.from_cells(pl.DataFrame(lines, schema=schema, orient="row"), evidence)


FORMS = {
    "clusters": st.lists(st.sampled_from(cluster_schemes()), max_size=2),
    "known_only": st.booleans(),
    "board_against": st.sampled_from([None, "workforce", "population"]),
}


def forms_of(report: Report) -> dict[str, Any]:
    """The options of `measure` that a report was measured with, as far as it shows them."""
    first, ninth = report[1], report[9]
    return {
        "clusters": {one.scheme for one in first.clusters} if first.status == "measured" else (),
        "known_only": "known_only" in {getattr(one, "base", None) for one in (first, ninth)},
        "board_against": ninth.compared_with if ninth.status == "measured" else None,
    }


REPORTS = st.builds(
    lambda counts, survey, evidence, **asked: measure(
        return_of([*counts, *survey], evidence), **asked
    ),
    COUNTS,
    SURVEY,
    EVIDENCE,
    year=st.integers(2015, 2030),
    organisation=st.sampled_from(["", "RXX"]),
    name=st.none() | TEXT,
    **FORMS,
)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())


@given(REPORTS)
def test_its_json_follows_the_schema(report: Report) -> None:
    text = report.to_json()

    faults = [error.message for error in SCHEMA.iter_errors(json.loads(text))]

    assert faults == []


@given(REPORTS)
def test_its_json_has_nothing_that_is_no_number(report: Report) -> None:
    text = report.to_json()

    outside_text = re.sub(r'"(\\.|[^"\\])*"', "", text)

    assert set(re.findall(r"[A-Za-z]+", outside_text)) <= {"null", "true", "false", "e"}
    assert text.endswith("}\n")


@given(REPORTS)
def test_its_json_gives_it_back(report: Report) -> None:
    text = report.to_json()

    again = Report.from_json(text)

    assert again == report
    assert again.to_json() == text
    assert Report.from_json(text.encode()) == report


@given(reports())
def test_international_recruits_and_the_others_make_all(report: Report) -> None:
    second, filed = report[2], report.filed

    if second.status == "measured" and (others := second.without_international) is not None:
        for group in GROUPS:
            for measure, every, rest in (
                ("shortlisted", second.population[group], others.population[group]),
                ("appointed", second.events[group], others.events[group]),
            ):
                recruits = filed.value(f"{measure}_international", group)
                assert (recruits is None) == (rest is None)
                assert rest is None or every == (recruits or 0) + rest


@given(REPORTS)
def test_measuring_its_return_gives_it_again(report: Report) -> None:
    again = measure(
        report.filed,
        year=report.year,
        organisation=report.organisation.code,
        name=report.organisation.name,
        **forms_of(report),
    )

    assert again == report


@given(COUNTS, COUNTS, EVIDENCE, EVIDENCE)
def test_the_order_of_its_parts_does_not_matter(
    one: list[Line], other: list[Line], told: Evidence, also: Evidence
) -> None:
    first, second = return_of(one, told), return_of(other, also)

    there, back = measure(first + second, year=2025), measure(second + first, year=2025)

    if told.missing.keys().isdisjoint(also.missing):
        assert there.to_json() == back.to_json()


@given(REPORTS)
def test_its_frame_has_every_figure_once(report: Report) -> None:
    frame = report.to_frame()

    keys = ["metric", "figure", "part", "workforce_group", "pay_band", "ethnic_group"]
    assert frame.unique(keys).height == frame.height
    assert frame["metric"].is_sorted()
    assert set(frame["metric"]) == set(range(1, 10))


@given(REPORTS)
def test_its_frame_has_a_value_or_the_reason_why_not(report: Report) -> None:
    frame = report.to_frame()

    words = pl.col("figure").is_in(WORDS)
    measured = frame.filter(pl.col("status") == "measured")
    others = frame.filter(pl.col("status").is_in(["undefined", "no_data"]))
    assert len(measured) + len(others) == len(frame)
    assert measured["display"].null_count() == measured.filter(~words)["value"].null_count() == 0
    assert others["value"].count() == others["reason"].null_count() == 0
    assert measured["value"].drop_nulls().is_finite().all()


@given(REPORTS)
def test_its_frame_and_its_json_hold_the_same_figures(report: Report) -> None:
    content = json.loads(report.to_json())

    frame = report.to_frame()

    shown = frame.filter(pl.col("figure").is_in(FIGURES), pl.col("value").is_not_null())
    assert sorted(shown.select("value", "exact", "display").rows()) == sorted(
        figures_in(content["metrics"])
    )


def figures_in(content: object) -> Iterator[tuple[float, str, str]]:
    if isinstance(content, dict):
        if content.get("exact") is not None:
            yield content["value"], content["exact"], content["display"]
        for part in content.values():
            yield from figures_in(part)
    elif isinstance(content, list):
        for part in content:
            yield from figures_in(part)
