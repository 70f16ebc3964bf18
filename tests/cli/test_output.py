import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.cli import output
from wres.cli.progress import progress


WIDE = "\u56fd\u7acb"


@given(st.text(max_size=60), st.integers(3, 40), st.sampled_from(["", "right"]))
def test_a_padded_text_takes_its_width(text: str, width: int, right: str) -> None:
    padded = output.padded(text, width, right=bool(right))

    assert output.cells(padded) == width
    assert "\n" not in padded


@given(st.lists(st.text("ab\u56fd\u0301", min_size=1, max_size=8), min_size=1, max_size=30))
def test_a_wrapped_text_keeps_its_words_within_the_width(words: list[str]) -> None:
    lines = output.wrapped(" ".join(words), first="- ", rest="  ", width=24)

    assert " ".join(line[2:] for line in lines).split() == " ".join(words).split()
    assert all(output.cells(line) <= 24 for line in lines)


def test_wide_characters_take_two_columns() -> None:
    assert output.padded(WIDE, 6) == f"{WIDE}  "
    assert output.padded(WIDE * 3, 7) == f"{WIDE}..."


def test_colour_is_not_wanted_where_no_color_is_set(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    output.say(output.heading("Rows"))

    assert capsys.readouterr().out == "Rows\n"


def test_a_terminal_without_a_character_gets_a_question_mark(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))

    output.use_safe_streams()
    output.say(f"Zo\u00eb {WIDE}")
    sys.stdout.flush()

    assert raw.getvalue() == b"Zo\xeb ??\n"


def test_there_is_no_progress_bar_but_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(2) as tell:
        tell("reading")
        tell("counting")

    assert capsys.readouterr() == ("", "")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_what_is_being_done(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")

    with progress(2) as tell:
        tell("reading [staff].csv")
        tell("counting rows")

    assert "counting rows" in terminal.getvalue()


def test_a_problem_is_one_line_unless_a_terminal_is_too_narrow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    monkeypatch.setenv("NO_COLOR", "1")
    shown = []
    for stream in (io.StringIO(), Terminal()):
        monkeypatch.setattr(sys, "stderr", stream)
        output.complain("3 problems; nothing was written")
        shown.append(stream.getvalue())

    assert shown == [
        "error: 3 problems; nothing was written\n",
        "error: 3 problems;\n  nothing was written\n",
    ]
