"""A return written into a form: the right cells, nothing else, or not at all."""

import re
import warnings
import zipfile
from collections.abc import Callable, Mapping
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wres
from tests.returns.form_returns import Cell, cells, filed, plain
from tests.returns.official_forms import BLOCKS, SHEET, Form, adorned, parts_of
from tests.returns.test_dcf import SOME, soffice
from wres.errors import InputError
from wres.files.cells import open_book
from wres.metrics import GROUPS
from wres.returns import WresReturn
from wres.returns.dcf import AUTO, ITEMS, WrittenForm, dcf_bytes, fill, write_into


CELL = re.compile(rb"<c [^>]*/>|<c [^>]*[^/]>.*?</c>")
IN_PROCESS = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def write(folder: Path, form: Form | bytes, given: WresReturn | None = None) -> WrittenForm:
    path = folder / "FORM.xlsx"
    path.write_bytes(form if isinstance(form, bytes) else form.content())
    return write_into(path, filed(SOME) if given is None else given)


def sheet(content: bytes, name: str = SHEET) -> openpyxl.worksheet.worksheet.Worksheet:
    with warnings.catch_warnings():  # openpyxl says what it would lose
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(BytesIO(content))[name]


def read_back(folder: Path, content: bytes, **options: str) -> WresReturn:
    path = folder / "filled.xlsx"
    path.write_bytes(content)
    return wres.count(wres.read(path, adapter="dcf", year=2025, **options))


def on_the_form(given: Mapping[Cell, float]) -> WresReturn:
    """The part of a return that is typed into a form: no respondents, no total of the workforce."""
    return filed(
        {
            cell: value
            for cell, value in given.items()
            if not cell[0].endswith("_respondents") and cell[:3] != ("staff", None, None)
        }
    )


def cells_in(part: bytes) -> dict[bytes, bytes]:
    """Reference of each cell to its XML."""
    found = (match[0] for match in CELL.finditer(part))
    return {re.search(rb'r="([A-Z]+\d+)"', xml)[1]: xml for xml in found}  # type: ignore[index]


def test_each_figure_is_in_the_verified_column_of_its_group_and_year(tmp_path: Path) -> None:
    form = Form(extra=adorned)

    written = write(tmp_path, form)

    shown = sheet(written.content)
    assert shown[form.cell(1, "white")].value == 10
    assert shown[form.cell(34, "white")].value == 780
    assert shown[form.cell(39, "white")].value == 17.5
    assert shown[form.cell(46, "bme")].value == 0.286
    assert shown[form.cell(51, "unknown")].value == 1
    assert written.cells[form.cell(46, "bme")] == Fraction("0.286")
    assert set(written.cells) == {
        form.cell(item.number, group)
        for item in ITEMS
        for group in GROUPS
        if not item.is_auto and (item.number, group) in fill(filed(SOME)).given
    }


def test_prepopulated_figures_and_last_year_stay(tmp_path: Path) -> None:
    form = Form()

    shown = sheet(write(tmp_path, form).content)

    for item in (1, 34, 46):
        for group in GROUPS:
            assert shown[form.cell(item, group, verified=False)].value == 7
            assert shown[form.cell(item, group, this=False)].value is None


def test_every_other_part_is_the_same_bytes_in_the_same_order(tmp_path: Path) -> None:
    before = Form(extra=adorned).content()

    after = write(tmp_path, before).content

    old, new = parts_of(before), parts_of(after)
    assert list(old) == list(new)
    differ = {name for name in old if old[name] != new[name]}
    # The form's sheet, and the two others that have formulas.
    assert differ == {f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3)}
    kept = {"drawing", "vmlDrawing", "comments", "chart", "styles", "theme", "sharedStrings"}
    assert all(any(word in name for name in set(new) - differ) for word in kept)
    for marker in (b"x14:sparkline", b"x14:dataBar", b"dataValidation", b"sheetProtection"):
        assert marker in new["xl/worksheets/sheet2.xml"]


def test_within_the_sheets_only_figures_and_results_of_formulas_differ(tmp_path: Path) -> None:
    before = Form(extra=adorned).content()

    written = write(tmp_path, before)

    old, new = parts_of(before), parts_of(written.content)
    for number in (1, 2, 3):
        name = f"xl/worksheets/sheet{number}.xml"
        assert CELL.sub(b"", old[name]) == CELL.sub(b"", new[name])
        was, now = cells_in(old[name]), cells_in(new[name])
        assert list(was) == list(now)
        for reference, xml in was.items():
            if number == 2 and reference.decode() in written.cells:
                style = re.search(rb's="\d+"', xml)
                assert style is not None
                assert style[0] in now[reference]
            elif b"<f" in xml:
                assert now[reference] == re.sub(rb"<v>.*?</v>", b"", xml).replace(b' t="str"', b"")
            elif number == 3 and reference == b"C2":  # filled by the formula of C1
                assert now[reference] == b'<c r="C2"></c>'
            else:
                assert now[reference] == xml


def test_whoever_opens_it_is_asked_to_calculate(tmp_path: Path) -> None:
    for found, expected in (
        (
            b'<calcPr calcId="124519" fullCalcOnLoad="1"/>',
            b'<calcPr calcId="124519" fullCalcOnLoad="1"/>',
        ),
        (
            b"<calcPr calcId=\"1\" fullCalcOnLoad='0' />",
            b'<calcPr calcId="1" fullCalcOnLoad="1" />',
        ),
        (b"<calcPr/>", b'<calcPr fullCalcOnLoad="1"/>'),
        (b"", b'</definedNames><calcPr fullCalcOnLoad="1"/></workbook>'),
    ):
        form = changed(Form(extra=adorned).content(), "xl/workbook.xml", rb"<calcPr[^>]*>", found)

        assert expected in parts_of(write(tmp_path, form).content)["xl/workbook.xml"]


def changed(content: bytes, part: str, pattern: bytes, instead: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == part:
                data, number = re.subn(pattern, instead.replace(b"\\", b"\\\\"), data)
                assert number
            new.writestr(item, data)
    return made.getvalue()


def test_the_form_itself_is_not_touched_and_the_bytes_are_the_same_each_time(
    tmp_path: Path,
) -> None:
    content = Form(extra=adorned).content()

    first, second = (write(tmp_path, content).content for _ in range(2))

    assert first == second
    assert (tmp_path / "FORM.xlsx").read_bytes() == content
    assert write(tmp_path, first).content == first


def test_a_figure_that_was_not_supplied_leaves_its_cell(tmp_path: Path) -> None:
    form = Form()
    form = Form(values={form.cell(50, "unknown"): 3, form.cell(48, "white"): 0.5})
    given = {cell: value for cell, value in SOME.items() if cell[0] != "board"}

    written = write(tmp_path, form, filed(given))

    assert sheet(written.content)[form.cell(50, "unknown")].value == 3
    assert sheet(written.content)[form.cell(48, "white")].value == 0.5
    assert written.left == (47, 48, 49, 50)


def test_where_only_the_total_is_known_no_pay_band_and_no_formula_is_written(
    tmp_path: Path,
) -> None:
    written = write(tmp_path, Form(), filed(plain("staff", 300, 100, 5)))

    assert written.cells == {}
    assert written.left[:33] == tuple(range(1, 34))


@given(cells())
@IN_PROCESS
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, made: dict[Cell, float]
) -> None:
    folder = tmp_path_factory.mktemp("form")

    written = write(folder, Form(), filed(made))

    expected = on_the_form(made)
    got = read_back(folder, written.content)
    assert got.counts.equals(expected.counts)
    assert got.survey == expected.survey


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(Form(two_sets=False), id="one set of figures"),
        pytest.param(Form(protected=False, blank_cells=False), id="cells that are not there yet"),
        pytest.param(Form(years=("Last year", "This year")), id="years by name"),
        pytest.param(Form(years=(2025, 2026)), id="last year of the form"),
    ],
)
def test_other_layouts_are_understood(tmp_path: Path, form: Form) -> None:
    written = write(tmp_path, form)

    when = {"column": "last"} if form.years == (2025, 2026) else {}
    path = tmp_path / "filled.xlsx"
    path.write_bytes(written.content)
    year = 2026 if when else 2025
    got = wres.count(wres.read(path, adapter="dcf", year=year if not when else None, **when))
    assert got.counts.drop("year").equals(on_the_form(SOME).counts.drop("year"))
    this = form.years[1] != 2026
    assert sheet(written.content)[form.cell(34, "white", this=this)].value == 780


def test_a_cell_that_was_not_there_looks_as_its_column_and_others_look_as_before(
    tmp_path: Path,
) -> None:
    def coloured(book: Any, sheet: Any) -> None:  # noqa: ANN401  # have no types
        sheet.set_column(11, 11, 12, book.add_format({"bold": True}))

    form = Form(protected=False, blank_cells=False, percent="0%", extra=coloured)

    shown = sheet(write(tmp_path, form).content)

    assert shown[form.cell(34, "white")].column_letter == "L"
    assert shown[form.cell(34, "white")].font.bold
    assert not shown[form.cell(34, "bme")].font.bold
    assert not shown[form.cell(34, "bme")].has_style


def test_the_form_that_wres_writes_can_be_written_into_too(tmp_path: Path) -> None:
    empty = dcf_bytes(filed({}, organisation="RXX"), year=2025, organisation="RXX")

    written = write(tmp_path, empty)

    assert len(written.cells) == len(on_the_form(SOME).to_frame())
    assert read_back(tmp_path, written.content).counts.equals(on_the_form(SOME).counts)


def test_percentages_up_to_100_are_written_and_read_as_such(tmp_path: Path) -> None:
    rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    form = Form(percent="0.0", validation=dict.fromkeys(range(46, 50), rule))

    written = write(tmp_path, form)

    assert sheet(written.content)[form.cell(46, "white")].value == 23.5
    assert read_back(tmp_path, written.content).survey == on_the_form(SOME).survey


def test_libreoffice_calculates_our_figures_in_the_filled_form(tmp_path: Path) -> None:
    form = Form(extra=adorned, two_sets=False)  # the formulas have ranges across groups
    (tmp_path / "filled.xlsx").write_bytes(write(tmp_path, form).content)

    out = tmp_path / "out"
    soffice(
        "--convert-to", "xlsx", "--outdir", str(out), str(tmp_path / "filled.xlsx"), home=tmp_path
    )

    rows = open_book(out / "filled.xlsx").rows(SHEET)
    figures = fill(filed(SOME)).figures
    for item in AUTO:
        for group in GROUPS:
            cell = rows[form.rows[item]].get(form.column(group))
            got = None if cell is None or not cell.text else cell.number
            figure = figures.get((item, group))
            assert got == (None if figure is None else pytest.approx(float(figure), rel=1e-13))
    total = open_book(out / "filled.xlsx").rows("Cover")[4][1].number
    assert total != 12345  # what the form had saved


def place(form: Form, item: int, column: str) -> str:
    return f"FORM.xlsx, sheet 'WRES Template', row {form.rows[item]}, column '{column}'"


def without_headings(_: object, sheet: Any) -> None:  # noqa: ANN401  # has no types
    for column in range(4, 10):
        sheet.write_string(5, column, "Figures")


WHOLE = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 500}
ANY = {"validate": "any"}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param(
            Form(labels={4: "Band Three"}),
            [
                "row 13, column 'C': the label is 'Band Three'; accepted: item 4: 'Band 3' [edited-label]"
            ],
            id="label",
        ),
        pytest.param(
            Form(labels={1: "Below Band One"}),
            [
                (
                    "row 10, column 'C': the label is 'Below Band One'; "
                    "accepted: item 1: 'Under Band 1' [edited-label]"
                )
            ],
            id="first label",
        ),
        pytest.param(
            Form(labels={1: ""}),
            ["column 'C': no item 1; accepted: item 1: 'Under Band 1' [missing-item]"],
            id="no first label",
        ),
        pytest.param(
            Form(labels={15: "Below Band One"}, values={"C24": "Pay band"}),
            [
                (
                    "row 25, column 'C': the label is 'Below Band One'; "
                    "accepted: item 15: 'Under Band 1' [edited-label]"
                )
            ],
            id="a heading above a label",
        ),
        pytest.param(
            Form(labels=dict.fromkeys(range(54, 64), ""), values={"C69": "see below"}),
            [
                "column 'C': no item 54; accepted: item 54: 'of which: Exec Board members' [missing-item]"
            ],
            id="no last label",
        ),
        pytest.param(
            Form(labels={**dict.fromkeys(range(55, 64), ""), 54: "Others"}),
            [
                "row 65, column 'C': the label is 'Others'; accepted: item 54: 'of which: Exec Board members' [edited-label]"
            ],
            id="last label",
        ),
        pytest.param(
            Form(labels={4: "jo.bloggs@example.org"}),
            [
                (
                    "row 13, column 'C': the label is (not shown: it may identify a person); "
                    "accepted: item 4: 'Band 3' [edited-label]"
                )
            ],
            id="a label that is about a person",
        ),
        pytest.param(
            Form(two_sets=False, extra=without_headings),
            [
                (
                    "row 10: no headings of the groups above; "
                    "accepted: 'White', 'BME', 'Unknown' [missing-column]"
                )
            ],
            id="no headings of groups",
        ),
        pytest.param(
            Form(labels={50: ""}),
            ["column 'C': no item 50; accepted: item 50: 'Total Board members' [missing-item]"],
            id="no label",
        ),
        pytest.param(
            Form(measures={34: "FTE"}),
            [
                (
                    "row 45, column 'D': the measure of item 34 is 'FTE'; "
                    "accepted: 'Headcount' [edited-label]"
                )
            ],
            id="measure",
        ),
        pytest.param(
            Form(blocks={**BLOCKS, 1: BLOCKS[15], 15: BLOCKS[1]}),
            [
                (
                    "row 10, column 'C': the heading is '1b) Clinical workforce, of which Non Medical'; "
                    "accepted: a heading of items 1 to 14 that says non-clinical [edited-label]"
                ),
                (
                    "row 25, column 'C': the heading is '1a) Non Clinical workforce'; "
                    "accepted: a heading of items 15 to 28 that says clinical [edited-label]"
                ),
            ],
            id="blocks in another order",
        ),
        pytest.param(
            Form(blocks={}),
            [
                (
                    "row 10, column 'C': no heading above the items; "
                    "accepted: a heading of items 1 to 14 that says non-clinical [edited-label]"
                ),
                (
                    "row 25, column 'C': no heading above the items; "
                    "accepted: a heading of items 15 to 28 that says clinical [edited-label]"
                ),
            ],
            id="no blocks",
        ),
        pytest.param(
            Form(years=(2022, 2023)),
            ["row 6: the columns are of 2022, 2023; accepted: columns of 2025 [wrong-year]"],
            id="years",
        ),
        pytest.param(
            Form(years=("before", "after")),
            ["row 6: the columns name no year; accepted: columns of 2025 [wrong-year]"],
            id="no years",
        ),
        pytest.param(
            Form(years=(2025, 2025)),
            [
                f"row 6: columns '{one}', '{other}' for the figures of {label}; accepted: one "
                "column for each group and year, of verified figures where there are two "
                "[repeated-column]"
                for one, other, label in (
                    ("F", "L", "White"),
                    ("H", "N", "BME"),
                    ("J", "P", "Unknown"),
                )
            ],
            id="the same year twice",
        ),
        pytest.param(
            Form(locked=frozenset({51})),
            [
                f"row 62, column '{column}': cell {column}62 is locked, and the sheet is protected; "
                "accepted: an unlocked cell for each figure [locked-cell]"
                for column in "LNP"
            ],
            id="lock",
        ),
        pytest.param(
            Form(values={"L45": "=1+1"}),
            [
                (
                    "row 45, column 'L': cell L45 has a formula; "
                    "accepted: a cell to type a figure into [formula-in-cell]"
                )
            ],
            id="formula",
        ),
        pytest.param(
            Form(values={"L45": "see note"}),
            [
                (
                    "row 45, column 'L': cell L45 holds 'see note'; "
                    "accepted: a number, or nothing [text-in-number-cell]"
                )
            ],
            id="text",
        ),
        pytest.param(
            Form(validation={34: WHOLE, 39: WHOLE}),
            [
                (
                    "row 45, column 'L': cell L45 does not accept 780; "
                    "accepted: a whole number from 0 to 500 [rejected-figure]"
                ),
                (
                    "row 50, column 'L': cell L50 does not accept 17.5; "
                    "accepted: a whole number from 0 to 500 [rejected-figure]"
                ),
            ],
            id="validation",
        ),
        pytest.param(
            Form(percent="0.0", validation={46: ANY}),
            [
                f"row 57, column '{column}': nothing says whether cell {column}57 takes 0.5 or 50 "
                "for 50%; accepted: a percent format, or a rule that accepts no more than 1, or "
                "100 [unclear-percentage]"
                for column in "LNP"
            ],
            id="percentage",
        ),
        pytest.param(
            Form(extra=lambda _, sheet: sheet.merge_range("K45:L45", 780)),
            [
                (
                    "row 45, column 'L': cell L45 is covered by a merged cell; "
                    "accepted: a cell of its own for each figure [merged-cell]"
                ),
            ],
            id="merged",
        ),
    ],
)
def test_a_form_that_is_not_as_expected_is_refused(
    tmp_path: Path, form: Form, expected: list[str]
) -> None:
    with pytest.raises(InputError) as caught:
        write(tmp_path, form)

    start = "FORM.xlsx, sheet 'WRES Template', "
    assert [str(problem).removeprefix(start) for problem in caught.value.problems] == expected


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    form = Form(labels={4: "Band Three"}, locked=frozenset({51}), code="RYY")

    with pytest.raises(InputError) as caught:
        write(tmp_path, form)

    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["edited-label", *["locked-cell"] * 3, "other-form"]
    assert str(caught.value.problems[-1]) == (
        "FORM.xlsx, sheet 'Cover', row 2, column 'B': the form is of 'RYY'; "
        "accepted: a form of RXX [other-form]"
    )


def test_a_signed_form_and_a_workbook_that_is_no_form_are_refused(tmp_path: Path) -> None:
    signed = BytesIO(Form().content())
    with zipfile.ZipFile(signed, "a") as archive:
        archive.writestr("_xmlsignatures/origin.sigs", b"")

    with pytest.raises(InputError, match="signed, and would not be any more"):
        write(tmp_path, signed.getvalue())
    book, other = openpyxl.Workbook(), BytesIO()
    book.save(other)
    with pytest.raises(InputError) as caught:
        write(tmp_path, other.getvalue())
    assert [str(problem) for problem in caught.value.problems] == [
        (
            "FORM.xlsx: no sheet has the labels of the data collection form; accepted: a sheet with "
            "labels such as 'Number of shortlisted applicants', 'Number of staff entering the formal "
            "disciplinary process', 'Number of staff accessing non-mandatory training and CPD' "
            "[missing-header]"
        )
    ]


def test_a_rule_that_rests_on_other_cells_is_named_as_not_checked(tmp_path: Path) -> None:
    rule = {"validate": "decimal", "criteria": "<=", "value": "=$L$45"}
    form = Form(validation={35: rule, 43: {"validate": "custom", "value": "=ISNUMBER(L1)"}})

    written = write(tmp_path, form)

    assert written.unchecked == tuple(
        form.cell(item, group) for item in (35, 43) for group in GROUPS
    )


def through_openpyxl(content: bytes) -> bytes:
    made = BytesIO()
    openpyxl.load_workbook(BytesIO(content)).save(made)
    return made.getvalue()


def prefixed(content: bytes) -> bytes:
    """Give every element of the sheet a prefix, as some programs do."""
    part = "xl/worksheets/sheet2.xml"
    xml = parts_of(content)[part]
    xml = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=")
    return changed(content, part, rb"(?s)^.*$", xml)


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(through_openpyxl, id="saved by openpyxl"),
        pytest.param(prefixed, id="elements with a prefix"),
    ],
)
def test_other_programs_ways_of_writing_are_understood(
    tmp_path: Path, edit: Callable[[bytes], bytes]
) -> None:
    form = Form()

    written = write(tmp_path, edit(form.content()))

    assert sheet(written.content)[form.cell(34, "white")].value == 780
    assert read_back(tmp_path, written.content).counts.equals(on_the_form(SOME).counts)


@given(value=st.fractions(-3, 3), low=st.integers(-2, 1), high=st.integers(0, 2))
def test_a_rule_admits_what_it_says(value: Fraction, low: int, high: int) -> None:
    from wres.returns.dcf.official import OPERATORS, Validation  # noqa: PLC0415

    expected = {
        "between": low <= value <= high,
        "notBetween": not low <= value <= high,
        "equal": value == low,
        "notEqual": value != low,
        "lessThan": value < low,
        "lessThanOrEqual": value <= low,
        "greaterThan": value > low,
        "greaterThanOrEqual": value >= low,
    }
    assert set(expected) == set(OPERATORS)
    for operator, admitted in expected.items():
        rule = Validation((), "decimal", operator, str(low), str(high))
        assert rule.admits(value) is admitted


@pytest.mark.parametrize(
    ("part", "pattern", "instead"),
    [
        pytest.param("xl/styles.xml", rb"(?s)^.*$", b"<styleSheet>", id="styles cut off"),
        pytest.param(
            "xl/worksheets/sheet2.xml",
            rb"<worksheet ",
            b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet ',
            id="document type",
        ),
        pytest.param(
            "xl/worksheets/sheet2.xml", rb'encoding="UTF-8"', b'encoding="latin-1"', id="encoding"
        ),
        pytest.param(
            "xl/worksheets/sheet2.xml", rb'<mergeCell ref="[^"]*"', b'<mergeCell ref="?"', id="area"
        ),
    ],
)
def test_a_damaged_form_is_refused_as_such(
    tmp_path: Path, part: str, pattern: bytes, instead: bytes
) -> None:
    form = changed(Form().content(), part, pattern, instead)

    with pytest.raises(InputError, match=r"FORM.xlsx: .*\[(not-a-workbook)\]"):
        write(tmp_path, form)
