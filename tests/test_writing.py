"""The whole set of files or none."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from wres.writing import write_files


def _refuses(*_: object, **__: object) -> None:
    raise OSError


KILLED = 50
WRITES_UNTIL_KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from wres.writing import write_files

out, moments, rng = Path(sys.argv[1]), int(sys.argv[2]), random.Random(1)
names = [f"{number}.bin" for number in range(12)] + ["deep/report.json"]
sets = [{name: mark * (1000 + 9000 * place) for place, name in enumerate(names)}
        for mark in (b"a", b"b")]
write_files(out, sets[0])
(out / "mine.txt").write_text("mine")
seen = []
for moment in range(moments):
    child = os.fork()
    if not child:
        while True:
            write_files(out, sets[1])
            write_files(out, sets[0])
    time.sleep(rng.uniform(0, 0.05))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, "it ended by itself"
    found = {path.relative_to(out).as_posix(): path.read_bytes()
             for path in out.rglob("*") if path.is_file()}
    assert found.pop("mine.txt") == b"mine"
    assert found in sets, {name: (content[:1], len(content)) for name, content in found.items()}
    seen.append("ab"[sets.index(found)])
print("".join(seen))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="folders are exchanged in one step on Linux")
def test_a_process_killed_at_any_moment_leaves_the_old_set_or_the_new(tmp_path: Path) -> None:
    code = textwrap.dedent(WRITES_UNTIL_KILLED)

    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(tmp_path / "out"), str(KILLED)],
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )

    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.strip()) == KILLED
    assert set(ran.stdout.strip()) == {"a", "b"}  # it was killed before and after a change
    write_files(tmp_path / "out", {"a.txt": b"1"})  # what was left behind is in nobody's way
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


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


def test_other_files_come_along_when_the_folder_is_exchanged(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_files(out, {"a.txt": b"old"})
    (out / "mine" / "empty").mkdir(parents=True)
    (out / "mine" / "kept.txt").write_text("kept")
    (out / "mine" / "link").symlink_to("kept.txt")
    out.chmod(0o750)
    before, kept = out.stat(), (out / "mine" / "kept.txt").stat()

    write_files(out, {"a.txt": b"new"})

    after = out.stat()
    assert (after.st_ino != before.st_ino, after.st_mode) == (True, before.st_mode)
    assert (out / "a.txt").read_bytes() == b"new"
    assert (out / "mine" / "kept.txt").stat().st_ino == kept.st_ino
    assert (out / "mine" / "link").readlink() == Path("kept.txt")
    assert (out / "mine" / "empty").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        pytest.param("wres.writing.OTHERS_LIMIT", 0, id="very many other files"),
        pytest.param("wres.writing.os.link", _refuses, id="no links"),
        pytest.param("wres.writing._exchange", lambda *_: False, id="in use"),
    ],
)
def test_where_the_folder_has_to_stay_each_file_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, instead: object
) -> None:
    out = tmp_path / "out"
    write_files(out, {"a.txt": b"old", "b.txt": b"old"})
    (out / "mine.txt").write_text("kept")
    before = out.stat().st_ino
    monkeypatch.setattr(name, instead)

    write_files(out, {"a.txt": b"new", "deep/b.txt": b"new"})

    assert out.stat().st_ino == before
    contents = {path.relative_to(out).as_posix(): path.read_text() for path in out.rglob("*.txt")}
    assert contents == {"a.txt": "new", "b.txt": "old", "deep/b.txt": "new", "mine.txt": "kept"}
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
