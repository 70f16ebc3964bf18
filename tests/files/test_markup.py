"""Elements and their bytes, whatever stands around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.files.markup import edited, elements


def test_an_element_is_found_with_its_bytes_text_and_the_one_around_it() -> None:
    part = b"\xef\xbb\xbf<?xml version=\"1.0\"?><!-- <c> --><x:r a='1>2'><x:c /><x:c>\xc3\xa9<b>u</b></x:c ></x:r>"

    row, empty, full = elements(part, {"r", "c"})

    assert (row.tag, row.name, row.prefix) == ("x:r", "r", "x:")
    assert row.attributes == {"a": "1>2"}
    assert part[empty.start : empty.end] == b"<x:c />"
    assert part[full.start : full.end] == b"<x:c>\xc3\xa9<b>u</b></x:c >"
    assert part[full.inner : full.stop] == b"\xc3\xa9<b>u</b>"
    assert (full.text, row.text) == ("\xe9u", "\xe9u")
    assert (row.within, empty.within, full.within) == (None, row, row)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=5)


@given(st.lists(TEXTS, min_size=1, max_size=8), st.data())
def test_an_edit_changes_nothing_else(texts: list[str], data: st.DataObject) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def document(shown: list[str]) -> bytes:
        return f"<a>{''.join(f'<c>{escaped(text)}</c>' for text in shown)}</a>".encode()

    at = data.draw(st.integers(0, len(texts) - 1))
    part = document(texts)
    cell = elements(part, {"c"})[at]

    made = edited(part, [(cell.inner, cell.stop, b"1")])

    assert made == document([*texts[:at], "1", *texts[at + 1 :]])
    assert cell.text == texts[at]


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(b"<a><c></a>", id="not closed"),
        pytest.param(b"<!DOCTYPE a><a/>", id="document type"),
        pytest.param(b'<?xml version="1.0" encoding="utf-16"?><a/>', id="another encoding"),
        pytest.param('<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"), id="UTF-16"),
    ],
)
def test_what_cannot_be_edited_safely_is_an_error(part: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        elements(part, {"c"})
