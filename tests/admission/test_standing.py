# mypy: disable-error-code="arg-type"
"""What the workforce says of the person of an event."""

from datetime import date

import polars as pl

from wres.admission import MERGED_INTO, Intake, LooseTable, Source
from wres.profiles import profile
from wres.records import DisciplinaryEntry, StaffRecord
from wres.returns import count
from wres.tables import to_frame


def test_a_row_folded_into_another_does_not_speak_for_its_person() -> None:
    # As in a GO2 file: the person's own row, and that of the only assignment, a bank one.
    staff = to_frame(
        [
            StaffRecord("", "1", "1", "D", "clinical", "Band 5", "substantive", primary=True),
            StaffRecord("", "1", "1", "D", "clinical", "Band 5", "bank", primary=True),
        ]
    ).with_columns(pl.Series(MERGED_INTO, ["joined to its assignments", None]))
    cases = to_frame([DisciplinaryEntry("", "7", "1", None, date(2024, 6, 1))])
    intake = Intake(
        (
            LooseTable("workforce", staff.lazy(), Source("test", "staff")),
            LooseTable("disciplinary", cases.lazy(), Source("test", "cases")),
        ),
        profile(2025),
    )

    assert count(intake).value("entered_disciplinary", "bme") == 0
    assert [entry.rule for entry in intake.ledger.entries if entry.table == "disciplinary"] == [
        "bank-only worker"
    ]
