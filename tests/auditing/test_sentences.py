"""Every number of our own sentences is understood; what is not is named by its place."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import wres
from wres.auditing.patterns import HARMLESS
from wres.auditing.phrases import apart
from wres.auditing.said import Said
from wres.auditing.sentences import Sentences, is_number, whose
from wres.exporters.word.cells import lines_of
from wres.narrative import comparison, completeness, narrative
from wres.profiles import profile
from wres.report import DataQuality, Report
from wres.testing import reports
from wres.wording import words_of


BASE = Said(organisation="RXX", year=2025)
NUMBERS = re.compile(r"(?<![A-Za-z\d.,])-?\d[\d,]*(?:\.\d+)?")
CONSTANT = re.compile(
    r"fewer than 10 |within 0\.80 to 1\.25|is (?:less than 0\.1|\d+\.\d) percentage points$"
    r"|than \d+ respondents|of 1 to \d+ are|nearest \d+|more than \d+%"
)
"""The same in every report, or one divided by the number that stands before it."""


def without_rows(report: Report) -> Report:
    """Leave out what sources said, in which anything may stand."""
    reported = report.data_quality.self_reported
    return evolve(report, data_quality=DataQuality(self_reported=reported))


def read(text: str, metric: int, year: int) -> Sentences:
    sentences = Sentences(evolve(BASE, year=year), metric=metric, earlier=year - 1)
    sentences.read(text, "here")
    return sentences


def numbers(text: str) -> list[str]:
    found = NUMBERS.findall(HARMLESS.sub("", CONSTANT.sub("", text.removesuffix("."))))
    return [one.replace(",", "").strip("-") for one in found]


def of_said(said: Iterable[Said]) -> Iterator[str]:
    for one in said:
        ends = one.content if isinstance(one.content, tuple) else ()
        for text in (one.display, one.decimal, *ends):
            yield from numbers(text or "")


@given(reports(), st.none() | reports())
@settings(max_examples=25)
def test_every_number_of_our_sentences_is_understood(now: Report, before: Report | None) -> None:
    now = without_rows(now)
    told = [
        (number, sentence.text)
        for number in range(1, 10)
        for sentence in narrative(now, number, before)
        if not sentence.text.startswith("There are no figures")  # a reason may say anything
    ]
    told += [(number, line) for number in range(1, 10) for line in lines_of(now, number)]
    told += [(one.number, words_of(one, profile(now.year))) for one in now]
    told += [(0, str(one)) for one in (*completeness(now)[1:], *comparison(now, before))]

    for metric, text in told:
        if "o data: " in text or "There are no figures" in text:
            continue
        found = read(text, metric, now.year)
        assert found.left == [], text
        missing = set(numbers(text)) - {*of_said(found.said), "0.1"}
        assert missing == set(), (text, found.said)


def test_a_number_that_is_not_understood_is_named_by_its_place() -> None:
    found = read("We appointed 3 of them. White applicants were told.", 2, 2025)

    assert (found.said, found.left) == ([], ["here"])
    assert not is_number("On 31 March 2025, indicators 2 and 3 of Band 8a and above")


@pytest.mark.parametrize(
    ("text", "metric", "said"),
    [
        pytest.param(
            "Of 14 voting members of the board, 2 are BME (14.3%): 13.8 percentage points below "
            "the BME share of all staff.",
            0,
            [("voting", "total", "14"), ("voting", "bme", "2")],
            id="members",
        ),
        pytest.param(
            "From shortlisting, 26.5% of White applicants were appointed (313 of 1,180) and "
            "17.6% of BME applicants (146 of 830).",
            0,
            [("", "white", "313"), ("", "white", "1180"), ("", "bme", "146"), ("", "bme", "830")],
            id="appointments",
        ),
        pytest.param(
            "On the average of the two years to 31 March 2019, 0.67% of White staff entered the "
            "formal disciplinary process (17.5 of 5,389).",
            0,
            [("", "white", "35/2"), ("", "white", "5389")],
            id="halves",
        ),
    ],
)
def test_counts_of_sentences(text: str, metric: int, said: list[tuple[str, str, str]]) -> None:
    found = read(text, metric, 2025).said

    counts = [one for one in found if one.exact is not None]
    assert [(one.part, one.ethnic_group, str(one.exact)) for one in counts] == said


def test_people_needed_are_read_in_words() -> None:
    text = (
        "White applicants 1.51 times as likely to be appointed (95% interval 1.27 to 1.80): worse "
        "for BME applicants; 1.66 without international recruits. 43 more BME appointments would "
        "change the verdict to: too few to tell."
    )

    found = {(one.figure, one.part): one for one in read(text, 2, 2025).said}

    assert found["ratio", ""].content == ("1.27", "1.80")
    assert found["ratio", "without_international"].display == "1.66"
    assert found["verdict", ""].display == "worse_for_bme"
    assert (found["change", ""].display or "").startswith("43 more BME appointments")


def test_less_and_more_have_their_sign() -> None:
    one = Said(metric=9, figure="difference")

    below = apart({"apart": "3.1", "way": "below"}, one)
    little = apart({"apart": "less than 0.1", "way": "higher"}, one)
    same = apart({"apart": None, "way": None}, one)

    assert (below.display, little.display, same.exact) == ("-3.1", "0.0", Fraction(0))


def test_a_title_says_whose_and_of_when() -> None:
    found = whose("Workforce Race Equality Standard 2025: A\nname 3 (RXX)")

    assert (found.organisation, found.year) == ("RXX", 2025)


def test_more_are_unknown_than_a_part_of_the_staff() -> None:
    lines = pl.DataFrame(
        {
            "measure": ["staff"] * 3,
            "ethnic_group": ["white", "bme", "unknown"],
            "value": [50, 20, 30],
        }
    )
    filed = wres.WresReturn.from_frame(lines)
    [warning, *_] = [
        one for one in wres.measure(filed, year=2025).data_quality.warnings if "more than" in one
    ]

    [found] = read(f"I{warning[1:]}.", 0, 2025).said

    assert (found.figure, found.exact) == ("above", Fraction(1, 20))
