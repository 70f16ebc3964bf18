"""P-values adjusted over a report, against statsmodels."""

import pytest
from hypothesis import given
from statsmodels.stats.multitest import multipletests

from wres.report import Report, measure
from wres.returns import WresReturn
from wres.testing import reports


def p_values_of(report: Report) -> list[float]:
    return [one.p_value for one in report.comparisons.tests if one.p_value is not None]


@given(reports())
def test_they_are_those_of_statsmodels_over_the_tests_that_there_are(report: Report) -> None:
    every = report.comparisons
    p_values = p_values_of(report)

    assert (every.family, every.left_out) == (len(p_values), len(every.tests) - len(p_values))
    for name, theirs in (("holm", "holm"), ("benjamini_hochberg", "fdr_bh")):
        adjusted = [getattr(one, name) for one in every.tests if one.p_value is not None]
        expected = multipletests(p_values, method=theirs)[1] if p_values else []
        assert adjusted == pytest.approx(list(expected), rel=1e-9)
    assert all(
        one.holm is None and one.benjamini_hochberg is None
        for one in every.tests
        if one.p_value is None
    )


@given(reports(complete=True))
def test_they_are_the_tests_of_the_metrics_in_order(report: Report) -> None:
    own = [
        *[(1, f"{one.from_}/{one.to}", one.ratio.p_value) for one in report[1].disparity],  # type: ignore[union-attr]
        *[(number, None, report[number].ratio.p_value) for number in (2, 3, 4)],  # type: ignore[union-attr]
    ]

    assert [(one.metric, one.part, one.p_value) for one in report.comparisons.tests] == own


def test_a_report_without_data_compares_nothing() -> None:
    report = measure(WresReturn(), year=2025)

    assert (report.comparisons.tests, report.comparisons.family) == ((), 0)
