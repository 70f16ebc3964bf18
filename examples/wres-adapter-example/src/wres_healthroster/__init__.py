"""Reads staff exports of an e-rostering system: one row a post."""

import pluggy
import polars as pl

from wres.admission import LooseTable, LooseTables
from wres.files import csv_bytes, ethnic_category, scan_text, source, translate
from wres_healthroster.columns import FIELDS, GRADE_TYPES, PERSON_TYPES


class HealthRoster:
    name = "healthroster"
    title = "E-rostering staff export (CSV)"
    tables = ("workforce",)
    options = {}

    def read(self, source_file, options):
        scan = scan_text(source_file, wanted=FIELDS)
        frame = scan.fields().with_columns(
            ethnic_category(pl.col("ethnic_category"), nhs_codes=True),
            translate(pl.col("workforce_group"), GRADE_TYPES),
            translate(pl.col("engagement"), PERSON_TYPES),
        )
        described = source(self.name, source_file)
        return LooseTables((LooseTable("workforce", frame, described, scan.columns),))

    def specimen(self, tables):
        headers = {name: field.aliases[0] for name, field in FIELDS.items()}
        return csv_bytes(tables["workforce"].select(*FIELDS).rename(headers))


@pluggy.HookimplMarker("wres")
def wres_adapters():
    return [HealthRoster()]
