import polars as pl
import pytest
from attrs import evolve

from tests.exporters.test_exporters import EVIDENCE
from wres.metrics import GROUPS, PLACES
from wres.report import Report, measure
from wres.returns import WresReturn


@pytest.fixture(scope="package")
def full() -> Report:
    """A report with all nine metrics; the first pay band is not known, the second has nobody."""
    staff = [
        ("staff", *place, group, float((index * 7 + at * 3) % 50))
        for index, place in enumerate(PLACES[2:])
        for at, group in enumerate(GROUPS)
    ] + [("staff", *PLACES[1], group, 0.0) for group in GROUPS]
    rest: dict[str, tuple[float, ...]] = {
        "shortlisted": (780, 210, 10),
        "appointed": (170, 30, 1),
        "entered_disciplinary": (17, 9, 0),
        "accessed_training": (100, 80, 3),
        "harassed_by_public": (0.251, 0.288),
        "harassed_by_public_respondents": (2724, 871),
        "harassed_by_staff": (0.206, 0.249),
        "believes_equal_opportunities": (0.589, 0.481),
        "discriminated_against": (0.067, 0.156),
        "board": (15, 2, 0),
        "board_voting": (12, 2, 0),
        "board_executive": (8, 1, 0),
    }
    others = [
        (measured, None, None, group, float(value))
        for measured, values in rest.items()
        for group, value in zip(GROUPS, values, strict=False)
    ]
    columns = ["measure", "workforce_group", "pay_band", "ethnic_group", "value"]
    tidy = pl.DataFrame([*staff, *others], schema=columns, orient="row", infer_schema_length=None)
    filed = evolve(WresReturn.from_frame(tidy), evidence=EVIDENCE)
    return measure(filed, year=2025, organisation="RXX", name="Ysbyty Gwynedd")
