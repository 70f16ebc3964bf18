import re
import shutil
import subprocess
import zipfile
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings

from tests.returns.form_returns import Cell, filed, plain, random_cells, returns
from wres.errors import FigureError, MissingExtraError, WresError
from wres.files.cells import open_book
from wres.metrics import GROUPS, PLACES
from wres.profiles import profile, years
from wres.returns import Evidence, WresReturn
from wres.returns.dcf import AUTO, ITEMS, STAFF, Hidden, dcf_bytes, fill
from wres.returns.dcf.form import PLACES as ON_THE_FORM
from wres.returns.dcf.form import rules_of
from wres.returns.dcf.form_sheet import NO_LAST_YEAR
from wres.returns.dcf.layout import BASES, COVER, FORM, HEADER_ROW, NOTES, ON_FORM, SNAPSHOT, THIS


SOME: dict[Cell, float] = {
    **{("staff", *place, group): 10.0 for place in PLACES for group in GROUPS},
    **plain("senior_medical_manager", 4, 1, 0),
    **plain("shortlisted", 780, 210, 10),
    **plain("appointed", 170, 30, 1),
    **plain("entered_disciplinary", 17.5, 9, 0),
    **plain("accessed_training", 200, 50, 4),
    **plain("harassed_by_public", 0.235, 0.286, 0.3),
    **plain("harassed_by_public_respondents", 900, 300, 12),
    **plain("board", 12, 2, 1),
    **plain("board_voting", 10, 1, 1),
    **plain("board_executive", 5, 1, 0),
}


def sheet(
    content: bytes, name: str = FORM, *, values: bool = True
) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(BytesIO(content), data_only=values)[name]


def cell_of(item: int, group: str, when: str = THIS) -> tuple[int, int]:
    return HEADER_ROW + item + 1, ON_FORM.of(when, group) + 1


def test_the_form_has_63_items_and_calculates_19_of_them() -> None:
    assert [item.number for item in ITEMS] == list(range(1, 64))
    assert {item.number for item in ITEMS if item.is_auto} == set(AUTO)
    assert sorted(AUTO) == [36, 37, 38, 40, 41, 42, 44, 45, 52, 53, *range(55, 64)]


def test_the_workforce_is_the_sum_of_its_bands_without_the_senior_managers() -> None:
    figures = fill(filed(SOME)).figures

    # 32 places of 10; the 4, 1 and 0 managers are among the consultants.
    assert [figures[item, "white"] for item in STAFF] == [320, 320, 320]


def test_the_figures_are_exact() -> None:
    figures = fill(filed(SOME)).figures

    assert figures[36, "white"] == Fraction(170, 780)
    assert figures[37, "white"] == Fraction(170 * 210, 780 * 30)  # White over BME
    assert figures[41, "bme"] == Fraction(9) / Fraction(35, 2)  # BME over White
    assert figures[45, "white"] == Fraction(200, 50)
    assert (37, "bme") not in figures
    assert figures[52, "white"] == 2
    assert figures[55, "white"] == 7
    assert figures[57, "bme"] == Fraction(2, 15)
    assert figures[63, "bme"] == Fraction(2, 15) - Fraction(1, 3)


def test_in_2015_the_ratios_were_of_bme_to_white() -> None:
    content = dcf_bytes(filed(SOME, year=2015))

    label = sheet(content).cell(cell_of(37, "white")[0], 3).value
    assert label == (
        "Relative likelihood of BME staff being appointed from shortlisting compared to White staff"
    )
    assert sheet(content).cell(*cell_of(37, "bme")).value == pytest.approx(780 * 30 / (170 * 210))
    assert sheet(content).cell(*cell_of(37, "white")).value is None


@given(returns())
@settings(max_examples=25)
def test_every_cell_holds_the_exact_figure(form: WresReturn) -> None:
    figures = fill(form).figures

    written = sheet(dcf_bytes(form))

    for item in ITEMS:
        for group in GROUPS:
            figure = figures.get((item.number, group))
            value = written.cell(*cell_of(item.number, group)).value
            assert value == (None if figure is None else float(figure))


def test_a_share_keeps_its_seventeen_digits() -> None:
    share = 0.1 + 0.2

    written = sheet(dcf_bytes(filed(plain("harassed_by_public", share, 0.5, 0.5))))

    assert written.cell(*cell_of(46, "white")).value == share


def test_calculated_items_are_formulas_and_the_others_are_not() -> None:
    written = sheet(dcf_bytes(filed(SOME)), values=False)

    kinds = {
        item.number: {written.cell(*cell_of(item.number, group)).data_type for group in GROUPS}
        for item in ITEMS
    }
    assert {number for number, kind in kinds.items() if "f" in kind} == set(AUTO)
    assert all(kinds[number] <= {"f", "n"} for number in kinds)


RECALCULATED: dict[str, dict[Cell, float]] = {
    "zeros": dict.fromkeys(SOME, 0.0),
    "nothing": {},
    "some": SOME,
    "no BME": {cell: value for cell, value in SOME.items() if cell[3] != "bme"},
    "totals only": {
        **plain("staff", 300, 100, 0),
        **plain("entered_disciplinary", 3, 2, 0),
        **plain("board", 1, 0, 0),
    },
    **{f"seed {seed}": random_cells(seed) for seed in range(8)},
}


def soffice(*arguments: str, home: Path) -> None:
    program = shutil.which("soffice")
    if program is None:  # .ci/run installs it, and fails on any skip
        pytest.skip("LibreOffice is needed: apt-get install libreoffice-calc")
    options = ["--headless", f"-env:UserInstallation={(home / 'profile').as_uri()}"]
    subprocess.run([program, *options, *arguments], check=True, capture_output=True, timeout=300)


def without_results(content: bytes) -> bytes:
    """Take the saved results out of the formulas, so that whoever opens the file calculates."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            new.writestr(name, re.sub(r"(</f>)<v>[^<]*</v>", r"\1", part))
    return made.getvalue()


def test_libreoffice_calculates_what_we_wrote(tmp_path: Path) -> None:
    bare, out = tmp_path / "bare", tmp_path / "out"
    bare.mkdir()
    for number, cells in enumerate(RECALCULATED.values()):
        form = filed(cells)
        content = without_results(dcf_bytes(form, previous=form))
        assert sheet(content).cell(*cell_of(57, "white")).value is None
        (bare / f"{number}.xlsx").write_bytes(content)

    paths = [str(path) for path in sorted(bare.iterdir())]
    soffice("--convert-to", "xlsx", "--outdir", str(out), *paths, home=tmp_path)

    for number, (name, cells) in enumerate(RECALCULATED.items()):
        rows = open_book(out / f"{number}.xlsx").rows(FORM)
        figures = fill(filed(cells)).figures
        for item in AUTO:
            for group in GROUPS:
                for when in ("Last year", THIS):
                    row, column = cell_of(item, group, when)
                    cell = rows[row].get(column)
                    got = None if cell is None or not cell.text else cell.number
                    figure = figures.get((item, group))
                    expected = None if figure is None else pytest.approx(float(figure), rel=1e-13)
                    assert got == expected, (name, item, group, when)


def test_the_same_return_gives_the_same_bytes() -> None:
    assert dcf_bytes(filed(SOME)) == dcf_bytes(filed(SOME))


def test_no_personal_data_and_no_time_of_writing_are_in_the_properties() -> None:
    properties = openpyxl.load_workbook(BytesIO(dcf_bytes(filed(SOME)))).properties

    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.created.isoformat() == "2015-07-01T00:00:00"


def test_the_date_in_the_properties_is_that_of_the_build_where_one_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    content = dcf_bytes(filed(SOME))

    created = openpyxl.load_workbook(BytesIO(content)).properties.created
    assert created.isoformat() == "2023-11-14T22:13:20"
    assert content == dcf_bytes(filed(SOME))


@pytest.mark.parametrize("value", ["today", "-1", "1.5", "9" * 30])
def test_a_date_of_the_build_that_is_none_is_refused(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)

    with pytest.raises(WresError, match=f"SOURCE_DATE_EPOCH is '{re.escape(value)}'; it has to be"):
        dcf_bytes(filed(SOME))


def test_a_blank_figure_has_its_reason_beside_it() -> None:
    cells = {**SOME, **plain("shortlisted", 780, 0, 0), **plain("appointed", 170, 0, 0)}
    del cells["board", None, None, "unknown"]

    notes = sheet(dcf_bytes(filed(cells)))

    said = {item: notes.cell(HEADER_ROW + item + 1, 11).value for item in (34, 36, 37, 47, 50, 57)}
    assert said == {
        34: None,
        36: "This year: no BME and Unknown in denominator.",
        37: "This year: no BME in denominator.",
        47: "This year: not supplied.",
        50: "This year: not supplied for Unknown.",
        57: "This year: not supplied for Unknown.",
    }


def test_each_reason_for_a_blank_figure_is_told() -> None:
    cells = {
        **{cell: value for cell, value in SOME.items() if cell[0] != "shortlisted"},
        ("shortlisted", None, None, "bme"): 0.0,
        **dict.fromkeys((cell for cell in SOME if cell[0].startswith("board")), 0.0),
        ("appointed", None, None, "bme"): 0.0,
    }

    notes = notes_of(filed(cells))

    assert notes[36] == "not supplied for White and Unknown; no BME in denominator"
    assert notes[57] == "nobody in the denominator"


def test_without_a_year_the_newest_rules_hold() -> None:
    assert rules_of(None).id == profile(max(years())).id


def test_the_form_says_that_there_is_no_last_year_where_there_is_none() -> None:
    last = filed(SOME, year=2024)

    alone, beside = (
        " ".join(str(row[0].value) for row in sheet(content).iter_rows(max_row=HEADER_ROW))
        for content in (dcf_bytes(filed(SOME)), dcf_bytes(filed(SOME), previous=last))
    )

    assert NO_LAST_YEAR in alone
    assert NO_LAST_YEAR not in beside


def test_a_form_without_a_year_has_neither_a_year_nor_a_snapshot_on_it() -> None:
    content = dcf_bytes(filed(SOME, year=None))

    cover = openpyxl.load_workbook(BytesIO(content))[COVER]
    said = [str(cell.value) for row in cover.iter_rows() for cell in row if cell.value]
    assert SNAPSHOT not in said
    assert sheet(content)["A1"].value == "WRES return RXX"


def notes_of(form: WresReturn) -> dict[int, str | None]:
    """Give the notes of all items that have one."""
    filled = fill(form)
    return {item.number: note for item in ITEMS if (note := filled.note(item))}


def test_the_workforces_total_says_which_groups_lack_every_pay_band() -> None:
    bands = {
        cell: value for cell, value in SOME.items() if cell[0] != "staff" or cell[3] == "white"
    }

    notes = notes_of(filed(bands))

    # Items 42 and 56 repeat 38, which says it; an empty pay band needs no words.
    assert notes[38] == "not supplied for BME and Unknown"
    assert not notes.keys() & {*range(1, 34), 42, 56}


def test_where_only_the_total_is_known_the_first_of_its_items_says_so() -> None:
    notes = notes_of(filed(plain("staff", 6307, 990, 125)))

    assert notes[38] == "only the total is known, not the pay bands"
    assert not notes.keys() & {*range(1, 34), 42, 56}


def test_why_a_source_could_not_give_a_measure_is_its_note() -> None:
    cells = {cell: value for cell, value in SOME.items() if cell[0] != "appointed"}
    evidence = Evidence(missing={"appointed": "the source has no outcomes"})

    notes = notes_of(WresReturn.from_cells(filed(cells).to_frame(), evidence))

    assert notes[35] == "the source has no outcomes"
    assert notes[47] == "not supplied"


@pytest.mark.parametrize(
    ("measure", "item", "lacking", "note"),
    [
        pytest.param("harassed_by_public", 46, ["unknown"], None, id="not published"),
        pytest.param(
            "harassed_by_public", 46, ["bme", "unknown"], "not supplied for BME", id="published"
        ),
        pytest.param(
            "board", 50, ["bme", "unknown"], "not supplied for BME and Unknown", id="count"
        ),
    ],
)
def test_the_survey_need_not_give_those_of_unknown_ethnicity(
    measure: str, item: int, lacking: list[str], note: str | None
) -> None:
    cells = {cell: v for cell, v in SOME.items() if cell[0] != measure or cell[3] not in lacking}

    assert notes_of(filed(cells)).get(item) == note


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        pytest.param((5, 0), "no events in comparator", id="only one group"),
        pytest.param((0, 0), "no events", id="neither group"),
    ],
)
def test_a_ratio_without_events_is_blank(events: tuple[int, int], reason: str) -> None:
    cells = {**SOME, **plain("appointed", *events, 0)}

    written = sheet(dcf_bytes(filed(cells)))

    assert written.cell(*cell_of(37, "white")).value is None
    assert written.cell(HEADER_ROW + 38, 11).value == f"This year: {reason}."


def test_where_only_the_total_is_known_it_is_a_value() -> None:
    cells = plain("staff", 6307, 990, 125)

    written = sheet(dcf_bytes(filed(cells)), values=False)

    for item in STAFF:
        assert [written.cell(*cell_of(item, group)).value for group in GROUPS] == [6307, 990, 125]


def test_last_year_stands_beside_this_year() -> None:
    last = filed({**SOME, **plain("board", 20, 3, 1)}, year=2024)

    written = sheet(dcf_bytes(filed(SOME), previous=last))

    assert written.cell(*cell_of(50, "white", "Last year")).value == 20
    assert written.cell(*cell_of(50, "white")).value == 12
    assert written.cell(*cell_of(52, "white", "Last year")).value == 10


def test_last_years_ratios_are_in_the_direction_of_this_years_labels() -> None:
    one = profile(2015).direction(2), profile(2016).direction(2)
    written = sheet(dcf_bytes(filed(SOME, year=2016), previous=filed(SOME, year=2015)))

    ratios = [written.cell(*cell_of(37, "white", when)).value for when in ("Last year", THIS)]
    assert one[0] == one[1][::-1]
    assert ratios == [pytest.approx(170 / 780 / (30 / 210))] * 2


def test_the_table_of_the_cover_is_as_long_as_what_is_known() -> None:
    for given_form, ref in (
        (filed(SOME, organisation="", year=None), "A4:B5"),
        (filed(SOME, year=None), "A4:B5"),
        (filed(SOME, organisation=""), "A4:B6"),
    ):
        book = openpyxl.load_workbook(BytesIO(dcf_bytes(given_form)))
        assert book["Cover"].tables["wres_cover"].ref == ref


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "{=", "https://", "internal:"])
def test_text_never_becomes_a_formula_or_a_link(start: str) -> None:
    code, name = f"{start}1+1", f'{start}HYPERLINK("http://x")'
    lines = filed(SOME, organisation=code).to_frame()
    warned = WresReturn.from_cells(lines, Evidence(warnings=(f"{start}2",)))

    content = dcf_bytes(warned, name=name)

    book = openpyxl.load_workbook(BytesIO(content))
    texts = [cell for one in ("Cover", "Notes") for row in book[one] for cell in row]
    said = {str(cell.value).replace("_x000D_", "\r").strip() for cell in texts}
    assert {code.strip(), name.strip()} <= said
    assert not [cell for cell in texts if cell.data_type == "f" or cell.hyperlink]


def test_the_tables_are_marked_up_and_nothing_is_merged() -> None:
    book = openpyxl.load_workbook(BytesIO(dcf_bytes(filed(SOME))))

    assert book.sheetnames == ["Cover", "Contents", "WRES return", "Survey bases", "Notes"]
    tables = {name: ref for one in book for name, ref in one.tables.items()}
    assert tables == {
        "wres_cover": "A4:B7",
        "wres_contents": "A4:B8",
        "wres_return": "A4:K67",
        "wres_survey_bases": "A4:I8",
        "wres_notes": f"A4:B{book['Notes'].max_row}",
    }
    assert not any(one.merged_cells.ranges for one in book)
    assert book["WRES return"].page_setup.orientation == "landscape"
    assert book["WRES return"].print_title_rows == "$4:$4"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param(
            {"organisation": ["RXX", "RYY"]},
            "the form holds one organisation; got RXX, RYY",
            id="organisations",
        ),
        pytest.param(
            {"organisation": ["RXX", None]},
            "the form holds one organisation; got one that is not named, RXX",
            id="no organisation",
        ),
        pytest.param(
            {"site": ["a", "b"], "ward": ["c", "d"]},
            "the form has no breakdowns; got site, ward",
            id="breakdowns",
        ),
        pytest.param(
            {"year": [None, 2025]},
            "the form holds one year; got 2025, one that is not named",
            id="no year",
        ),
        pytest.param({"year": [2024, 2025]}, "the form holds one year; got 2024, 2025", id="years"),
        pytest.param({"site": ["a", "b"]}, "the form has no breakdowns; got site", id="breakdown"),
        pytest.param(
            {"workforce_group": ["clinical"] * 2, "pay_band": ["Band 5", "Band 6"]},
            "the form has no place for shortlisted by workforce group and pay band",
            id="bands",
        ),
    ],
)
def test_a_return_that_has_no_place_is_refused(
    changes: dict[str, list[object]], message: str
) -> None:
    plain_lines = {"measure": ["shortlisted"] * 2, "ethnic_group": ["bme"] * 2, "value": [1, 2]}
    form = WresReturn.from_frame(pl.DataFrame({**plain_lines, **changes}))

    with pytest.raises(FigureError, match=re.escape(message)):
        dcf_bytes(form)


def test_what_the_form_has_no_item_for_is_left_out() -> None:
    more = {
        **plain("shortlisted_international", 5, 20, 0),
        **plain("appointed_international", 5, 15, 0),
        **plain("local_population", 700, 300, 0),
    }

    assert fill(filed({**SOME, **more})).figures == fill(filed(SOME)).figures


def test_without_xlsxwriter_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)

    with pytest.raises(
        MissingExtraError, match=r"^writing workbooks .*pip install 'wres\[excel\]'"
    ):
        dcf_bytes(filed(SOME))


def test_the_direction_in_a_label_is_that_of_the_formula() -> None:
    for year in (2015, 2025):
        rules = profile(year)
        for number, metric in ((37, 2), (41, 3), (45, 4)):
            of, to = (rules[f"label_{group}"] for group in rules.direction(metric))
            label = ITEMS[number - 1].labelled(rules)
            assert label.index(of) < label.index(to)


def test_what_is_hidden_is_confidential_and_so_is_what_would_follow_from_it() -> None:
    hidden = Hidden(
        places=frozenset(
            {("appointed", None, None, "bme"), ("staff", "clinical", "Band 5", "bme")}
        ),
        bases=frozenset({("harassed_by_public", "bme")}),
        workforce={"bme": Fraction(330)},
        sentence="Counts of 1 to 4 are hidden.",
    )
    cells = {
        cell: value
        for cell, value in SOME.items()
        if cell not in {*hidden.places, ("harassed_by_public_respondents", None, None, "bme")}
    }

    content = dcf_bytes(filed(cells), hidden=hidden)

    shown, formulas = sheet(content), sheet(content, values=False)
    band = next(item for item in ITEMS if (item.number > 14 and item.label == "Band 5")).number
    for item in (band, 35, 36):
        cell = shown.cell(*cell_of(item, "bme"))
        assert (cell.value, cell.number_format) == (
            "[c]",
            shown.cell(*cell_of(item, "white")).number_format,
        )
        assert cell.alignment.horizontal == "right"  # as the numbers beside it
    assert shown.cell(*cell_of(37, "white")).value == "[c]"
    assert shown.cell(*cell_of(34, "bme")).value == 210
    assert shown.cell(*cell_of(34, "bme")).alignment.horizontal is None
    # The workforce is shown as it is, though its pay bands would not add up to it.
    assert [formulas.cell(*cell_of(38, group)).value for group in ("bme",)] == [330]
    assert str(formulas.cell(*cell_of(38, "white")).value).startswith("=")
    bases = [cell.value for row in sheet(content, BASES).iter_rows() for cell in row]
    assert bases.count("[c]") == 1
    notes = [cell.value for row in sheet(content, NOTES).iter_rows() for cell in row]
    assert hidden.sentence in notes


@pytest.mark.parametrize("item", [1, 2, 32, 33])
def test_a_hidden_pay_band_hides_the_workforce_and_what_it_is_divided_into(item: int) -> None:
    (place,) = (at[1:] for at, number in ON_THE_FORM.items() if number == item)

    content = dcf_bytes(filed(SOME), hidden=Hidden(frozenset({("staff", *place, "white")})))

    shown = sheet(content)
    hidden = [at for at in (38, 40, 42, 56, 62) if shown.cell(*cell_of(at, "white")).value == "[c]"]
    assert hidden == [38, 40, 42, 56, 62]
    assert shown.cell(*cell_of(38, "bme")).value == 320


def test_senior_medical_managers_are_no_part_of_the_workforce_that_would_be_hidden() -> None:
    managers = ("senior_medical_manager", None, None, "white")

    shown = sheet(dcf_bytes(filed(SOME), hidden=Hidden(frozenset({managers}))))

    assert shown.cell(*cell_of(30, "white")).value == "[c]"
    assert shown.cell(*cell_of(38, "white")).value == 320


def test_hidden_applicants_hide_nothing_of_the_workforce() -> None:
    applicants = ("shortlisted", None, None, "white")

    shown = sheet(dcf_bytes(filed(SOME), hidden=Hidden(frozenset({applicants}))))

    assert shown.cell(*cell_of(34, "white")).value == "[c]"
    assert shown.cell(*cell_of(38, "white")).value == 320


def test_a_ratio_stands_in_one_column_hidden_or_not() -> None:
    hidden = Hidden(frozenset({("appointed", None, None, "bme")}))

    shown = sheet(dcf_bytes(filed(SOME), hidden=hidden))

    assert [shown.cell(*cell_of(37, group)).value for group in GROUPS] == ["[c]", None, None]


def test_last_year_and_respondents_are_hidden_by_themselves() -> None:
    last = filed({**SOME, **plain("board", 20, 3, 1)}, year=2024)
    board = Hidden(
        frozenset({("board", None, None, "bme")}), frozenset({("harassed_by_public", "white")})
    )

    content = dcf_bytes(filed(SOME), previous=last, previous_hidden=board)

    shown = sheet(content)
    assert shown.cell(*cell_of(50, "bme", "Last year")).value == "[c]"
    assert shown.cell(*cell_of(50, "bme")).value == 2
    (row,) = (
        [cell for cell in row if cell.value is not None]
        for row in sheet(content, BASES).iter_rows()
        if any(cell.value == "[c]" for cell in row)
    )
    (hidden,) = (cell for cell in row if cell.value == "[c]")
    assert [cell.value for cell in row][-5:] == [300, 12, 900, 300, 12]
    assert hidden.number_format == row[-1].number_format
    assert hidden.border.left.style == row[-1].border.left.style == "thin"
    assert hidden.alignment.horizontal == "right"


def test_a_form_knows_whose_it_is_and_by_which_basis_as_far_as_that_is_told() -> None:
    nobodys = fill(WresReturn.from_frame(pl.DataFrame(schema=["measure", "ethnic_group", "value"])))
    evidence = Evidence(bases=((2019, "single_year"), (2020, "two_year_average")))

    based = fill(WresReturn.from_cells(filed(SOME, year=2020).to_frame(), evidence))

    assert (nobodys.organisation, nobodys.year) == ("", None)
    assert based.rules["metric_3_basis"] == "two_year_average"
