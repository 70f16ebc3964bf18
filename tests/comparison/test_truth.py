"""No sentence of a comparison is false, whatever the series; and a changed one is noticed."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.comparison.series import report, years_of_reports
from tests.comparison.truth import false_sentences
from tests.narrative.truth import falsified
from wres.comparison import Comparison, compare
from wres.narrative.sentence import value_at
from wres.report import Report
from wres.testing import reports


NUMBERS = range(1, 10)


def texts(comparison: Comparison, number: int) -> list[str]:
    return [sentence.text for sentence in comparison[number].sentences]


@given(years_of_reports())
@settings(max_examples=30)
def test_no_sentence_of_any_series_is_false(years: dict[int, Report]) -> None:
    comparison = compare(*years.values())

    for number in NUMBERS:
        said = texts(comparison, number)
        assert said
        assert false_sentences(said, number, years) == []


@given(st.lists(reports(), min_size=2, max_size=3, unique_by=lambda one: one.year))
@settings(max_examples=8)
def test_no_sentence_of_any_reports_is_false(drawn: list[Report]) -> None:
    comparison = compare(*drawn)

    for number in NUMBERS:
        assert (
            false_sentences(texts(comparison, number), number, {one.year: one for one in drawn})
            == []
        )


def changed(text: str) -> Iterator[str]:
    """Give a sentence with one thing changed that matters: a digit, or a direction.

    Not the last digit of a p-value, which is known to so many digits only.
    """
    last = re.search(r"(?<=p = )[\d.]+(?=\)\.$)", text)
    end = len(text) if last is None else last.end() - 1
    yield from (other for other in falsified(text) if other[:end] != text[:end])
    for one, other in (("rose", "fell"), ("nearer to", "further from"), ("above", "below")):
        if one in text or other in text:
            yield text.replace(one, "\0").replace(other, one).replace("\0", other)


@given(years_of_reports(most=6, wide=True))
@settings(max_examples=6)
def test_a_sentence_with_one_thing_changed_is_false(years: dict[int, Report]) -> None:
    comparison = compare(*years.values())

    for number in (1, 2, 5, 9):
        said = texts(comparison, number)
        for place, text in enumerate(said):
            for other in changed(text):
                assert false_sentences([*said[:place], other], number, years)[-1:] == [other]


@given(years_of_reports())
@settings(max_examples=10)
def test_every_sentence_carries_figures_and_they_are_the_reports(years: dict[int, Report]) -> None:
    for series in compare(*years.values()).headlines:
        for sentence in series.sentences:
            assert sentence.figures
            for figure in sentence.figures:
                if " " not in figure.path:
                    assert figure.value == value_at(years[figure.year], figure.path)


def test_a_trend_that_begins_with_a_fall_does_not_say_that_its_first_year_rose() -> None:
    """Below the year before, then rising: a chart's trend holds its lowest point too."""
    ratios = [143, 100, 104, 109, 115, 122, 130, 141]
    years = {
        year: report({"shortlisted": (1000, 1000, 0), "appointed": (ratio, 100, 0)}, year)
        for year, ratio in enumerate(ratios, 2017)
    }

    (said,) = [text for text in texts(compare(*years.values()), 2) if "process limits" in text]

    assert said.endswith("; it rose every year from 2018 to 2024.")


def test_the_london_case_is_not_called_year_on_year() -> None:
    """1.43, 1.47, 1.16: a journal called that a year-on-year improvement (national.md, 1.1)."""
    ratios = {2022: 143, 2023: 147, 2024: 116}
    years = {
        year: report({"shortlisted": (1000, 1000, 0), "appointed": (ratio, 100, 0)}, year)
        for year, ratio in ratios.items()
    }

    said = texts(compare(*years.values()), 2)

    assert said[:3] == [
        "The ratio of White to BME applicants appointed was 1.43 in 2022, 1.47 in 2023 and 1.16 in 2024.",
        "It rose from 2022 to 2023 and fell from 2023 to 2024.",
        "In 2024 it was nearer to equality than in 2022.",
    ]
    assert false_sentences(["It fell every year from 2022 to 2024."], 2, years) != []


@pytest.mark.parametrize(
    "false",
    [
        "It fell every year from 2022 to 2024.",
        "It rose from 2022 to 2024.",
        "It fell from 2022 to 2024.",
        "In 2024 it was further from equality than in 2022.",
        "Figures up to 2022 are not compared with those from 2023 on: of nothing.",
        "There is no figure of 2023: not supplied.",
        (
            "The change from 2022 to 2024 is more than chance alone would explain (a factor of 0.81, 95% "
            "interval 0.55 to 1.20, p = 0.299)."
        ),
        "It has improved.",
    ],
)
def test_the_checker_notices(false: str) -> None:
    ratios = {2022: 143, 2023: 147, 2024: 116}
    years = {
        year: report({"shortlisted": (1000, 1000, 0), "appointed": (ratio, 100, 0)}, year)
        for year, ratio in ratios.items()
    }
    first = texts(compare(*years.values()), 2)[0]

    assert false_sentences([first, false], 2, years) == [false]
