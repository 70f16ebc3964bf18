"""Band 8a and above, in every place that speaks of it: never without what is hidden."""

import polars as pl
import pytest
from hypothesis import given, settings

from tests.disclosure.hiding import cells, hiding, with_and_without
from tests.disclosure.tables import report_of
from wres.benchmarks.own import SENIOR, own_figures
from wres.exporters.word.cells import lines_of
from wres.metrics import HIDDEN, Representation
from wres.narrative import narrative
from wres.profiles import profile
from wres.report import Report, measure
from wres.returns import WresReturn
from wres.wording import senior_staff, words_of


BANDS = {
    ("clinical", "Band 5"): (60, 40, 0),
    ("clinical", "Band 8a"): (17, 2, 1),
    ("non_clinical", "VSM"): (9, 6, 0),
}


@given(with_and_without())
@settings(max_examples=25)
def test_it_is_what_the_full_report_has_or_hidden(both: tuple[Report, Report]) -> None:
    full, result = both[0][1], both[1][1]
    assert isinstance(full, Representation)
    assert isinstance(result, Representation)
    whole, shown = senior_staff(full), senior_staff(result)

    for group in ("white", "bme", "total"):
        assert shown[group] == (None if group in shown.hidden else whole[group])


@pytest.mark.parametrize("groups", [("bme",), ("white", "bme", "unknown", "total")])
def test_a_row_that_is_hidden_is_hidden_in_words_tables_and_benchmarks(
    groups: tuple[str, ...],
) -> None:
    safe = hiding(report_of({}, BANDS), *cells(("clinical", "Band 8a"), groups))
    result = safe[1]
    assert isinstance(result, Representation)

    assert words_of(result, profile(safe.year)).endswith(
        f"; the BME share of Band 8a and above is {HIDDEN}"
    )
    assert "Band 8a and above: BME [c]" in lines_of(safe, 1)
    assert [text for text in lines_of(safe, 1) if "%" in text and "8a" in text] == []
    [line] = [one for one in own_figures(safe) if one.key.part == SENIOR]
    assert (line.figure, line.counts, line.reason) == (None, None, HIDDEN)
    said = [str(sentence) for sentence in narrative(safe, 1)]
    assert [text for text in said if "Band 8a" in text] == []


def test_a_row_of_which_a_group_was_not_supplied_is_not_left_out() -> None:
    filed = report_of({}, {**BANDS, ("clinical", "Band 8b"): (9, 6, 0)}).filed
    some = filed.to_frame().filter(
        (pl.col("pay_band") != "Band 8b") | (pl.col("ethnic_group") != "unknown")
    )
    result = measure(WresReturn.from_frame(some), year=2025)[1]
    assert isinstance(result, Representation)

    assert senior_staff(result).total is None
    assert words_of(result, profile(2025)).endswith(
        "how they are spread over pay bands is not known"
    )
