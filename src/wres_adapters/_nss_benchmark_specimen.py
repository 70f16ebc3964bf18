"""Results laid out as the Staff Survey's benchmark workbook has them: a row an organisation."""

from __future__ import annotations

from collections.abc import Mapping

from wres.profiles import profile, years
from wres.records import SurveyShare
from wres_adapters._nss import Cells, Key, sheets_bytes
from wres_adapters._nss_benchmark_columns import figures_of


def benchmark_workbook(found: Mapping[Key, SurveyShare]) -> bytes:
    """Write results, by their key."""
    survey_years = sorted({year for _, year, *_ in found}) or [years()[-1] - 1]
    question_8 = profile(survey_years[-1] + 1)["survey_question_8"].lower()
    columns = {
        (year, one.measure, one.group): one
        for year in survey_years
        for one in figures_of(question_8, year)
    }
    cells: Cells = {(1, 1): "org_id", (1, 2): "org_name"}
    organisations = list(dict.fromkeys(organisation for organisation, *_ in found))
    for row, organisation in enumerate(organisations, 2):
        cells[row, 1], cells[row, 2] = organisation, f"Organisation {organisation}"
    for at, ((year, measure, group), one) in enumerate(columns.items()):
        left = 3 + 2 * at
        cells[1, left], cells[1, left + 1] = one.share, one.respondents
        for row, organisation in enumerate(organisations, 2):
            record = found.get((organisation, year, measure, group))
            if record is not None:
                cells[row, left] = record.share
            if record is not None and record.respondents is not None:
                cells[row, left + 1] = record.respondents
    notes: Cells = {(1, 1): f"NHS Staff Survey {survey_years[-1]} benchmark report: Excel data"}
    groups: Cells = {(1, 1): "org_id", (1, 2): "Benchmark group"}
    return sheets_bytes(
        {
            "Notes": notes,
            "Organisation Benchmark groups": groups,
            "Acute&Acute Community Trusts": cells,
        }
    )
