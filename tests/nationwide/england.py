"""A few organisations with every measure: returns that tests of the national analysis share."""

from collections.abc import Iterable
from random import Random

import polars as pl

from wres.metrics import PLACES
from wres.returns import WresReturn
from wres.vocabulary import SURVEY_MEASURES


Line = tuple[str, int, str, str | None, str | None, str, float]
SCHEMA = {
    "organisation": pl.String(),
    "year": pl.Int64(),
    **dict.fromkeys(("measure", "workforce_group", "pay_band", "ethnic_group"), pl.String()),
    "value": pl.Float64(),
}
REGIONS = ("London", "Midlands", "North West")
TYPES = ("acute", "mental health")


def filed_of(lines: Iterable[Line]) -> WresReturn:
    return WresReturn.from_cells(pl.DataFrame(list(lines), schema=SCHEMA, orient="row"))


def line(code: str, measure: str, group: str, value: float, year: int = 2025) -> Line:
    return (code, year, measure, None, None, group, value)


def england(organisations: int, year: int = 2025, seed: int = 1) -> WresReturn:
    """Organisations of very different size and ratio, so that they do not lie in one funnel."""
    random = Random(seed + year)
    lines: list[Line] = []
    for number in range(organisations):
        code, people = f"T{number:02}", random.randrange(300, 9000)
        gap = random.uniform(0.6, 1.6)
        for group, part, much in (("white", 0.7, 1.0), ("bme", 0.26, gap), ("unknown", 0.04, 1.0)):
            staff = [(place, random.randrange(1, 2 + int(people * part / 12))) for place in PLACES]
            lines += [(code, year, "staff", *place, group, float(n)) for place, n in staff]
            total = sum(n for _, n in staff)
            listed = int(people * part) + 5
            lines += [
                line(code, measure, group, float(count), year)
                for measure, count in (
                    ("shortlisted", listed),
                    ("appointed", 1 + int(listed * 0.2 / much)),
                    ("entered_disciplinary", 1 + int(total * 0.012 * much)),
                    ("accessed_training", int(total * 0.4)),
                    ("board", random.randrange(1, 12)),
                    ("board_voting", 1),
                    ("board_executive", 1),
                )
            ]
            for measure in map(str, SURVEY_MEASURES):
                share = round(0.2 * (much if measure != "believes_equal_opportunities" else 2), 3)
                lines.append(line(code, measure, group, min(share, 0.99), year))
                base = float(20 + int(people * part * 0.4))
                lines.append(line(code, f"{measure}_respondents", group, base, year))
    return filed_of(lines)


def table(organisations: int) -> pl.DataFrame:
    codes = [f"T{number:02}" for number in range(organisations)]
    return pl.DataFrame(
        {
            "code": codes,
            "name": [f"Trust {code}" for code in codes],
            "region": [REGIONS[number % 3] for number in range(organisations)],
            "type": [TYPES[number % 2] for number in range(organisations)],
        }
    )
