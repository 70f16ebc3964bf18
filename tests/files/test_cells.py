import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from wres.errors import InputError
from wres.files.cells import Book, open_book


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "xl/_rels/workbook.xml.rels"
SHARED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
PREFIXED = MAIN.replace("xmlns=", "xmlns:x=")


def book(folder: Path, sheet: str, strings: str = f"<sst {MAIN}/>") -> Book:
    """Make a workbook whose one sheet, and whose shared texts, are the XML given."""
    plain = BytesIO()
    made = openpyxl.Workbook()
    made.active["A1"] = "text"
    made.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(folder / "made.xlsx", "w") as new:
        parts = {name: old.read(name).decode() for name in old.namelist()}
        related = f'<Relationship Id="t" Type="{SHARED}" Target="/xl/texts.xml"/></Relationships>'
        parts[RELATIONS] = parts[RELATIONS].replace("</Relationships>", related)
        for name, part in {
            **parts,
            "xl/worksheets/sheet1.xml": sheet,
            "xl/texts.xml": strings,
        }.items():
            new.writestr(name, part)
    return open_book(folder / "made.xlsx")


def test_every_kind_of_cell_is_read(tmp_path: Path) -> None:
    sheet = f"""<worksheet {MAIN}><sheetData>
        <row r="2"><c r="B2" t="s"><v>0</v></c><c r="AB2"><v>0.30000000000000004</v></c></row>
        <row r="3"><c t="inlineStr"><is><t>in</t><t> line</t></is></c><c t="b"><v>1</v></c>
            <c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v>made</v></c><c><f>B1</f></c><c s="1"/></row>
        <row><c><v>7</v></c></row></sheetData></worksheet>"""
    strings = f"<sst {MAIN}><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></si></sst>"

    rows = book(tmp_path, sheet, strings).rows("Sheet")

    found = {
        (cell.row, cell.column): (cell.kind, cell.text, cell.formula)
        for row in rows.values()
        for cell in row.values()
    }
    assert found == {
        (2, 2): ("text", "rich", False),
        (2, 28): ("number", "0.30000000000000004", False),
        (3, 1): ("text", "in line", False),
        (3, 2): ("flag", "1", False),
        (3, 3): ("error", "#REF!", False),
        (3, 4): ("text", "made", True),
        (3, 5): ("text", "", True),
        (4, 1): ("number", "7", False),
    }
    assert rows[2][28].number == 0.1 + 0.2
    assert rows[3][3].number is None


def test_prefixes_of_names_do_not_matter(tmp_path: Path) -> None:
    sheet = f"""<x:worksheet {PREFIXED}><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row>
        </x:sheetData></x:worksheet>"""
    strings = f"<x:sst {PREFIXED}><x:si><x:t>a_x000A_b</x:t></x:si></x:sst>"

    assert book(tmp_path, sheet, strings).rows("Sheet")[1][1].text == "a\nb"


def test_columns_that_are_not_asked_for_are_left_out(tmp_path: Path) -> None:
    sheet = f"""<worksheet {MAIN}><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>
        </sheetData></worksheet>"""

    assert list(book(tmp_path, sheet).rows("Sheet", columns={2})[1]) == [2]


@pytest.mark.parametrize("value", ["many", "<v>", ""])
def test_a_number_that_is_none_is_damage(value: str, tmp_path: Path) -> None:
    sheet = f'<worksheet {MAIN}><sheetData><row r="x"><c r="A1"><v>{value}</v></c></row></sheetData></worksheet>'

    with pytest.raises(InputError, match="not-a-workbook"):
        book(tmp_path, sheet).rows("Sheet")


def test_an_old_workbook_has_to_be_saved_as_a_new_one(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "old.xlsx")
    program = shutil.which("soffice")
    assert program, "LibreOffice is needed: apt-get install libreoffice-calc (as .ci/run does)"
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--headless", home, "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run(
        [program, *convert, str(tmp_path / "old.xlsx")],
        check=True,
        capture_output=True,
        timeout=300,
    )

    with pytest.raises(InputError, match=r"this is no \.xlsx workbook; save it as one"):
        open_book(tmp_path / "old.xls")
