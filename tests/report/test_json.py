import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import attrs
import polars as pl
import pytest
from jsonschema import Draft202012Validator

from wres.errors import FigureError
from wres.ledger import Entry, Ledger, Read, State
from wres.metrics import (
    GROUPS,
    PLACES,
    BoardRepresentation,
    Experience,
    Likelihood,
    Representation,
)
from wres.report import Report, json_schema, measure
from wres.returns import Evidence, SourceUsed, WresReturn
from wres.vocabulary import SURVEY_MEASURES


Json = dict[str, Any]
SCHEMA = Draft202012Validator(json_schema())

COUNTS: dict[str, tuple[float | None, ...]] = {
    "senior_medical_manager": (1, 1, 0),
    "shortlisted": (780, 210, 10),
    "appointed": (170, 30, 1),
    "shortlisted_international": (5, 20, 0),
    "appointed_international": (5, 15, 0),
    "entered_disciplinary": (10.5, 1.5, None),
    "accessed_training": (100, 90, 80),
    **{str(name): (0.249, 0.312, None) for name in SURVEY_MEASURES},
    "harassed_by_public_respondents": (None, 97, None),
    "board": (13, 1, 1),
    "board_voting": (10, 1, 1),
    "board_executive": (6, 0, 0),
    "local_population": (400_000, 100_000, 0),
}
EVIDENCE = Evidence(
    ledger=Ledger(
        (Entry("workforce", "staff.csv", State.COUNTED, "staff in post", 320),),
        (Read("workforce", "staff.csv", 320),),
    ),
    sources=(SourceUsed("esr-bi", "staff.csv", "00" * 32, 320),),
)


def full_return() -> WresReturn:
    """Everything that a return can hold."""
    staff = [
        ("staff", *place, group, 10.0 + n) for place in PLACES for n, group in enumerate(GROUPS)
    ]
    others = [
        (measure, None, None, group, float(count))
        for measure, counts in COUNTS.items()
        for group, count in zip(GROUPS, counts, strict=True)
        if count is not None
    ]
    columns = ["measure", "workforce_group", "pay_band", "ethnic_group", "value"]
    lines = pl.DataFrame([*staff, *others], schema=columns, orient="row", infer_schema_length=None)
    return attrs.evolve(WresReturn.from_frame(lines), evidence=EVIDENCE)


@pytest.fixture(scope="module")
def report() -> Report:
    return measure(full_return(), year=2025, organisation="RXX", clusters=["edi_2d"])


@pytest.fixture
def content(report: Report) -> Json:
    content: Json = json.loads(report.to_json())
    return content


def test_a_full_return_leaves_no_metric_without_data(report: Report) -> None:
    assert [type(one) for one in report] == [
        Representation,
        *[Likelihood] * 3,
        *[Experience] * 4,
        BoardRepresentation,
    ]


def test_the_fields_of_a_report_are_the_keys_of_its_json(content: Json) -> None:
    names = [one.name for one in attrs.fields(Report)]
    # The last two are left out where there are none.
    assert names == [*content, "breakdowns", "publication"]


def test_keys_are_in_the_order_of_the_contract(content: Json) -> None:
    head = ["number", "name", "status"]
    first, second, third, _, fifth, *_, ninth = content["metrics"]

    first_keys = ["overall", "rows", "disparity", "senior_medical_managers", "clusters", "base"]
    assert list(first) == [*head, *first_keys]
    assert list(first["overall"]) == ["headcount", "share"]
    assert list(first["overall"]["headcount"]) == [*GROUPS, "total"]
    place = ["workforce_group", "pay_band"]
    figures = ["headcount", "share", "difference", "distribution"]
    assert list(first["rows"][0]) == [*place, *figures]
    assert list(first["clusters"][0]) == ["scheme", "cluster", *figures]
    assert list(first["disparity"][0]) == ["workforce_group", "from", "to", "ratio"]
    counts = ["population", "events"]
    likelihoods = [*counts, "likelihood", "ratio"]
    assert list(second) == [
        *head,
        *likelihoods,
        "if_unknown_were",
        "without_international",
        "basis",
    ]
    assert list(second["without_international"]) == likelihoods
    assert third["without_international"] is None
    assert list(second["ratio"]["interval"]) == ["level", "low", "high", "method"]
    assert third["events"] == {"white": 10.5, "bme": 1.5, "unknown": None}
    assert third["basis"] == "single_year"
    survey = ["share", "respondents", "difference", "ratio", "question", "base"]
    assert list(fifth) == [*head, *survey]
    assert fifth["respondents"] == {"white": None, "bme": 97, "unknown": None}
    ninth_keys = ["headcount", "share", "difference", "headline", "base", "compared_with"]
    assert list(ninth) == [*head, *ninth_keys, "local_population"]
    assert list(ninth["local_population"]) == ["headcount", "share"]
    assert list(ninth["difference"]) == ["total", "voting", "executive"]


def test_a_ratio_in_json(content: Json) -> None:
    ratio = content["metrics"][1]["ratio"]

    interval = ratio.pop("interval")
    assert ratio == {
        "of": "white",
        "to": "bme",
        "status": "defined",
        "reason": None,
        "value": 119 / 78,
        "exact": "119/78",
        "display": "1.53",
        "p_value": 0.0161425543872,  # scipy: chi2_contingency without correction
        "test": "score",
        "four_fifths": "above",
        "verdict": "worse_for_bme",
        "note": None,
        "low_count": False,
        "exact_tests": [],
        "caution": None,
        "people_needed": {
            "verdict": {"of": {"more": None, "fewer": 12}, "to": {"more": 3, "fewer": None}},
            "four_fifths": {"of": {"more": None, "fewer": 31}, "to": {"more": 7, "fewer": None}},
            "parity": {"of": {"more": None, "fewer": 59}, "to": {"more": 16, "fewer": None}},
            "level": 0.95,
            "method": "koopman",
        },
        "change": "3 more BME appointments would change the verdict to: too few to tell",
        "meaning": (
            "Everybody is counted, so this is no sample. The interval, 1.08 to 2.19 (95%, "
            "Koopman's score interval), says how far chance alone could move next year's ratio."
        ),
    }
    head, tail = ("verdict", "note", "low_count"), ("people_needed", "change", "meaning")
    assert tuple(ratio)[10:13] == head
    assert tuple(ratio)[-3:] == tail
    assert interval == {
        "level": 0.95,
        "low": 1.0783378892,  # a 40-digit root of Koopman's statistic
        "high": 2.19041458365,
        "method": "koopman",
    }


def test_a_figure_in_json(content: Json) -> None:
    likelihood = content["metrics"][1]["likelihood"]["white"]
    difference = content["metrics"][4]["difference"]["bme"]

    interval = likelihood.pop("interval")
    assert likelihood == {"value": 170 / 780, "exact": "17/78", "display": "0.22"}
    # Wilson by hand: (170 + z2/2 -+ z sqrt(170 x 610 / 780 + z2/4)) / (780 + z2), z2 = 3.8415.
    assert interval == {
        "level": 0.95,
        "low": pytest.approx(0.190396, abs=1e-6),
        "high": pytest.approx(0.248266, abs=1e-6),
        "method": "wilson",
    }
    assert list(difference) == ["value", "exact", "display"]  # the base of White is not known
    assert difference == {"value": 0.063, "exact": "63/1000", "display": "6.3"}


def test_an_approximate_interval_says_so_in_json(content: Json) -> None:
    fifth, sixth = content["metrics"][4:6]

    bme = fifth["share"]["bme"]["interval"]

    assert list(bme) == ["level", "low", "high", "method", "approximate"]
    assert (bme["method"], bme["approximate"]) == ("wilson_weighted", True)
    assert list(sixth["share"]["bme"]) == ["value", "exact", "display"]


def test_a_note_on_the_rules_is_there_where_they_are_older() -> None:
    now, later = (measure(full_return(), year=year).to_json() for year in (2025, 2031))

    assert json.loads(now)["profile"] == {"id": "2025"}
    assert list(json.loads(later)["profile"]) == ["id", "note"]


def test_what_stands_behind_the_figures_in_json(content: Json) -> None:
    assert content["data_quality"]["ledger"] == [
        {
            "table": "workforce",
            "file": "staff.csv",
            "state": "counted",
            "rule": "staff in post",
            "rows": 320,
            "column": None,
            "value": None,
            "first_row": None,
        }
    ]
    assert content["provenance"]["sources"] == [
        {"adapter": "esr-bi", "file": "staff.csv", "sha256": "00" * 32, "rows": 320}
    ]


def kinds_of_object(content: object) -> Iterator[dict[str, Any]]:
    """Give one object of each set of keys."""
    seen = set()
    for one in objects(content):
        if (keys := tuple(one)) not in seen:
            seen.add(keys)
            yield one


def objects(content: object) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        yield content
        for part in content.values():
            yield from objects(part)
    elif isinstance(content, list):
        for part in content:
            yield from objects(part)


def is_optional(key: str, content: Json) -> bool:
    """Whether a key is there only where it says something."""
    of_figure = key == "interval" and "reason" not in content
    return of_figure or key == "approximate"


def test_a_ledger_that_is_read_back_adds_up_by_state(report: Report) -> None:
    ledger = report.data_quality.ledger

    again = Report.from_json(report.to_json()).data_quality.ledger

    assert [type(entry.state) for entry in again] == [State] * len(ledger)
    assert Ledger(again).totals() == Ledger(ledger).totals()
    assert sum(Ledger(again).totals().values()) > 0


def test_no_field_can_go_unnoticed(content: Json) -> None:
    whole = deepcopy(content)
    for one in kinds_of_object(content):
        for key, value in list(one.items()):
            if is_optional(key, one):
                continue
            del one[key]

            assert not SCHEMA.is_valid(content), f"{key} of {list(one)}"
            with pytest.raises(FigureError):
                Report.from_json(json.dumps(content))

            one[key] = value
    assert content == whole


def test_no_field_of_a_breakdown_can_go_unnoticed() -> None:
    filed = full_return()
    parts = attrs.evolve(filed, counts=filed.counts.with_columns(site=pl.lit("North")))
    content = json.loads(measure(parts, year=2025, by=["site"]).to_json())
    breakdown = content["breakdowns"][0]

    for one in (breakdown, breakdown["parts"][0]):
        for key, value in list(one.items()):
            for wrong in ("gone", "empty"):
                one.pop(key) if wrong == "gone" else one.update({key: []})

                assert not SCHEMA.is_valid(content), f"{key} {wrong}"
                if wrong == "gone" or key == "metrics":
                    with pytest.raises(FigureError):
                        Report.from_json(json.dumps(content))

                one[key] = value
    assert SCHEMA.is_valid(content)


def test_no_field_can_be_added_unnoticed(content: Json) -> None:
    for one in kinds_of_object(content):
        one["further"] = None

        assert not SCHEMA.is_valid(content), list(one)
        with pytest.raises(FigureError, match="further"):
            Report.from_json(json.dumps(content))

        del one["further"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "a report is JSON in UTF-8; Expecting value", id="empty"),
        pytest.param(b"\xff", "a report is JSON in UTF-8; 'utf-8' codec", id="no UTF-8"),
        pytest.param('{"format": NaN}', "NaN is no number", id="NaN"),
        pytest.param("[]", "a report has format 'wres-report/1'; got None", id="a list"),
        pytest.param('{"format": "wres-report/2"}', "got 'wres-report/2'", id="version 2"),
        pytest.param(
            '{"format": "wres-report/1"}',
            r"this is no wres-report/1: 'organisation' is not there @ \$",
            id="nothing else",
        ),
    ],
)
def test_what_is_no_report_is_refused(text: str | bytes, message: str) -> None:
    with pytest.raises(FigureError, match=message):
        Report.from_json(text)


SHARE = ("metrics", 0, "overall", "share", "bme")


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        pytest.param(("year",), "2025", r"'2025' is no int @ \$.year", id="text"),
        pytest.param(("year",), True, r"True is no int @ \$.year", id="truth"),
        pytest.param(
            ("metrics", 0, "overall", "headcount", "bme"),
            "2",
            r"'2' is no number @ \$.metrics\[0\].overall.headcount.bme",
            id="count",
        ),
        pytest.param((*SHARE, "exact"), 0.2, "0.2 is no fraction", id="exact"),
        pytest.param((*SHARE, "exact"), "1/0", "'1/0' is no fraction", id="1/0"),
        pytest.param(("metrics", 0, "status"), "guessed", "guessed", id="status"),
        pytest.param(("metrics", 0, "name"), "x", "no metric named 'x'", id="name"),
        pytest.param(("metrics",), [], "a report has all nine metrics", id="none"),
        pytest.param(("snapshot",), "31 March", "'31 March'", id="date"),
        pytest.param(("organisation",), None, "None is no object", id="null"),
    ],
)
def test_a_fault_in_a_report_is_told_with_its_place(
    content: Json, path: tuple[str | int, ...], value: object, message: str
) -> None:
    *way, last = path
    where: Any = content
    for step in way:
        where = where[step]
    where[last] = value

    with pytest.raises(FigureError, match=f"this is no wres-report/1: .*{message}"):
        Report.from_json(json.dumps(content))
    assert not SCHEMA.is_valid(content)


def test_of_many_faults_the_first_are_told(content: Json) -> None:
    for row in content["metrics"][0]["rows"]:
        row["pay_band"] = 5

    with pytest.raises(FigureError, match=r"; and 27 more$"):
        Report.from_json(json.dumps(content))
