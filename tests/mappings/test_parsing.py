"""What is wrong with a mapping: each fault with line, key, value and what would be accepted."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wres.errors import InputError, UnknownNameError
from wres.mappings import SourceMapping, load_mapping, parse_mapping
from wres.plugins import installed


GOOD = """\
name = "city"
table = "board"
[columns.ethnic_category]
headers = ["Race"]
[columns.ethnic_category.values]
White = "C"
[columns.voting]
constant = true
[columns.executive]
headers = "Position"
values = { "Chief*" = true }
others = false
"""


def faults(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        parse_mapping(text, "city.toml")
    return [str(problem) for problem in caught.value.problems]


def test_a_mapping_says_what_it_says() -> None:
    mapping = parse_mapping(GOOD, "city.toml")

    assert isinstance(mapping, SourceMapping)
    assert mapping.columns["ethnic_category"].values == {"White": "C"}
    assert mapping.columns["voting"].constant == "true"
    assert mapping.columns["executive"].headers == ("Position",)
    assert mapping.columns["executive"].others == "false"
    assert not mapping.counted


ETHNIC = "[columns.ethnic_category]\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            'name = "city"',
            'name = "City!"',
            "city.toml, row 1: 'name' is 'City!'; accepted: lower case words with hyphens, such as "
            "'city-workforce' [wrong-value]",
            id="name",
        ),
        pytest.param(
            'name = "city"\n',
            "",
            "city.toml: no key 'name'; accepted: lower case words with hyphens, such as "
            "'city-workforce' [missing-key]",
            id="no name",
        ),
        pytest.param(
            'table = "board"',
            'table = "staff"',
            "city.toml, row 2: 'table' is 'staff'; accepted: one of workforce, recruitment, "
            "disciplinary, training, survey, board, return [wrong-value]",
            id="table",
        ),
        pytest.param(
            'table = "board"',
            'table = "board"\nformat = "xls"',
            "city.toml, row 3: 'format' is 'xls'; accepted: one of csv, xlsx, json, parquet, or "
            "none: it is then found out [wrong-value]",
            id="format",
        ),
        pytest.param(
            'table = "board"',
            'table = "board"\nencoding = "klingon"',
            "city.toml, row 3: 'encoding' is 'klingon'; accepted: an encoding such as "
            "'iso-8859-15' [wrong-value]",
            id="encoding",
        ),
        pytest.param(
            'table = "board"',
            'table = "board"\nseparator = "::"',
            "city.toml, row 3: 'separator' is '::'; accepted: comma, semicolon, tab, bar, tilde or "
            "one character [wrong-value]",
            id="separator",
        ),
        pytest.param(
            'table = "board"',
            'table = "board"\ndates = ["%d"]',
            "city.toml, row 3: 'dates' is '%d'; accepted: a list of forms such as ['%m/%d/%Y'] "
            "[wrong-value]",
            id="dates",
        ),
        pytest.param(
            'table = "board"',
            'table = "board"\ndimensions = ["Voting"]',
            "city.toml, row 3: 'dimensions' is 'Voting'; accepted: the header of a column whose "
            "name is no field of the record [wrong-value]",
            id="dimensions",
        ),
        pytest.param(
            'table = "board"',
            'table = "board"\ntitel = "City"',
            "city.toml, row 3: unknown key 'titel'; accepted: 'title', or another of name, title, "
            "table, extends, format, sheet, encoding, separator, records, dates, dimensions, notes, "
            "columns, out_of_scope [unknown-key]",
            id="unknown key",
        ),
        pytest.param(
            'table = "board"',
            'table = "board"\nsheet = 3',
            "city.toml, row 3: 'sheet' is a whole number; accepted: the name of a worksheet "
            "[wrong-type]",
            id="type",
        ),
        pytest.param(
            "[columns.voting]",
            '[columns.votin]\nheaders = "Votes"\n[columns.voting]',
            "city.toml, row 7: unknown key 'columns.votin'; accepted: 'voting', or another of "
            "organisation, person, ethnic_category, voting, executive, count [unknown-key]",
            id="field",
        ),
        pytest.param(
            "[columns.voting]\nconstant = true\n",
            "",
            "city.toml: no table 'columns.voting'; accepted: headers, or a constant: true or false "
            "(also yes, no, y, n, 1, 0) [missing-key]",
            id="no field",
        ),
        pytest.param(
            "constant = true",
            'constant = "yes"',
            "city.toml, row 8: 'columns.voting.constant' is 'yes'; accepted: true or false (also "
            "yes, no, y, n, 1, 0) [wrong-value]",
            id="constant",
        ),
        pytest.param(
            "constant = true",
            'constant = true\nheaders = "Votes"',
            "city.toml, row 7: 'columns.voting' has headers and a constant; accepted: one of the "
            "two [wrong-value]",
            id="both",
        ),
        pytest.param(
            'headers = "Position"',
            'headers = ["Position", 3]',
            "city.toml, row 10: 'columns.executive.headers' is 3; accepted: a header, or a list of "
            "those that may stand there [wrong-value]",
            id="headers",
        ),
        pytest.param(
            'White = "C"',
            'White = "Q"',
            "city.toml, row 6: 'columns.ethnic_category.values.White' is 'Q'; accepted: one of A, "
            "B, C, D, E, F, G, H, J, K, L, M, N, P, R, S, Z, 99 [wrong-value]",
            id="label",
        ),
        pytest.param(
            'White = "C"',
            'White = "C"\n"WHITE " = "A"',
            "city.toml, row 7: 'columns.ethnic_category.values' has 'WHITE ' twice, with two "
            "meanings; accepted: one meaning for each value [wrong-value]",
            id="two meanings",
        ),
        pytest.param(
            'White = "C"',
            '"White*" = "C"',
            "city.toml, row 6: 'columns.ethnic_category.values.White*' is 'C'; accepted: a value "
            "as it is: no pattern means an ethnicity [wrong-value]",
            id="a pattern for ethnicity",
        ),
        pytest.param(
            ETHNIC,
            ETHNIC + 'others = "C"\n',
            "city.toml, row 4: 'columns.ethnic_category.others' is 'C'; accepted: no such key: "
            "ethnicity is never guessed; list each value under values [wrong-value]",
            id="others for ethnicity",
        ),
        pytest.param(
            ETHNIC,
            ETHNIC + 'blank = "A"\n',
            "city.toml, row 4: 'columns.ethnic_category.blank' is 'A'; accepted: one of Z, 99 "
            "[wrong-value]",
            id="a blank ethnicity",
        ),
        pytest.param(
            "others = false",
            'others = false\nstanding = "sure"',
            "city.toml, row 13: 'columns.executive.standing' is 'sure'; accepted: sourced or "
            "assumed [wrong-value]",
            id="standing",
        ),
        pytest.param(
            "others = false",
            'others = false\n[[out_of_scope]]\nheaders = "Post"\nreason = "vacant"',
            "city.toml, row 13: 'out_of_scope.1' leaves nothing out; accepted: one of the keys "
            "values, unless, blank [missing-key]",
            id="a filter of nothing",
        ),
        pytest.param(
            "others = false",
            'others = false\n[[out_of_scope]]\nheaders = "Post"\nvalues = [[1]]\nreason = "x"',
            "city.toml, row 15: 'out_of_scope.1.values' is a list; accepted: a list of values whose "
            "rows are left out [wrong-value]",
            id="a filter by a list",
        ),
        pytest.param(
            'table = "board"',
            'table = "board"\nextends = "nobody"',
            "city.toml, row 3: no preset named 'nobody'; accepted: none here [unknown-name]",
            id="extends",
        ),
        pytest.param(
            "[columns.voting]",
            "[columns.voting",
            "city.toml, row 7: expected ']' at the end of a table declaration; accepted: a TOML "
            "file such as 'wres map' drafts [not-toml]",
            id="not TOML",
        ),
        pytest.param(
            "[columns.voting]\nconstant = true",
            "[columns]\nvoting = true",
            "city.toml, row 8: 'columns.voting' is true; accepted: a table with headers or a "
            "constant [wrong-value]",
            id="no table",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, told: str) -> None:
    assert old in GOOD

    assert faults(GOOD.replace(old, new)) == [told]


def test_a_count_goes_with_no_number_of_a_person() -> None:
    text = """
        name = "c"
        table = "workforce"
        columns.person.headers = "No"
        columns.ethnic_category.headers = "Race"
        columns.workforce_group.constant = "clinical"
        columns.pay_band.constant = "Band 5"
        columns.engagement.constant = "substantive"
        columns.count.headers = "Employees"
    """

    assert [one.partition("; ")[0] for one in faults(text)] == [
        "city.toml, row 4: 'columns.person' beside a count"
    ]


def test_all_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    text = GOOD.replace('"city"', '"City"').replace("Race", "").replace('"C"', '"Q"')

    assert [one.partition(":")[0] for one in faults(text + "x = 1\n")] == [
        "city.toml, row 1",
        "city.toml, row 6",
        "city.toml, row 13",
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "empty-file", id="empty"),
        pytest.param(b"\0\1", "not-toml", id="zero bytes"),
        pytest.param(b"#" * (2 << 20), "not-toml", id="too large"),
        pytest.param(b"PK\x03\x04" * 9, "not-toml", id="a workbook"),
        pytest.param("é".encode("cp1252"), "not-toml", id="no UTF-8"),
        pytest.param(b"a = " + b"[" * 5000, "not-toml", id="lists without end"),
        pytest.param(b"a." * 3000 + b"b = 1", "unknown-key", id="a deep key"),
        pytest.param(b"a = 1\na = 2", "not-toml", id="a key twice"),
        pytest.param(b"name = 2024-01-01\ntable = inf", "wrong-type", id="types"),
    ],
)
def test_a_hostile_file_is_told_of(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content)

    with pytest.raises(InputError) as caught:
        load_mapping(path)

    assert code in {problem.code for problem in caught.value.problems}
    assert all(len(str(problem)) < 2000 for problem in caught.value.problems)


KEYS = st.sampled_from(
    ["name", "table", "columns", "dates", "out_of_scope", "extends", "format", "voting", "values"]
)
SCALARS = st.one_of(
    st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("board"), st.none()
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150)
@given(st.dictionaries(KEYS, DOCUMENTS, max_size=6))
def test_any_content_is_a_mapping_or_told_of(given_document: dict[str, Any]) -> None:
    text = GOOD + "x = 1\n"
    own = {"name": "a", "table": "board", **given_document}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tomllib.loads", lambda _: own)
        with pytest.raises(InputError):
            parse_mapping(text)


def test_a_mapping_that_extends_a_preset_takes_all_else_from_it() -> None:
    own = 'extends = "workday"\n[columns.pay_band]\nconstant = "Band 5"\n[columns.ethnic_category.values]\nX = "Z"\n'

    mapping = parse_mapping(own, base=installed().preset)
    preset = installed().presets["workday"].mapping

    assert mapping.name == "workday-own"
    assert mapping.records == preset.records
    assert mapping.columns["pay_band"].constant == "Band 5"
    assert mapping.columns["pay_band"].headers == ()
    assert mapping.columns["ethnic_category"].values == {"X": "Z"}
    assert mapping.columns["ethnic_category"].headers == preset.columns["ethnic_category"].headers
    assert mapping.columns["engagement"] == preset.columns["engagement"]


def test_a_mapping_file_stands_where_an_adapters_name_does(tmp_path: Path) -> None:
    path = tmp_path / "city.toml"
    path.write_text(GOOD)

    by_path, by_object = installed().adapter(path), installed().adapter(load_mapping(path))

    assert by_path.name == by_object.name == "city"
    assert by_path.tables == ("board",)
    with pytest.raises(UnknownNameError, match="no adapter named 'city'"):
        installed().adapter("city")
