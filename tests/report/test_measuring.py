import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from attrs import evolve

import wres
from wres.errors import FigureError, UnknownNameError
from wres.metrics import GROUPS, METRICS, Likelihood, NoData, Representation
from wres.records import DisciplinaryEntry
from wres.report import Report, measure, measure_all
from wres.returns import Evidence, WresReturn, count
from wres.rounding import display
from wres.tables import to_frame
from wres.vocabulary import SURVEY_MEASURES, EthnicCategory


CASES = Path(__file__).parents[1] / "cases"
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


def printed_as(exact: Fraction, printed: str) -> str:
    """Show a figure with as many digits as the source printed."""
    digits = printed.rstrip("%").partition(".")[2]
    return display(exact, len(digits), percent=printed.endswith("%"))


def figure_of(report: Report, called: str) -> Fraction:
    """Find a figure by the words of the case, such as ``1 overall share bme``."""
    number, *path = called.split()
    found: Any = report[int(number)]
    for step in path:
        found = getattr(found, step)
    exact: Fraction = found.exact
    return exact


@pytest.mark.parametrize("case", ["bpas-2020", "ncic-2025"])
def test_published_figures_are_reproduced_to_the_printed_digit(case: str) -> None:
    published = json.loads((CASES / f"{case}.json").read_text(encoding="utf-8"))
    filed = WresReturn.from_frame(pl.read_csv(CASES / f"{case}.csv"))

    report = measure(filed, year=published["year"], organisation=case)

    assert published["printed"] == {
        called: printed_as(figure_of(report, called), printed)
        for called, printed in published["printed"].items()
    }


def test_a_report_is_labelled_as_asked() -> None:
    report = measure(
        filed_of(*staff(8, 2, 0)), year=2025, organisation="RXX", name="Example NHS Trust"
    )

    assert (report.organisation.code, report.organisation.name) == (
        "RXX",
        "Example NHS Trust",
    )
    assert (report.year, report.snapshot) == (2025, date(2025, 3, 31))
    assert (report.profile.id, report.profile.note) == ("2025", None)
    assert report.provenance.wres


def test_the_year_and_the_organisation_may_come_from_the_return() -> None:
    report = measure(filed_of(*staff(8, 2, 0, organisation="RXX", year=2024)))

    assert (report.organisation.code, report.year) == ("RXX", 2024)


def test_a_return_that_names_one_organisation_is_labelled_as_asked() -> None:
    report = measure(filed_of(*staff(8, 2, 0, organisation="RXX")), year=2025, organisation="RYY")

    assert report.organisation.code == "RYY"
    assert isinstance(report[1], Representation)


def test_figures_without_organisation_are_those_of_the_only_one() -> None:
    report = measure(
        filed_of(
            *staff(8, 2, 0, organisation="RXX"),
            line("entered_disciplinary", "white", 4),
            line("entered_disciplinary", "bme", 1),
        ),
        year=2025,
    )

    assert isinstance(report[3], Likelihood)
    assert report[3].ratio.exact == 1


def test_one_year_of_several_is_measured() -> None:
    filed = filed_of(*staff(8, 2, 0, year=2024), *staff(6, 4, 0, year=2025))

    report = measure(filed, year=2025)

    assert isinstance(report[1], Representation)
    assert report[1].overall.headcount.bme == 4


@pytest.mark.parametrize(
    ("lines", "asked", "message"),
    [
        pytest.param(
            staff(8, 2, 0),
            {},
            "say which year to measure; the return names none",
            id="no year",
        ),
        pytest.param(
            [*staff(8, 2, 0, year=2024), *staff(8, 2, 0, year=2025)],
            {},
            "say which year to measure; the return names several: 2024, 2025",
            id="several years",
        ),
        pytest.param(
            staff(8, 2, 0, year=2024),
            {"year": 2025},
            "the return is for 2024, not for 2025",
            id="another year",
        ),
        pytest.param(
            [
                *staff(8, 2, 0, year=2024),
                *staff(8, 2, 0, year=2025),
                line("board", "bme", 1),
            ],
            {"year": 2025},
            "the return is for 2024, 2025, and has figures that name no year; "
            "say which year they are for",
            id="figures of any year",
        ),
        pytest.param(
            [*staff(8, 2, 0, organisation="RXX"), *staff(8, 2, 0, organisation="RYY")],
            {"year": 2025},
            "the return has RXX, RYY; got no organisation: ask for one of them, "
            "use measure_all(), or add them up with .pooled()",
            id="several organisations",
        ),
        pytest.param(
            [*staff(8, 2, 0, organisation="RXX"), *staff(8, 2, 0, organisation="RYY")],
            {"year": 2025, "organisation": "RZZ"},
            "the return has RXX, RYY; got 'RZZ': ask for one of them, "
            "use measure_all(), or add them up with .pooled()",
            id="another organisation",
        ),
        pytest.param(
            [
                *staff(8, 2, 0, organisation="RXX"),
                *staff(8, 2, 0, organisation="RYY"),
                line("board", "bme", 1),
            ],
            {"year": 2025, "organisation": "RXX"},
            "the return has RXX, RYY, and figures that name no organisation; "
            "say whose they are, or add all up with .pooled()",
            id="figures of anyone",
        ),
    ],
)
def test_what_cannot_be_measured_is_refused_with_what_to_do(
    lines: list[Line], asked: dict[str, Any], message: str
) -> None:
    with pytest.raises(FigureError, match=f"^{re.escape(message)}$"):
        measure(filed_of(*lines), **asked)


def test_every_organisation_is_measured_on_its_own() -> None:
    filed = filed_of(*staff(8, 2, 0, organisation="RYY"), *staff(5, 5, 0, organisation="RXX"))

    reports = measure_all(filed, year=2025, names={"RXX": "Example NHS Trust"})

    assert list(reports) == ["RXX", "RYY"]
    assert reports["RXX"].organisation.name == "Example NHS Trust"
    assert reports["RYY"] == measure(filed, year=2025, organisation="RYY")


def test_organisations_are_measured_together_once_pooled() -> None:
    filed = filed_of(*staff(8, 2, 0, organisation="RYY"), *staff(5, 5, 0, organisation="RXX"))

    report = measure(filed.pooled("QZZ"), year=2025)

    assert report.organisation.code == "QZZ"
    assert isinstance(report[1], Representation)
    assert report[1].overall.headcount.total == 20


def test_a_year_without_rules_of_its_own_says_so() -> None:
    report = measure(filed_of(*staff(8, 2, 0)), year=2031)

    assert report.profile.note == "no rules are known for 2031; those of 2026 are used"
    assert report.profile.note in report.data_quality.warnings


def test_a_year_before_the_standard_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="2015 and later"):
        measure(filed_of(*staff(8, 2, 0)), year=2014)


def test_a_metric_without_data_says_so() -> None:
    report = measure(WresReturn(), year=2025)

    assert [one.status for one in report] == ["no_data"] * 9
    assert [one.reason for one in report if isinstance(one, NoData)] == [
        "staff was not supplied",
        "appointed was not supplied",
        "entered_disciplinary was not supplied",
        "accessed_training was not supplied",
        "harassed_by_public was not supplied",
        "harassed_by_staff was not supplied",
        "believes_equal_opportunities was not supplied",
        "discriminated_against was not supplied",
        "board was not supplied",
    ]


def test_a_source_that_cannot_give_a_measure_says_why() -> None:
    told = Evidence(missing={"harassed_by_staff": "the workbook has no such figure"})

    report = measure(evolve(WresReturn(), evidence=told), year=2025)

    assert report[6] == NoData(
        number=6, name="harassed_by_staff", reason="the workbook has no such figure"
    )


def test_results_are_found_by_number_and_by_name() -> None:
    report = measure(filed_of(*staff(8, 2, 0)), year=2025)

    assert report[9] is report["board_representation"] is report.metrics[8]
    assert [one.name for one in report] == [one.name for one in METRICS]
    with pytest.raises(UnknownNameError, match="no metric named '10'"):
        report[10]


def test_a_report_lacks_no_metric() -> None:
    report = measure(WresReturn(), year=2025)

    with pytest.raises(FigureError, match="all nine metrics, in order"):
        evolve(report, metrics=report.metrics[::-1])


def test_zero_is_not_missing() -> None:
    lines = [line("appointed", "white", 0), line("appointed", "bme", 0)]
    lines += [line("shortlisted", "white", 5), line("shortlisted", "bme", 5)]

    report = measure(filed_of(*lines), year=2025)

    assert isinstance(report[2], Likelihood)
    assert report[2].events.unknown is None
    assert report[2].ratio.reason == "no events"


def test_the_public_names_lead_here() -> None:
    assert wres.Report is Report
    assert wres.measure is measure
    assert wres.measure_all is measure_all


def entered(basis: str | None, *, year: int = 2025) -> WresReturn:
    cases = [DisciplinaryEntry("RXX", "a", "1", EthnicCategory("D"), date(year - 1, 5, 1))]
    return count({"disciplinary": to_frame(cases)}, year=year, metric_3_basis=basis)


@pytest.mark.parametrize(
    ("year", "basis", "found"),
    [
        pytest.param(2019, None, "two_year_average", id="2019"),
        pytest.param(2025, None, "single_year", id="2025"),
        pytest.param(2025, "two_year_average", "two_year_average", id="against the rule"),
        pytest.param(2020, "single_year", "single_year", id="the year without a rule"),
    ],
)
def test_the_basis_is_the_one_it_was_counted_on(year: int, basis: str | None, found: str) -> None:
    filed = entered(basis, year=year) + filed_of(*staff(8, 2, 0))

    report = measure(filed, year=year)

    assert isinstance(report[3], Likelihood)
    assert report[3].basis == found
    assert measure(report.filed, year=year, organisation="RXX") == report


def test_the_basis_of_figures_counted_elsewhere_is_the_years_or_the_one_that_is_said() -> None:
    filed = filed_of(*staff(8, 2, 0), line("entered_disciplinary", "bme", 1.5))

    told = [
        measure(filed, year=year, metric_3_basis=basis)
        for year, basis in ((2019, None), (2020, None), (2020, "two_year_average"))
    ]

    assert [one[3].basis for one in told if one[3].status == "measured"] == [
        "two_year_average",
        None,
        "two_year_average",
    ]
    unknown = "indicator 3: whether the figures of 2020 are of one year or the average of two is not known"
    assert [unknown in one.data_quality.warnings for one in told] == [False, True, False]


def test_a_basis_that_it_was_not_counted_on_is_refused() -> None:
    message = (
        "indicator 3 of 2025 was counted as single_year; got metric_3_basis='two_year_average'"
    )

    with pytest.raises(FigureError, match=f"^{re.escape(message)}$"):
        measure(entered(None), year=2025, metric_3_basis="two_year_average")


def test_figures_on_two_bases_do_not_add_up_unless_said() -> None:
    both = entered("single_year") + entered("two_year_average")

    with pytest.raises(FigureError, match="counted as single_year and as two_year_average"):
        measure(both, year=2025)
    assert measure(both, year=2025, metric_3_basis="single_year")[3].status == "no_data"


@pytest.mark.parametrize(
    ("year", "questions", "base"),
    [
        pytest.param(2015, ["KF18", "KF19", "KF27", "Q23b"], "excludes_dont_know", id="2015"),
        pytest.param(
            2021, ["Q13a", "Q13b, Q13c", "Q14", "Q15b"], "excludes_dont_know", id="survey 2020"
        ),
        pytest.param(
            2022, ["Q14a", "Q14b, Q14c", "Q15", "Q16b"], "includes_dont_know", id="survey 2021"
        ),
    ],
)
def test_survey_figures_say_their_question_and_metric_7_its_base(
    year: int, questions: list[str], base: str
) -> None:
    lines = [line(measure, "bme", 0.5) for measure in SURVEY_MEASURES]

    report = measure(filed_of(*lines), year=year)

    found = [report[5], report[6], report[7], report[8]]
    assert [one.question for one in found if one.status == "measured"] == questions
    assert [one.base for one in found if one.status == "measured"] == [None, None, base, None]
