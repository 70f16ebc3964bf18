import polars as pl

from wres.report import measure
from wres.returns import WresReturn


COUNTS = {
    "shortlisted": (780, 210, 10),
    "appointed": (170, 30, 1),
    "entered_disciplinary": (10.5, 1.5),
    "harassed_by_staff": (0.2, 0.3),
    "board_voting": (9, 1, 0),
}
GROUPS = ("white", "bme", "unknown")


def frame(
    counts: dict[str, tuple[float, ...]], metric: int, year: int = 2025, *, known_only: bool = False
) -> pl.DataFrame:
    lines = [
        (measure, group, float(count))
        for measure, found in counts.items()
        for group, count in zip(GROUPS, found, strict=False)
    ]
    tidy = pl.DataFrame(lines, schema=["measure", "ethnic_group", "value"], orient="row")
    filed = WresReturn.from_frame(tidy)
    report = measure(filed, year=year, organisation="RXX", known_only=known_only)
    return report.to_frame().filter(pl.col("metric") == metric)


CHANGE = "3 more BME appointments would change the verdict to: too few to tell"


def test_its_columns_are_typed() -> None:
    tidy = frame({}, 1)

    text = pl.String()
    assert dict(tidy.schema) == {
        "organisation": text,
        "year": pl.Int64(),
        "metric": pl.Int64(),
        "name": text,
        "figure": text,
        "part": text,
        "workforce_group": text,
        "pay_band": text,
        "ethnic_group": text,
        "value": pl.Float64(),
        "exact": text,
        "display": text,
        "low": pl.Float64(),
        "high": pl.Float64(),
        "interval": text,
        "status": text,
        "reason": text,
    }


def test_a_metric_without_data_is_one_row() -> None:
    assert frame({}, 9).drop_nulls("status").select(
        "name", "figure", "status", "reason"
    ).rows() == [("board_representation", None, "no_data", "board was not supplied")]


def test_a_likelihood() -> None:
    tidy = frame(COUNTS, 2)

    assert tidy.select("figure", "part", "ethnic_group", "display").rows() == [
        ("population", None, "white", "780"),
        ("population", None, "bme", "210"),
        ("population", None, "unknown", "10"),
        ("events", None, "white", "170"),
        ("events", None, "bme", "30"),
        ("events", None, "unknown", "1"),
        ("likelihood", None, "white", "0.22"),
        ("likelihood", None, "bme", "0.14"),
        ("likelihood", None, "unknown", "0.10"),
        ("ratio", None, "white/bme", "1.53"),
        ("p_value", None, "white/bme", "0.016"),
        ("four_fifths", None, "white/bme", "above"),
        ("verdict", None, "white/bme", "worse_for_bme"),
        ("change", None, "white/bme", CHANGE),
        ("ratio_if_unknown", "white", "white/bme", "1.52"),
        ("ratio_if_unknown", "bme", "white/bme", "1.55"),
        # The only test of the report is adjusted for nothing.
        ("holm", None, None, "0.016"),
        ("benjamini_hochberg", None, None, "0.016"),
    ]
    ratio = tidy.filter(pl.col("figure") == "ratio")
    assert ratio.select(pl.col("low", "high").round(6), "interval").rows() == [
        (1.078338, 2.190415, "koopman")
    ]
    share = tidy.filter(pl.col("figure") == "likelihood", pl.col("ethnic_group") == "white")
    assert share.select(pl.col("low", "high").round(6), "interval").rows() == [
        (0.190396, 0.248266, "wilson")
    ]


def test_halves_are_shown_and_what_was_not_supplied_is_told() -> None:
    tidy = frame({**COUNTS, "staff": (2505, 725, 0)}, 3)

    events = tidy.filter(pl.col("figure") == "events")
    assert events.select("exact", "display", "status", "reason").rows() == [
        ("21/2", "10.5", "measured", None),
        ("3/2", "1.5", "measured", None),
        (None, None, "no_data", "not supplied"),
    ]


def test_an_unbounded_interval_and_a_tiny_p_value() -> None:
    tidy = frame({"shortlisted": (100, 900), "appointed": (50, 0)}, 2)

    columns = ("figure", "display", "status", "reason", "high")
    rows = {row[0]: row[1:] for row in tidy.select(columns).rows()}
    assert rows["ratio"] == (None, "undefined", "no events in comparator", None)
    assert rows["p_value"] == ("<0.001", "measured", None, None)
    assert "verdict" not in rows
    low, method = tidy.filter(pl.col("figure") == "ratio").select("low", "interval").row(0)
    assert low > 1
    assert method == "koopman"


def test_a_survey_share() -> None:
    tidy = frame(COUNTS, 6).drop_nulls("display")

    assert tidy.select("figure", "ethnic_group", "value", "display").rows() == [
        ("share", "white", 0.2, "20.0%"),
        ("share", "bme", 0.3, "30.0%"),
        ("difference", "bme", 0.1, "10.0"),
        ("ratio", "bme/white", 1.5, "1.50"),
        ("four_fifths", "bme/white", None, "above"),
        ("question", None, None, "Q14b, Q14c"),
    ]


def test_the_board() -> None:
    tidy = frame({**COUNTS, "staff": (60, 40, 0)}, 9).filter(pl.col("ethnic_group") == "bme")

    assert tidy.select("figure", "part", "display", "reason").rows() == [
        ("headcount", "total", None, "not supplied"),
        ("share", "total", None, "not supplied"),
        ("difference", "total", None, "not supplied"),
        ("headcount", "voting", "1", None),
        ("share", "voting", "10.0%", None),
        ("difference", "voting", "-30.0", None),
        ("headcount", "executive", None, "not supplied"),
        ("share", "executive", None, "not supplied"),
        ("difference", "executive", None, "not supplied"),
    ]


def test_a_cluster_and_the_first_edition() -> None:
    tidy = pl.DataFrame(
        {
            "measure": ["staff"] * 6,
            "workforce_group": ["clinical"] * 6,
            "pay_band": ["Band 5"] * 3 + ["VSM"] * 3,
            "ethnic_group": [*GROUPS, *GROUPS],
            "value": [70, 20, 0, 9, 1, 0],
        }
    )

    found = measure(WresReturn.from_frame(tidy), year=2015).to_frame()

    cluster = found.filter(pl.col("part") == "wres_2015/bands_8_9_vsm")
    bme = cluster.filter(pl.col("ethnic_group") == "bme")
    assert bme.select("figure", "exact", "display").rows() == [
        ("headcount", "1", "1"),
        ("share", "1/10", "10.0%"),
        ("difference", "-11/100", "-11.0"),
        ("distribution", "1/21", "4.8%"),
    ]


def test_shares_say_whom_they_are_of() -> None:
    tidy = frame({"staff": (60, 40, 9)}, 1, known_only=True)

    shares = tidy.filter(pl.col("figure").is_in(["share", "base"]))
    assert shares.select("figure", "ethnic_group", "display", "reason").rows() == [
        ("share", "white", "60.0%", None),
        ("share", "bme", "40.0%", None),
        ("share", "unknown", None, "unknown ethnicity is left out of the base"),
        ("base", None, "known_only", None),
    ]


def test_the_board_beside_the_local_population() -> None:
    people = {"local_population": (80, 20, 0)}

    there = frame({**COUNTS, **people}, 9, 2015).filter(pl.col("ethnic_group") == "bme")
    not_there = frame(COUNTS, 9, 2015)

    voting = there.filter(pl.col("part").is_in(["voting", "local_population"]))
    assert voting.select("figure", "part", "display").rows() == [
        ("headcount", "voting", "1"),
        ("share", "voting", "10.0%"),
        ("difference", "voting", "-10.0"),
        ("headcount", "local_population", "20"),
        ("share", "local_population", "20.0%"),
    ]
    gaps = not_there.filter(pl.col("figure") == "difference")
    assert set(gaps["reason"]) == {"local_population was not supplied"}
    assert not_there["display"][-1] == "population"


def test_metric_2_without_international_recruits() -> None:
    # White 165 of 775 against BME 15 of 190: (33/155) / (3/38) = 418/155.
    recruits = {
        "shortlisted_international": (5, 20, 0),
        "appointed_international": (5, 15, 0),
    }

    tidy = frame({**COUNTS, **recruits}, 2)

    apart = tidy.filter(pl.col("part") == "without_international")
    rows = {
        (figure, group): shown
        for figure, group, shown in apart.select("figure", "ethnic_group", "exact").rows()
    }
    assert rows["population", "bme"] == "190"
    assert rows["events", "white"] == "165"
    assert rows["ratio", "white/bme"] == "418/155"
    assert tidy.filter(pl.col("figure") == "ratio")["exact"].to_list() == ["119/78", "418/155"]
