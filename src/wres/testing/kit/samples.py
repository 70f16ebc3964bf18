"""A few records of each table, of which adapters write their example files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product

import polars as pl

from wres.records import (
    Application,
    BoardMember,
    DisciplinaryEntry,
    Record,
    ReturnLine,
    StaffRecord,
    SurveyShare,
    TrainingUptake,
)
from wres.tables import to_frame
from wres.vocabulary import (
    SURVEY_MEASURES,
    Engagement,
    EthnicCategory,
    EthnicGroup,
    Measure,
    PayBand,
    WorkforceGroup,
)


PLACES = (
    (WorkforceGroup.CLINICAL, PayBand.BAND_5),
    (WorkforceGroup.NON_CLINICAL, PayBand.BAND_2),
    (WorkforceGroup.MEDICAL, PayBand.CONSULTANT),
)
CATEGORIES = tuple(map(EthnicCategory, ("C", "H", "N", "Z")))
KNOWN = (EthnicGroup.WHITE, EthnicGroup.BME)


def sample_records(table: str, *, category: str | None = None, size: int = 6) -> list[Record]:
    """Give records of one table, the same ones each time.

    Parameters
    ----------
    category
        Ethnic category of the first record, in place of its own.
    size
        How many, for tables of people; results and returns have a fixed number.

    Examples
    --------
    >>> sample_records("board", size=1)
    [BoardMember(organisation='RXX', person='00071230', ethnic_category=<EthnicCategory.WHITE_BRITISH: 'A'>, voting=True, executive=True)]
    """
    if table == "survey":
        return [
            SurveyShare("RXX", 2024, measure, group, share, respondents)
            for measure in SURVEY_MEASURES
            for group, share, respondents in zip(KNOWN, (0.249, 0.5), (301, 57), strict=True)
        ]
    if table == "return":
        return [
            ReturnLine("RXX", 2025, Measure(measure), None, None, group, value)
            for (measure, value), group in product(
                (("shortlisted", 21.0), ("appointed", 7.0)), EthnicGroup
            )
        ]
    categories = [EthnicCategory("A"), *CATEGORIES]
    if category is not None:
        categories[0] = EthnicCategory(category)
    return [_person(table, index, categories) for index in range(size)]


def _person(table: str, index: int, categories: list[EthnicCategory]) -> Record:
    number, category = f"{71230 + index:08}", categories[index % len(categories)]
    day = date(2024, 6, 3 + index % 20)
    match table:
        case "workforce":
            group, band = PLACES[index % len(PLACES)]
            engagement = Engagement.SUBSTANTIVE
            return StaffRecord(
                "RXX", number, number, category, group, band, engagement, primary=True, fte=0.8,
                started_on=date(2019, 6, 3),
            )  # fmt: skip
        case "recruitment":
            shortlisted, appointed = index % 3 != 0, index % 3 == 1
            return Application(
                "RXX", number, category, shortlisted=shortlisted, appointed=appointed
            )
        case "disciplinary":
            return DisciplinaryEntry("RXX", f"00{index}17", number, category, day)
        case "training":
            return TrainingUptake(
                "RXX", number, category, "Leading teams", day, mandatory=index % 2 == 1
            )
        case _:
            voting, executive = index % 3 != 1, index % 2 == 0
            return BoardMember("RXX", number, category, voting=voting, executive=executive)


def sample_tables(
    tables: Iterable[str], *, category: str | None = None, size: int = 6
) -> Mapping[str, pl.DataFrame]:
    """Give the frames of `sample_records`, by table."""
    return {name: to_frame(sample_records(name, category=category, size=size)) for name in tables}
