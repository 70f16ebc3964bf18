"""A report beside published figures and its peers."""

import json
from fractions import Fraction

import jsonschema
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.benchmarks.truth import false_sentences, own_value
from tests.disclosure.hiding import with_and_without
from tests.narrative.truth import shown
from tests.schema_of import schema_of
from tests.wording.test_indicators import report
from wres.benchmarks import Benchmark, Line, benchmark, benchmark_schema, sentences_of
from wres.errors import FigureError, UnknownNameError
from wres.metrics import HIDDEN, Experience, Headcount, Likelihood, Representation, Result
from wres.report import Report, measure
from wres.testing import reports


def with_code(one: Report, code: str) -> Report:
    return evolve(one, organisation=evolve(one.organisation, code=code))


def texts(found: Benchmark, line: Line) -> list[str]:
    return [sentence.text for sentence in sentences_of(found, line)]


@given(reports(), st.sampled_from([None, "London", "South West"]))
@settings(max_examples=25)
def test_no_sentence_about_any_report_is_false(own: Report, region: str | None) -> None:
    found = benchmark(own, region=region)

    for line in found.lines:
        said = texts(found, line)
        assert said
        if region is None or line.published is not None:
            assert false_sentences(own, line, said) == []
        assert (line.own is None) == (own_value(own, line) is None)


@given(with_and_without())
@settings(max_examples=25)
def test_a_figure_of_hidden_counts_is_hidden(both: tuple[Report, Report]) -> None:
    own, safe = (benchmark(one) for one in both)

    for line, seen in zip(own.lines, safe.lines, strict=True):
        assert seen.own == line.own or (seen.own, seen.reason) == (None, HIDDEN)


@given(reports(complete=True, year=2025))
@settings(max_examples=5)
def test_a_sentence_with_its_direction_or_chance_turned_is_false(own: Report) -> None:
    turned = {"higher": "lower", "lower": "higher", "better": "worse", "worse": "better"}
    found = benchmark(own)

    for line in found.lines:
        for text in texts(found, line):
            for word, other in turned.items():
                if f" {word}" in text:
                    changed = text.replace(f" {word}", f" {other}", 1)
                    assert false_sentences(own, line, [changed]) == [changed]
            if "does not hold" in text:
                changed = text.replace("does not hold", "holds")
                assert false_sentences(own, line, [changed]) == [changed]


@given(reports(), st.lists(reports(), max_size=3))
@settings(max_examples=12)
def test_it_is_read_back_from_json_that_the_schema_allows(
    own: Report, others: list[Report]
) -> None:
    peers = [with_code(one, f"R{number}") for number, one in enumerate(others)]

    found = benchmark(own, peers)

    jsonschema.validate(json.loads(found.to_json()), benchmark_schema())
    assert Benchmark.from_json(found.to_json()) == found
    assert Benchmark.from_json(found.to_json()).to_json() == found.to_json()
    assert found.to_frame().height == len(found.lines)


def test_the_schema_that_is_shipped_is_that_of_the_classes() -> None:
    title = "A report beside published figures and its peers"

    assert benchmark_schema() == schema_of(Benchmark, title=title)


@given(reports(), st.sampled_from([None, "London"]))
@settings(max_examples=12)
def test_a_published_figure_is_never_shown_without_year_and_source(
    own: Report, region: str | None
) -> None:
    found = benchmark(own, region=region)
    rows = found.to_frame().filter(found.to_frame()["published"].is_not_null())

    for name in ("year", "source", "place", "vintage", "url"):
        assert rows[f"published_{name}"].is_not_null().all()
    for line in found.lines:
        if line.published is not None and line.own is not None:
            assert any(line.published.cited in text for text in texts(found, line))


def test_figures_of_known_ethnicity_only_have_no_published_counterpart() -> None:
    filed = report({"staff": (70, 25, 5)}).filed

    everybody = benchmark(measure(filed, year=2025))
    known = benchmark(measure(filed, year=2025, known_only=True))

    assert everybody[1][0].published is not None
    assert known[1][0].own is not None
    assert known[1][0].published is None


def test_a_later_figure_is_not_compared_with() -> None:
    own = report({"shortlisted": (10, 10), "appointed": (5, 4)})

    for year in (2016, 2019, 2022):
        [line] = benchmark(evolve(own, year=year))[2]
        assert line.published is not None
        assert line.published.year == year


SIZES = st.integers(20, 400)
ORGANISATIONS = st.lists(
    st.tuples(SIZES, SIZES, st.integers(1, 20), st.integers(1, 20)), min_size=2, max_size=8
)


@given(ORGANISATIONS)
@settings(max_examples=15)
def test_rank_median_and_pooled_figure_are_those_of_the_organisations(
    several: list[tuple[int, int, int, int]],
) -> None:
    every = [
        with_code(report({"shortlisted": (white, bme), "appointed": (hired, taken)}), f"R{number}")
        for number, (white, bme, hired, taken) in enumerate(several)
    ]

    found = benchmark(every[0], every)

    values = [ratio_of(one) for one in every]
    white, bme, hired, taken = map(sum, zip(*several, strict=True))
    [line] = found[2]
    assert found.peers == tuple(f"R{number}" for number in range(1, len(every)))
    assert line.peers is not None
    assert line.peers.organisations == len(every)
    assert line.peers.rank == int(stats.rankdata([*map(float, values)], method="min")[0])
    assert line.peers.median.exact == median(values)
    assert line.peers.pooled is not None
    pooled = Fraction(hired * bme, white * taken)
    assert line.peers.pooled.exact == pooled
    assert (line.peers.place is None) == (line.peers.reason is not None)
    level = values.count(values[0]) - 1
    assert line.peers.level == level
    shared = "" if not level else f", level with {level} other{'s' if level > 1 else ''}"
    said = texts(found, line)[-1]
    assert said.startswith(
        f"Among {len(every)} organisations it ranks {line.peers.rank}{shared} (1 is the lowest); their "
        f"median is {shown(median(values), 2)}, all together have {shown(pooled, 2)}"
    )


@pytest.mark.parametrize(
    ("others", "told"),
    [
        (2, "ranks 1, level with 2 others (1"),
        (1, "ranks 1, level with 1 other (1"),
        (0, "ranks 1 (1"),
    ],
)
def test_an_equal_figure_is_said_to_share_its_rank(others: int, told: str) -> None:
    own, other = (
        report({"shortlisted": (100, 100), "appointed": (hired, 20)}) for hired in (20, 30)
    )
    peers = [with_code(own, f"R{number}") for number in range(others)]

    found = benchmark(own, [*peers, with_code(other, "RLAST")])

    assert told in texts(found, found[2][0])[-1]


def ratio_of(one: Report) -> Fraction:
    result = one[2]
    assert isinstance(result, Likelihood)
    assert result.ratio.exact is not None
    return result.ratio.exact


def median(values: list[Fraction]) -> Fraction:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def test_an_outlier_is_found_in_the_funnel() -> None:
    def one(code: str, white: int) -> Report:
        shortlisted = (1000, 1000, 0)
        appointed = (white, 200, 0)
        return with_code(report({"shortlisted": shortlisted, "appointed": appointed}), code)

    peers = [one(f"R{number}", 200 + number) for number in range(12)]
    [line] = benchmark(one("ROUT", 400), peers)[2]
    [usual] = benchmark(peers[0], peers)[2]

    assert line.peers is not None
    assert line.peers.place == "far_above"
    assert line.peers.rank == 13
    assert usual.peers is not None
    assert usual.peers.place == "inside"
    assert usual.peers.rank == 1


def test_peers_of_another_year_are_left_out_with_a_warning() -> None:
    own = report({"shortlisted": (10, 10), "appointed": (5, 4)})
    other = with_code(evolve(own, year=2024), "ROLD")

    found = benchmark(own, [own, other])

    assert found.peers == ()
    assert found.warnings == ("the report of ROLD is of 2024, and is left out",)
    assert found[2][0].peers is None


def test_two_reports_of_one_peer_are_refused() -> None:
    own = report({"board": (10, 1, 0)})
    one = with_code(own, "RYY")
    other = evolve(one, organisation=evolve(one.organisation, name="Other"))

    with pytest.raises(FigureError, match="two of the peers' reports are of organisation 'RYY'"):
        benchmark(own, [one, other])


def test_an_unknown_region_is_refused_with_those_that_there_are() -> None:
    own = report({"board": (10, 1, 0)})

    with pytest.raises(UnknownNameError, match="no region named 'Wales'; there are: East of"):
        benchmark(own, region="Wales")


@given(reports(complete=True), st.lists(reports(complete=True), max_size=2))
@settings(max_examples=8)
def test_a_report_with_hidden_counts_is_no_failure(own: Report, others: list[Report]) -> None:
    hidden = evolve(own, metrics=tuple(hide(result) for result in own))
    peers = [with_code(one, f"R{number}") for number, one in enumerate(others)]

    for found in (benchmark(hidden, peers), benchmark(own, [with_code(hidden, "RH"), *peers])):
        assert all(texts(found, line) for line in found.lines)


def hide(result: Result) -> Result:
    """Take counts out, as disclosure control does."""
    match result:
        case Likelihood():
            nothing = evolve(result.population, bme=None)
            return evolve(result, population=nothing, events=nothing)
        case Experience():
            return evolve(result, respondents=evolve(result.respondents, bme=None))
        case Representation():
            overall = evolve(result.overall, headcount=Headcount())
            return evolve(result, overall=overall)
    return result
