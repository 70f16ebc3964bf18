"""Ranks, tests and funnels against oracles, and a small case worked by hand."""

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, norm
from statsmodels.stats.meta_analysis import combine_effects

from tests.nationwide.england import Line, england, filed_of, line, table
from wres.nationwide import national
from wres.statistics import Point, benjamini_hochberg, funnel, ratio_point
from wres.statistics.columnar import screening
from wres.statistics.columnar.series import from_interval


P_VALUES = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.none() | st.floats(0, 1).map(lambda p: round(p, 4))),
    max_size=30,
)


@given(P_VALUES)
def test_each_family_is_adjusted_as_the_scalar_function_does(
    rows: list[tuple[str, float | None]],
) -> None:
    frame = pl.DataFrame(rows, schema={"family": pl.String, "p": pl.Float64}, orient="row")

    adjusted = screening.benjamini_hochberg(frame, "p", ["family"])

    assert adjusted.drop("adjusted").equals(frame)
    for family in ("a", "b"):
        mine = adjusted.filter(family=family)["adjusted"].to_list()
        ours = benjamini_hochberg([p for name, p in rows if name == family]).p_values
        assert [p is None for p in mine] == [p is None for p in ours]
        known = [p for p in mine if p is not None]
        assert known == pytest.approx([p for p in ours if p is not None], rel=1e-11)


@given(st.floats(0.05, 20), st.floats(0.01, 1.5))
def test_an_interval_gives_its_error_and_test_back(ratio: float, error: float) -> None:
    reach = norm.ppf(0.975) * error
    low, high = ratio * math.exp(-reach), ratio * math.exp(reach)

    found = from_interval(*(pl.Series([end]) for end in (ratio, low, high)))

    assert found.error[0] == pytest.approx(error, rel=1e-9)
    expected = 2 * norm.sf(abs(math.log(ratio)) / error)
    assert found.p_value[0] == pytest.approx(expected, rel=1e-6, abs=1e-300)


def test_an_interval_without_an_end_gives_nothing() -> None:
    found = from_interval(pl.Series([2.0, 0.0]), pl.Series([1.5, 0.0]), pl.Series([None, 2.0]))

    assert found.error.to_list() == [None, None]
    assert found.p_value.to_list() == [None, None]


FOUND = national(england(40), table(40))


def test_adjusted_p_values_are_scipys() -> None:
    for key in ("2", "3", "6"):
        own = FOUND.standings.filter(measure=key)
        expected = false_discovery_control(own["p_value"].to_numpy())
        assert own["q_value"].to_numpy() == pytest.approx(expected, rel=1e-9)
        assert own["significant"].to_list() == [q <= 0.05 for q in own["q_value"]]


def test_the_error_of_a_likelihood_ratio_is_that_of_its_counts() -> None:
    filed = england(40)
    errors = FOUND.standings.filter(measure="2").select("organisation", "error").rows()
    for code, error in errors:
        counts = [
            filed.of(code).value(measure, group)
            for group in ("white", "bme")
            for measure in ("appointed", "shortlisted")
        ]
        point = ratio_point(*(count or 0 for count in counts))
        assert point is not None
        assert error == pytest.approx(point.error, rel=1e-10)


def test_limits_are_normal_limits_widened_by_the_variance_between() -> None:
    made = FOUND.funnels.filter(measure="2").row(0, named=True)
    own = FOUND.standings.filter(measure="2")
    assert made["between"] > 0
    spread = np.sqrt(own["error"].to_numpy() ** 2 + made["between"])
    for name, level in (("95", 0.975), ("998", 0.999)):
        for side, sign in (("low", -1), ("high", 1)):
            expected = made["target"] * np.exp(sign * norm.ppf(level) * spread)
            assert own[f"{side}_{name}"].to_numpy() == pytest.approx(expected, rel=1e-9)


def test_the_variance_between_is_der_simonian_and_lairds_where_nothing_is_pulled_in() -> None:
    """About the weighted mean, and without winsorising, both are one formula."""
    own = FOUND.standings.filter(measure="2")
    logs, variances = own["value"].log().to_numpy(), own["error"].to_numpy() ** 2
    oracle = combine_effects(logs, variances, method_re="chi2")
    weights = 1 / variances
    centre = (weights * logs).sum() / weights.sum()
    points = [Point(*pair) for pair in zip(logs.tolist(), own["error"], strict=True)]

    assert funnel(points, float(centre), tail=0).between == pytest.approx(oracle.tau2, rel=1e-9)


def test_an_outlier_lies_outside_its_limits_on_the_side_that_is_said() -> None:
    own = FOUND.standings.filter(pl.col("place").is_not_null())
    outside = (pl.col("value") < pl.col("low_95")) | (pl.col("value") > pl.col("high_95"))

    assert own.filter(outside).equals(own.filter(pl.col("outlier").is_not_null()))
    for row in own.filter(pl.col("outlier").is_not_null()).to_dicts():
        high = row["value"] > row["high_95"]
        bad_if_high = row["measure"] != "7"
        assert row["outlier"] == ("adverse" if high == bad_if_high else "favourable")
        beyond = row["value"] > row["high_998"] or row["value"] < row["low_998"]
        assert row["place"].startswith("far_") == beyond


def test_ranks_run_from_the_least_favourable() -> None:
    for key in FOUND.standings["measure"].unique():
        own = FOUND.standings.filter(pl.col("measure") == key, pl.col("rank").is_not_null())
        good = key in {"7", "9"}
        ordered = own.sort("value", descending=not good)["rank"].to_list()
        assert ordered == sorted(ordered)
        assert min(ordered) == 1


def likelihoods(code: str, white: tuple[int, int], bme: tuple[int, int]) -> list[Line]:
    return [
        line(code, measure, group, float(value))
        for group, (people, hired) in (("white", white), ("bme", bme))
        for measure, value in (("shortlisted", people), ("appointed", hired))
    ]


def test_five_organisations_worked_by_hand() -> None:
    """White over BME of five, and of all:

    A (20/100) / (10/100) = 2       B (30/100) / (20/100) = 1.5     C 1     D 0.8
    E (10/100) / (0/100) has no end: the least favourable of all
    all: (20+30+20+20+10)/500 = 0.2 over (10+20+20+25+0)/500 = 0.15, so 1.33
    in order 0.8, 1, 1.5, 2 and no end: median 1.5; quartiles 1 and 2
    adverse: 3 of 5, each beyond 1.25; E, A, B, C, D rank 1 to 5 and are in quarters 1, 2, 3, 4, 4
    score tests, z squared: A 0.1^2 / (0.15 * 0.85 * 2/100) = 3.92, p 0.048
    B 0.1^2 / (0.25 * 0.75 * 2/100) = 2.67, p 0.10     E 0.1^2 / (0.05 * 0.95 * 2/100) = 10.5, p 0.0012
    of five tests, E's 0.0012 is below 0.05 * 1/5 and A's 0.048 not below 0.05 * 2/5: E differs,
    though its ratio has no end, and A does not
    """
    people = {
        "A": ((100, 20), (100, 10)),
        "B": ((100, 30), (100, 20)),
        "C": ((100, 20), (100, 20)),
        "D": ((100, 20), (100, 25)),
        "E": ((100, 10), (100, 0)),
    }
    found = national(
        filed_of([one for code, own in people.items() for one in likelihoods(code, *own)])
    )

    assert found.pooled.select("display", "organisations", "verdict").rows() == [
        ("1.33", 5, "worse_for_bme")
    ]
    columns = ["organisation", "display", "rank", "of", "quartile", "significant", "adverse"]
    assert found.standings.select(columns).rows() == [
        ("A", "2.00", 2, 5, 2, False, True),
        ("B", "1.50", 3, 5, 3, False, True),
        ("C", "1.00", 4, 5, 4, False, False),
        ("D", "0.80", 5, 5, 4, False, False),
        ("E", "without end", 1, 5, 1, True, True),
    ]
    spread = found.distribution.row(0, named=True)
    shown = [
        spread[f"{name}_display"]
        for name in ("lowest", "lower_quartile", "median", "upper_quartile", "highest")
    ]
    assert shown == ["0.80", "1.00", "1.50", "2.00", "without end"]
    assert (spread["adverse"], spread["organisations"], spread["adverse_share"]) == (3, 5, "60.0%")
    assert (spread["adverse_significant"], spread["tested"]) == (1, 5)
    assert spread["outside_four_fifths"] == 3
    assert found.challenged.filter(organisation="E")["display"].to_list() == ["without end"]


@pytest.mark.parametrize(
    "hidden", ["staff of upper bands", "shares of the survey", "nobody at all"]
)
def test_no_end_is_worst_and_no_meaning_is_no_rank(hidden: str) -> None:
    """A ratio that divides by nobody has no end; one of nobody to nobody has no meaning."""
    counts = {
        "staff of upper bands": (500.0, 200.0, 60.0, 0.0),
        "shares of the survey": (0.0, 0.3, 400.0, 400.0),
        "nobody at all": (0.0, 0.0, 400.0, 400.0),
    }[hidden]
    lines: list[Line] = []
    for code, own in {"A": counts, "B": (400.0, 300.0, 60.0, 20.0)}.items():
        if hidden == "staff of upper bands":
            places = (("Band 5", own[:2]), ("Band 6", (50.0, 50.0)), ("Band 8a", own[2:]))
            lines += [
                (code, 2025, "staff", "clinical", band, group, value)
                for band, pair in places
                for group, value in zip(("white", "bme"), pair, strict=True)
            ]
        else:
            shares, bases = (own[:2], own[2:]) if code == "A" else ((0.2, 0.3), own[:2])
            for group, share, base in zip(("white", "bme"), shares, bases, strict=True):
                lines.append(line(code, "discriminated_against", group, share))
                lines.append(line(code, "discriminated_against_respondents", group, base))

    found = national(filed_of(lines))

    key = "1-clinical" if hidden == "staff of upper bands" else "8"
    row = found.standings.filter(organisation="A", measure=key).row(0, named=True)
    told = (row["display"], row["rank"], row["of"], row["adverse"])
    nothing = hidden == "nobody at all"
    assert told == ((None, None, 1, None) if nothing else ("without end", 1, 2, True))
    [tally] = found.distribution.filter(scope="all", measure=key)["organisations"]
    assert tally == (1 if nothing else 2)


def test_the_most_challenged_are_those_of_the_worst_rank_among_adverse_ones() -> None:
    ranks = FOUND.standings.filter(pl.col("adverse")).with_columns(
        share=pl.col("rank") / pl.col("of")
    )
    for (code,), own in FOUND.challenged.group_by("organisation"):
        best = ranks.filter(organisation=code).sort("share")["share"].head(3).to_list()
        mine = (own.sort("place")["rank"] / own.sort("place")["of"]).to_list()
        assert mine == best
    assert FOUND.challenged.group_by("organisation").len()["len"].max() == 3


def test_a_few_organisations_have_no_most_challenged() -> None:
    assert national(england(4)).challenged.is_empty()
    assert not national(england(5)).challenged.is_empty()
