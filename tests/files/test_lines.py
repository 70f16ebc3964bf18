"""Which lines have more values than the header: as one does it line by line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.errors import InputError, Location
from wres.files.lines import check_lines


LINES = st.lists(st.text(st.sampled_from(",,,a é\t"), max_size=6), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lines") / "list.csv"


def told(path: Path, text: str, width: int, *, quoting: bool) -> str | None:
    path.write_text(text, encoding="utf-8", newline="")
    try:
        check_lines(path, Location(path.name, row=1), width, 1, ",", quoting=quoting)
    except InputError as error:
        return str(error.problems[0])
    return None


@given(
    lines=LINES, width=st.integers(1, 3), quoted=st.booleans(), end=st.sampled_from(["\n", "\r\n"])
)
def test_a_line_is_too_wide_where_a_value_beyond_the_last_column_is_not_blank(
    path: Path, lines: list[str], width: int, end: str, *, quoted: bool
) -> None:
    wide = [
        row
        for row, line in enumerate(lines, 2)
        if any(value.strip(" ") for value in line.split(",")[width:])
    ]
    above = '"h"\n' if quoted else "h\n"

    found = told(path, above + end.join([*lines, ""]), width, quoting=quoted)

    more = f" (and in {len(wide) - 1} more row{'s' * (len(wide) > 2)})" if len(wide) > 1 else ""
    assert found == (
        f"list.csv, row {wide[0]}: more values than the {width} columns{more}; accepted: at most "
        f"{width} values in a row [wrong-width]"
        if wide
        else None
    )
