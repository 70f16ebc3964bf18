"""The public report as a Word document gives away what it says, this year's and last year's."""

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from io import BytesIO

import polars as pl
import pytest
from attrs import evolve
from docx import Document
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import wres
from tests.disclosure.tables import report_of
from wres.auditing import audit
from wres.auditing.auditing import book_of, counts_in, region_of
from wres.auditing.files import released
from wres.auditing.publication import policy
from wres.auditing.read_json import said_in
from wres.disclosure import policies
from wres.disclosure.masking import Mask
from wres.disclosure.relations import system_of
from wres.errors import InputError
from wres.exporters.page import Html
from wres.exporters.word import Word
from wres.profiles import profile
from wres.release import attack
from wres.report import Organisation, Report
from wres.testing import reports


BANDS = {
    ("clinical", "Band 5"): (310, 140, 12),
    ("clinical", "Band 6"): (220, 75, 8),
    ("clinical", "Band 7"): (90, 3, 11),
    ("clinical", "Band 8a"): (40, 9, 6),
}
COUNTS = {
    "shortlisted": (780, 210, 10),
    "appointed": (170, 30, 1),
    "entered_disciplinary": (12, 7, 0),
    "harassed_by_staff": (0.2031, 0.4177),
    "harassed_by_staff_respondents": (900, 233),
    "board": (9, 5, 0),
}
BAND_7 = "RXX 2025, indicator 1, Clinical Band 7, BME"


@cache
def full(year: int = 2025) -> Report:
    named = Organisation("RXX", "A trust")
    return evolve(report_of(COUNTS, BANDS, year), organisation=named)


@cache
def safe(year: int = 2025) -> Report:
    return wres.publishable(full(year))


def by_threshold_alone(report: Report) -> Report:
    """Hide small counts, and forget what gives them back."""
    rules = next(one for one in policies() if one.id == "threshold-5")
    system = system_of(report)
    hidden = system.paths(system.small(rules))
    shown = Mask(rules, hidden, profile(report.year)).results(report.metrics)
    return evolve(wres.publishable(report), metrics=shown)


def document(report: Report, **options: object) -> dict[str, bytes]:
    return Word().export(report, options)


def told(files: Mapping[str, str | bytes]) -> dict[str, str]:
    return {one.name: one.extent for one in audit(files, "threshold-5").findings}


def test_a_cell_hidden_by_threshold_alone_is_given_away_and_named() -> None:
    files = document(by_threshold_alone(full()))

    assert told(files)[BAND_7] == "exactly 3"
    said = attack(files, next(one for one in policies() if one.id == "threshold-5"), full())
    assert any(one.startswith(f"{BAND_7}: exactly 3; anybody can tell") for one in said)


def test_a_document_made_publishable_gives_nothing_away() -> None:
    files = document(safe(), previous=safe(2024))

    found = audit(files | {"report.json": safe().to_json().encode()}, "threshold-5")

    assert (audit(files).policy, told(files)) == ("threshold-5", {})
    assert [str(one) for one in found.findings] == []
    assert found.hidden > 0
    assert found.not_taken == ()


def test_a_document_and_a_report_are_of_the_same_people() -> None:
    hidden = safe().to_json().encode()

    assert BAND_7 not in told({"report.json": hidden})
    assert told({**document(by_threshold_alone(full())), "report.json": hidden}) != {}


def test_the_share_of_last_year_gives_a_count_of_last_year_back() -> None:
    last, band_7 = safe(2024).to_json().encode(), "RXX 2024, indicator 1, Clinical Band 7, BME"

    together = told({**document(safe(), previous=full(2024)), "report.json": last})

    assert band_7 not in told({"report.json": last})
    assert together[band_7] == "exactly 3"


def test_numbers_that_users_write_are_named_by_their_place_and_not_repeated() -> None:
    template = {"lead_manager": "A. Person, 01234 567890", "actions": {"2": "We met 3 of them."}}

    found = audit(document(safe(), template=template))

    assert found.not_taken == (
        "template.docx: table, Lead manager compiling this report: name and contact details",
        "template.docx: indicator 2, Action taken and planned",
    )


def test_another_document_is_refused() -> None:
    content = BytesIO()
    Document().save(content)

    with pytest.raises(InputError, match="Workforce Race Equality Standard"):
        audit({"other.docx": content.getvalue()})


@given(st.data())
@settings(max_examples=40)
def test_a_damaged_document_is_refused_or_read_and_never_ends_otherwise(
    data: st.DataObject,
) -> None:
    [(name, content)] = document(safe()).items()
    parts = parts_of(content)
    part = data.draw(st.sampled_from(sorted(parts)))
    start = data.draw(st.integers(0, len(parts[part])))
    end = data.draw(st.integers(start, min(start + 400, len(parts[part]))))
    cut_off = data.draw(st.integers(0, len(content) - 1))

    damaged = (
        content[:cut_off],
        package({one: blob for one, blob in parts.items() if one != part}),
        package({**parts, part: parts[part][:start] + parts[part][end:]}),
    )

    for one in damaged:
        with suppress(InputError):
            released({name: one})


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(parts: Mapping[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, blob in parts.items():
            archive.writestr(name, blob)
    return content.getvalue()


def files_of(report: Report, before: Report | None) -> Iterator[dict[str, bytes]]:
    yield document(report, previous=before)
    yield Html().export(report, {})


@given(reports(), st.none() | reports())
@settings(max_examples=10)
def test_the_real_counts_agree_with_all_that_is_read(report: Report, before: Report | None) -> None:
    truth = counts_in(said_in(report.to_json())[0])
    if before is not None and before.organisation.code == report.organisation.code:
        assume(before.year != report.year)
        truth = counts_in(said_in(before.to_json())[0]) | truth

    for files in files_of(report, before):
        [release] = released(files)
        book, _ = book_of(list(release.said), policy("threshold-5"))
        region = region_of(book)
        for cell in truth.keys() & region.low.keys():
            low, high = region.low[cell], region.high[cell]
            assert low <= truth[cell] * book.scale(cell) <= high, cell.named


def test_a_band_of_which_one_group_is_known_contradicts_no_total() -> None:
    names = ["measure", "workforce_group", "pay_band", "ethnic_group", "value"]
    rows = [
        ("staff", "non_clinical", "Under Band 1", "white", 0),
        ("staff", "non_clinical", "Under Band 1", "bme", 0),
        ("staff", "non_clinical", "Under Band 1", "unknown", 0),
        ("staff", "non_clinical", "Band 2", "unknown", 1),
    ]
    filed = wres.WresReturn.from_frame(pl.DataFrame(rows, names, orient="row"))
    report = wres.measure(filed, year=2015, organisation="RXX")

    for files in files_of(report, None):
        [release] = released(files)
        region = region_of(book_of(list(release.said), policy("threshold-5"))[0])
        assert region.low
