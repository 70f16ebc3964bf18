"""The whole set of files or none."""

from pathlib import Path

import pytest

from wres.writing import write_files


def test_files_and_folders_are_made(tmp_path: Path) -> None:
    written = write_files(tmp_path / "deep" / "out", {"b.txt": b"2", "a/a.txt": b"1"})

    assert [path.relative_to(tmp_path / "deep" / "out").as_posix() for path in written] == [
        "a/a.txt",
        "b.txt",
    ]
    assert [path.read_bytes() for path in written] == [b"1", b"2"]


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_files(out, {"mine.txt": b"old", "old/kept.txt": b"kept"})

    write_files(out, {"mine.txt": b"new"})

    assert (out / "mine.txt").read_bytes() == b"new"
    assert (out / "old" / "kept.txt").read_bytes() == b"kept"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_holds_only_these_files_is_exchanged_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_files(out, {"a.txt": b"old", "deep/b.txt": b"old"})
    before = out.stat().st_ino

    write_files(out, {"a.txt": b"new", "deep/b.txt": b"new"})

    assert out.stat().st_ino != before
    assert (out / "deep" / "b.txt").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_where_folders_cannot_be_exchanged_two_renames_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wres.writing.ctypes.CDLL", lambda *_, **__: object())
    out = tmp_path / "out"
    write_files(out, {"a.txt": b"old"})

    write_files(out, {"a.txt": b"new"})

    assert (out / "a.txt").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_working_folder_itself_can_be_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    write_files(Path(), {"a.txt": b"1"})
    write_files(Path(), {"a.txt": b"2"})

    assert (tmp_path / "a.txt").read_bytes() == b"2"
    assert Path.cwd() == tmp_path


def test_a_failure_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_files(out, {"a.txt": b"old"})

    with pytest.raises(TypeError):
        write_files(out, {"a.txt": b"new", "b.txt": "not bytes"})  # type: ignore[dict-item]

    assert (out / "a.txt").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_folder_has_the_rights_of_any_new_folder(tmp_path: Path) -> None:
    (tmp_path / "usual").mkdir()

    write_files(tmp_path / "out", {"a.txt": b"1"})

    assert (tmp_path / "out").stat().st_mode == (tmp_path / "usual").stat().st_mode
