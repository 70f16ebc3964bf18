"""The public report in Word: whole, inert, without traces, and by a user's own template too."""

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wording.test_indicators import report
from wres.errors import FigureError, InputError, UnknownNameError
from wres.exporters.word import FIELDS, PLACEHOLDERS, Word, placeholder_table
from wres.exporters.word.form import BANDS, HEADER_FIELDS, INDICATORS, form_bytes
from wres.exporters.word.inert import inert
from wres.exporters.word.placeholders import BAND, ROW, values
from wres.hookspecs import Exporter
from wres.metrics import METRICS, PLACES
from wres.narrative import comparison, completeness, narrative
from wres.plugins import installed
from wres.report import Organisation, Report
from wres.testing import reports


DOCX = "template.docx"
ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
NOW = report(
    {
        "staff": (5389, 2248, 363),
        "shortlisted": (1180, 830, 70),
        "appointed": (313, 146, 12),
        "entered_disciplinary": (36, 18, 2),
        "harassed_by_public": (0.251, 0.288),
        "harassed_by_public_respondents": (2724, 871),
        "board": (15, 2, 0),
        "board_voting": (12, 2, 0),
    }
)
BEFORE = report({"staff": (5400, 2100, 500), "appointed": (300, 100, 0)}, 2024)
FILLED = {
    "date": "May 2025",
    "board_lead": "Chief People Officer",
    "self_reporting_taken": "Reminders.\nInduction.",
    "actions": {"2": "Diverse panels"},
}


def exported(one: Report, **options: object) -> bytes:
    return Word().export(one, options)[DOCX]


def opened(content: bytes) -> Any:  # noqa: ANN401  # docx.Document is a function
    return Document(BytesIO(content))


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(content).paragraphs]


def rows(content: bytes, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in opened(content).tables[table].rows]


def all_text(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return "".join(
            re.sub("<[^>]*>", "", package.read(name).decode())
            for name in package.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        )


def test_the_exporter_is_found_by_name() -> None:
    assert isinstance(installed().exporter("word"), Exporter)


def test_it_gives_one_document_with_the_same_bytes_each_time() -> None:
    first, second = (Word().export(NOW, {"previous": BEFORE}) for _ in range(2))

    assert list(first) == [DOCX]
    assert first == second


def test_every_field_of_the_form_is_there_in_its_order() -> None:
    content = exported(NOW, previous=BEFORE, template=FILLED)

    headings = [
        one.text for one in opened(content).paragraphs if one.style.name.startswith("Heading")
    ]
    assert headings == [
        "1. Background",
        "1a. Completeness of the data",
        "1b. Comparison with the previous year",
        "2. Staff in all",
        "2a. Staff employed on 31 March 2025",
        "2b. BME staff, as a share of staff",
        "3. Self-reporting of ethnicity",
        "3a. Staff whose ethnicity is known, of all staff",
        "3b. Steps taken in the last reporting period",
        "3c. Steps planned for the current period",
        "4. Workforce data",
        "4a. What the data refer to",
        "5. The nine indicators",
        "6. Other factors",
        "7. Action plan",
        "EDS2 evidence and equality objectives",
        "Annex: indicator 1 by pay band",
        "How to read this report",
    ]
    assert [row[0] for row in rows(content, 0)[1:]] == [label for label, _ in HEADER_FIELDS]


def test_what_a_user_filled_in_stands_there_and_what_is_missing_says_so() -> None:
    content = exported(NOW, template=FILLED)

    about, text = dict(rows(content, 0)), paragraphs(content)
    assert about["Date of report: month and year"] == "May 2025"
    assert about["Signed off on"] == "[To be filled in: date of the sign-off]"
    taken = text.index("3b. Steps taken in the last reporting period")
    assert text[taken + 1 : taken + 3] == ["Reminders.", "Induction."]
    assert [row[-1] for row in rows(content, 1)[1:4]] == [
        "[To be filled in: action taken and planned]",
        "Diverse panels",
        "[To be filled in: action taken and planned]",
    ]
    missing = [field.asks for field in FIELDS if field.name not in FILLED]
    assert all(f"[To be filled in: {asks}]" in all_text(content) for asks in missing)


def test_the_nine_rows_have_both_years_and_the_narrative() -> None:
    head, *nine = rows(exported(NOW, previous=BEFORE), 1)

    assert head == [
        "Indicator",
        "Reporting year 2025",
        "Previous year 2024",
        "What the figures say",
        "Action taken and planned",
    ]
    assert [row[0] for row in nine] == [f"{one.number}. {one.title}" for one in METRICS]
    assert nine[0][1:3] == [
        "White 67.4%\nBME 28.1%\nUnknown 4.5%",
        "White 67.5%\nBME 26.3%\nUnknown 6.3%",
    ]
    assert nine[1][1:3] == [
        "White 26.5%\nBME 17.6%\nWhite to BME 1.51",
        "No data: shortlisted was not supplied",
    ]
    assert nine[4][1] == "White 25.1%\nBME 28.8%"
    assert nine[8][1] == (
        "White 85.7%\nBME 14.3%\nBME less all staff, voting members: -13.8 points\n"
        "BME less all staff, whole board: -16.3 points"
    )
    for number, row in enumerate(nine, start=1):
        assert row[3].split("\n") == [one.text for one in narrative(NOW, number, BEFORE)]


def test_the_figures_of_sections_1_to_4_are_the_reports() -> None:
    text = paragraphs(exported(NOW, previous=BEFORE))

    assert text[text.index("2a. Staff employed on 31 March 2025") + 1] == "8,000"
    assert text[text.index("2b. BME staff, as a share of staff") + 1] == "28.1%"
    assert text[text.index("3a. Staff whose ethnicity is known, of all staff") + 1] == "95.5%"
    assert text[text.index("4a. What the data refer to") + 1] == (
        "Staff and board on 31 March 2025; recruitment, disciplinary processes and training from 1 April "
        "2024 to 31 March 2025; the Staff Survey of 2024."
    )
    start, end = (
        text.index(f"1{part}")
        for part in ("a. Completeness of the data", "b. Comparison with the previous year")
    )
    said = [*completeness(NOW), *comparison(NOW, BEFORE)]
    assert text[start + 1 : end] + text[end + 1 : text.index("2. Staff in all")] == [
        one.text for one in said
    ]


def test_without_a_year_before_nothing_is_made_up() -> None:
    head, *nine = rows(exported(NOW), 1)

    assert head[2] == "Previous year "
    assert {row[2] for row in nine} == {"Not available"}


@given(reports(complete=True))
@settings(max_examples=5)
def test_the_annex_has_every_pay_band(now: Report) -> None:
    _, *bands = rows(exported(now), 2)

    assert len(bands) == len(PLACES)
    whole = now[1].overall.headcount.total  # type: ignore[union-attr]  # complete
    assert sum(int(row[5].replace(",", "")) for row in bands if row[5] != "-") == whole


@given(reports(), st.none() | reports())
@settings(max_examples=25)
def test_any_two_reports_give_a_whole_document(now: Report, before: Report | None) -> None:
    content = exported(now, previous=before)

    text = all_text(content)
    assert len(rows(content, 1)) == 1 + len(METRICS)
    assert "{%" not in text
    assert "{{" not in text or "{{" in now.to_json()
    assert content == exported(now, previous=before)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param('R&D <b>Trust</b> "Ltd"', id="markup"),
        pytest.param("{{ year }} {% raw %} {_{ x }_} {# no #}", id="the engine's own"),
        pytest.param("]]> <w:t>&amp;</w:t>", id="XML"),
    ],
)
def test_a_name_stays_text(name: str) -> None:
    content = exported(evolve(NOW, organisation=Organisation("RXX", name)))

    assert dict(rows(content, 0))["Name of organisation"] == name
    assert opened(content).core_properties.title == (
        f"Workforce Race Equality Standard 2025: {name} (RXX)"
    )


def test_a_name_with_signs_that_xml_cannot_hold_is_shown_without_them() -> None:
    content = exported(evolve(NOW, organisation=Organisation("RXX", "A\x00B\ufffe")))

    assert dict(rows(content, 0))["Name of organisation"] == "A B"
    assert opened(content).core_properties.title.startswith(
        "Workforce Race Equality Standard 2025: A B"
    )


def test_text_of_a_configuration_stays_text_too() -> None:
    content = exported(NOW, template={"url": "=cmd|'/c calc'!A1 <a>&</a> {{ x }}\x00"})

    assert dict(rows(content, 0))["Page where this report and its action plan are found"] == (
        "=cmd|'/c calc'!A1 <a>&</a> {{ x }}"
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_inert_text_holds_no_markup(text: str) -> None:
    assert not set(inert(text)) & set("<>{}\"'\n\t\x00")


def test_nothing_tells_who_made_it_where_and_when(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    content = exported(NOW)

    with zipfile.ZipFile(BytesIO(content)) as package:
        names, core = package.namelist(), package.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])
    assert [name for name in names if name.startswith(("docProps/", "customXml/"))] == [
        "docProps/core.xml"
    ]
    assert re.findall(r"<(\w+:\w+)[ >]", core)[1:] == ["dc:title", "dc:language"]


def test_the_time_is_that_which_the_environment_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1748736000")

    content = exported(NOW)

    assert opened(content).core_properties.created.isoformat() == "2025-06-01T00:00:00+00:00"
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert {entry.date_time[:3] for entry in package.infolist()} == {(2025, 6, 1)}


def test_the_document_is_set_up_for_readers_of_every_kind() -> None:
    content = exported(NOW)

    document = opened(content)
    langs = re.findall(r'<w:lang [^>]*w:val="([^"]*)"', document.styles.element.xml)
    assert set(langs) == {"en-GB"}
    for table in document.tables:
        assert "<w:tblDescription" in table._tbl.tblPr.xml
        assert "<w:tblHeader" in table.rows[0]._tr.xml
        assert "gridSpan" not in table._tbl.xml
        assert "vMerge" not in table._tbl.xml
    assert [section.orientation for section in document.sections] == [0, 1, 0]


def test_a_report_without_anything_in_it_is_a_whole_document_too() -> None:
    content = exported(report({"board": (0, 0, 0)}))

    assert "Not available" in paragraphs(content)
    assert len(rows(content, 1)) == 1 + len(METRICS)


def test_small_numbers_are_pointed_out() -> None:
    note = (
        "[To be checked before publication: numbers below 5 are shown, which may point to a person]"
    )

    assert note in paragraphs(exported(NOW))
    assert note not in paragraphs(exported(BEFORE))


@pytest.mark.parametrize(
    ("given", "kind", "message"),
    [
        pytest.param(
            {"bord_lead": "x"}, UnknownNameError, "no field of the template named", id="field"
        ),
        pytest.param(
            {"actions": {"10": "x"}}, UnknownNameError, "no indicator named '10'", id="indicator"
        ),
        pytest.param({"url": 3}, FigureError, "must be text; got url=3", id="no text"),
    ],
)
def test_what_cannot_be_filled_in_is_refused(
    given: Mapping[str, Any], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        exported(NOW, template=given)


# A user's own template.


def own(path: Path, *texts: str) -> Path:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.core_properties.author = "Ms Exampleton"
    document.save(str(path))
    return path


def test_an_own_template_is_filled_in(tmp_path: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ organisation }}"
    document.add_paragraph("Lead: {{ board_lead }}, ratio: {{ indicator_2_this_year }}")
    table = document.add_table(4, 2)
    for row, texts in enumerate(
        [
            ("No.", "Text"),
            ("{%tr for one in indicators %}", ""),
            ("{{ one.number }}", "{{ one.narrative }}"),
            ("{%tr endfor %}", ""),
        ]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    path = tmp_path / "own.docx"
    document.save(str(path))

    content = exported(NOW, template=FILLED, word_template=path)

    assert paragraphs(content)[:3] == [
        "Lead: Chief People Officer, ratio: White 26.5%",
        "BME 17.6%",
        "White to BME 1.51",
    ]
    assert [row[0] for row in rows(content, 0)] == ["No.", *map(str, range(1, 10))]
    assert opened(content).sections[0].header.paragraphs[0].text == "RXX"
    assert content == exported(NOW, template=FILLED, word_template=path)


def test_an_own_template_leaves_no_trace_of_its_author(tmp_path: Path) -> None:
    content = exported(NOW, word_template=own(tmp_path / "own.docx", "{{ year }}"))

    with zipfile.ZipFile(BytesIO(content)) as package:
        assert not any(b"Exampleton" in package.read(name) for name in package.namelist())


def test_the_path_of_a_template_s_own_template_is_left_out(tmp_path: Path) -> None:
    document = Document()
    settings = document.part._settings_part
    key = settings.rels.get_or_add_ext_rel(ATTACHED, "file:///C:/Users/exampleton/wres.dotx")
    attached = settings.element.makeelement(
        f"{{{settings.element.nsmap['w']}}}attachedTemplate", {}
    )
    attached.set(f"{{{settings.element.nsmap['r']}}}id", key)
    settings.element.append(attached)
    document.save(str(tmp_path / "own.docx"))

    content = exported(NOW, word_template=tmp_path / "own.docx")

    with zipfile.ZipFile(BytesIO(content)) as package:
        assert not any(b"exampleton" in package.read(name) for name in package.namelist())


def faults(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        exported(NOW, word_template=path)
    return [(problem.code, problem.message) for problem in caught.value.problems]


def test_every_unknown_placeholder_of_an_own_template_is_named(tmp_path: Path) -> None:
    path = own(
        tmp_path / "own.docx",
        "{{ organization }} {{ year }} {{ ratio.two }}",
        "{% for one in indicators %}{{ one.heading }}{% endfor %}",
        "{% if false %}{{ never_shown }}{% endif %}",
    )

    assert faults(path) == [
        ("unknown-placeholder", f"no placeholder is named '{name}'")
        for name in ("heading", "never_shown", "organization", "ratio")
    ]


def test_a_file_that_is_no_template_is_refused(tmp_path: Path) -> None:
    text, broken = tmp_path / "text.docx", own(tmp_path / "broken.docx", "{{ year")
    text.write_text("no document")
    workbook = tmp_path / "book.docx"
    with zipfile.ZipFile(workbook, "w") as package:
        package.writestr("a.txt", "a")

    assert faults(tmp_path / "missing.docx") == [
        ("not-a-word-template", "the file cannot be read (No such file or directory)")
    ]
    for path in (text, workbook):
        assert faults(path) == [("not-a-word-template", "the file is no Word document")]
    ((code, message),) = faults(broken)
    assert code == "not-a-word-template"
    assert message.startswith("a placeholder cannot be read (")


def test_an_own_template_with_comments_or_tracked_changes_is_refused(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("{{ year }}")
    document.add_comment(paragraph.runs, "Ask HR", author="Ms Exampleton")
    document.save(str(tmp_path / "comment.docx"))
    changed = Document()
    inserted = changed.add_paragraph("{{ year }}")._p
    inserted.insert(0, inserted.makeelement(f"{{{inserted.nsmap['w']}}}ins", {}))
    changed.save(str(tmp_path / "changed.docx"))

    footer = Document()
    paragraph = footer.sections[0].footer.paragraphs[0]._p
    paragraph.insert(0, paragraph.makeelement(f"{{{paragraph.nsmap['w']}}}del", {}))
    footer.save(str(tmp_path / "footer.docx"))

    for name in ("comment.docx", "changed.docx", "footer.docx"):
        ((code, _),) = faults(tmp_path / name)
        assert code == "hidden-content"


def test_a_template_cannot_run_code(tmp_path: Path) -> None:
    path = own(tmp_path / "own.docx", "{{ ''.__class__.__mro__ }}")

    assert faults(path) == [("unknown-placeholder", "no placeholder is named '__class__'")]


def test_without_its_extra_it_says_how_to_get_it() -> None:
    code = (
        "import sys; sys.modules['docx'] = None\n"
        "import wres\nfrom wres.exporters.word import Word\n"
        "report = wres.measure(wres.WresReturn(), year=2025)\n"
        "try:\n    Word().export(report, {})\nexcept wres.WresError as error:\n    print(error)"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert ran.stdout == (
        "writing Word documents needs an optional package; install it with: pip install 'wres[word]'\n"
    )


def test_the_placeholders_are_those_that_are_filled_in() -> None:
    given = values(NOW, BEFORE, FILLED)

    assert set(given) == set(PLACEHOLDERS)
    assert all(list(row) == list(ROW) for row in given["indicators"])
    assert all(list(row) == list(BAND) for row in values(NOW, None, None)["pay_bands"])


def test_our_own_template_uses_the_documented_placeholders() -> None:
    used = set(re.findall(r"{{ (\w+)", all_text(form_bytes())))

    flat = {name for name in PLACEHOLDERS if not name.startswith("indicator_")}
    assert used - {"one", "band"} == flat - {"indicators", "pay_bands", "organisation_code"}
    assert {text.split(".")[1][:-3] for _, text, _ in BANDS} == set(BAND)
    assert set(re.findall(r"one\.(\w+)", "".join(text for _, text, _ in INDICATORS))) == set(ROW)
    assert not any(
        relation.reltype == RELATIONSHIP_TYPE.IMAGE
        for relation in opened(form_bytes()).part.rels.values()
    )


def test_the_reference_lists_the_placeholders() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "word.md"

    # To write it again, put placeholder_table() in its place.
    assert f"\n\n{placeholder_table()}\n\n" in page.read_text(encoding="utf-8")


def test_libreoffice_shows_every_field(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:  # .ci/run installs it, and fails on any skip
        pytest.skip("LibreOffice Writer is needed: apt-get install libreoffice-writer")
    name = "Ysbyty <Gwynedd> & Môn"
    now = evolve(NOW, organisation=Organisation("RXX", name))
    (tmp_path / DOCX).write_bytes(exported(now, previous=BEFORE, template=FILLED))
    options = ["--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]

    subprocess.run(
        [
            program,
            *options,
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            tmp_path,
            tmp_path / DOCX,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )

    shown = (tmp_path / "template.txt").read_text(encoding="utf-8-sig")
    assert "{{" not in shown
    assert "{%" not in shown
    assert name in shown
    assert all(label in shown for label, _ in HEADER_FIELDS)
    for number in range(1, 10):
        assert all(one.text in shown for one in narrative(now, number, BEFORE))
    assert "Diverse panels" in shown
