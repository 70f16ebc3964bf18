import hashlib
from pathlib import Path

import pytest

from wres.errors import InputError
from wres.files import digest, readable, source


def the_message(caught: pytest.ExceptionInfo[InputError]) -> str:
    (problem,) = caught.value.problems
    return str(problem)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        readable(tmp_path / "staff.csv")

    assert the_message(caught) == (
        "staff.csv: there is no such file; "
        "accepted: a file that is there, can be read and has content [missing-file]"
    )


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").mkdir()

    with pytest.raises(InputError, match=r"staff.csv: this is a folder; .* \[not-a-file\]"):
        readable(tmp_path / "staff.csv")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").touch()

    with pytest.raises(InputError, match=r"staff.csv: the file is empty; .* \[empty-file\]"):
        readable(tmp_path / "staff.csv")


def test_a_file_that_cannot_be_opened_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(InputError, match=r"cannot be read \(Permission denied\).*unreadable-file"):
        readable(path)


def test_messages_do_not_say_where_a_file_lies(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        readable(tmp_path / "secret" / "staff.csv")

    assert "secret" not in str(caught.value)


def test_a_source_has_the_name_and_digest_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(b"content")

    described = source("esr-bi", path, "Sheet1")

    assert (described.adapter, described.file, described.sheet) == ("esr-bi", "staff.csv", "Sheet1")
    assert described.sha256 == digest(str(path)) == hashlib.sha256(b"content").hexdigest()
