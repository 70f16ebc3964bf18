"""``manifest.json``: what a set of files was made from, and what each of them is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import Any

from attrs import evolve, field, frozen

from wres.errors import InputError, Location, Problem
from wres.files import digest
from wres.report import Report
from wres.version import version


FORMAT = "wres-manifest/1"
MANIFEST = "manifest.json"


@frozen
class FileWritten:
    """A file of the set: its name within the folder, and its content's SHA-256 and length."""

    file: str
    sha256: str
    bytes: int


@frozen
class SourceRead:
    """A file that figures rest on.

    Parameters
    ----------
    file
        Name only, without folder.
    adapter
        What read it: an adapter, ``report`` or ``table``.
    sha256
        ``None`` where the source was no file.
    rows
        ``None`` in the manifest of an analysis, which names its files by their content alone.
    options
        Of the adapter.
    """

    adapter: str
    file: str
    sha256: str | None
    rows: int | None
    options: Mapping[str, Any] = field(factory=dict)


@frozen(kw_only=True)
class Manifest:
    """What a set of files was made from, and what each of them is; its fields are the file's.

    No time and no folder is in it: the same run gives the same bytes.

    Parameters
    ----------
    wres
        Version of this library.
    organisation
        Code that is reported on; of many together, what they are called.
    options
        Of the run, as far as they change a file; of an analysis, its ``command`` among them.
    """

    wres: str
    organisation: str
    year: int
    options: Mapping[str, Any]
    sources: tuple[SourceRead, ...]
    files: tuple[FileWritten, ...] = ()

    def of(self, files: Mapping[str, bytes]) -> Manifest:
        """Describe these files instead, by name and content; not the manifest itself."""
        made = [
            FileWritten(name, hashlib.sha256(content).hexdigest(), len(content))
            for name, content in sorted(files.items())
            if name != MANIFEST
        ]
        return evolve(self, files=tuple(made))

    def beside(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Give these files, and the manifest that describes them."""
        return {**files, MANIFEST: self.of(files).to_bytes()}

    def to_bytes(self) -> bytes:
        """Write it as JSON in UTF-8."""
        sources = [{**_fields(one), "options": dict(one.options)} for one in self.sources]
        content = {
            "format": FORMAT,
            **_fields(self),
            "options": dict(self.options),
            "sources": sources,
            "files": [_fields(one) for one in self.files],
        }
        text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, default=str)
        return f"{text}\n".encode()


def _fields(one: FileWritten | SourceRead | Manifest) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__annotations__}


def manifest_of(
    report: Report,
    *,
    options: Mapping[str, Any],
    source_options: Mapping[tuple[str, str], Mapping[str, Any]] | None = None,
) -> Manifest:
    """Say what a report was made from.

    Parameters
    ----------
    options
        Of the run.
    source_options
        Adapter and file name to the adapter's options.
    """
    given = source_options or {}
    sources = {
        (used.adapter, used.file, used.sha256 or "", used.rows): SourceRead(
            used.adapter,
            used.file,
            used.sha256,
            used.rows,
            dict(sorted(given.get((used.adapter, used.file), {}).items())),
        )
        for used in report.provenance.sources
    }
    return Manifest(
        wres=report.provenance.wres,
        organisation=report.organisation.code,
        year=report.year,
        options=options,
        sources=tuple(sources[key] for key in sorted(sources)),
    )


def manifest_of_analysis(
    command: str,
    sources: Iterable[tuple[str, Path]],
    *,
    organisation: str,
    year: int,
    options: Mapping[str, Any],
) -> Manifest:
    """Say what files of figures an analysis was made from.

    Parameters
    ----------
    command
        That made it, such as ``compare``.
    sources
        What reads each file, and the file.
    """
    read = {(adapter, path.name, digest(path)) for adapter, path in sources}
    return Manifest(
        wres=version(),
        organisation=organisation,
        year=year,
        options={"command": command, **options},
        sources=tuple(SourceRead(*one, rows=None) for one in sorted(read)),
    )


def file_used(path: Path | None) -> Mapping[str, str] | None:
    """Name a file among the options of a run, by its content."""
    return None if path is None else {"file": path.name, "sha256": digest(path)}


def read_manifest(folder: str | PathLike[str]) -> Manifest:
    """Read the manifest of a folder.

    Raises
    ------
    InputError
        ``not-a-manifest``, where it is missing or is none.
    """
    try:
        content = json.loads((Path(folder) / MANIFEST).read_bytes())
        if content.pop("format") != FORMAT:
            raise _no_manifest("another format")
        files = tuple(FileWritten(**one) for one in content.pop("files"))
        sources = tuple(SourceRead(**one) for one in content.pop("sources"))
        made = Manifest(**content, files=files, sources=sources)
    except OSError as error:
        raise _no_manifest(f"the file cannot be read ({error.strerror})") from error
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise _no_manifest("the file is no manifest") from error
    if not _is_sound(made):
        raise _no_manifest("the file is no manifest")
    return made


def _is_sound(made: Manifest) -> bool:
    names = [*(one.file for one in made.files), *(one.file for one in made.sources)]
    texts = [made.wres, made.organisation, *names, *(one.sha256 for one in made.files)]
    return (
        all(isinstance(text, str) for text in texts)
        and isinstance(made.options, dict)
        and all(_is_within(name) for name in names)
    )


def _is_within(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def _no_manifest(message: str) -> InputError:
    accepted = "a manifest.json that wres wrote"
    return InputError((Problem("not-a-manifest", Location(MANIFEST), message, accepted),))


def differences(folder: str | PathLike[str], manifest: Manifest) -> Iterator[str]:
    """Say what of a folder is not as it was written, in words, file by file."""
    folder = Path(folder)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    expected = {one.file: one for one in manifest.files}
    for name in sorted({*found, *expected} - {MANIFEST}):
        if name not in expected:
            yield f"{name}: is not part of the set"
        elif name not in found:
            yield f"{name}: is missing"
        elif digest(folder / name) != expected[name].sha256:
            yield f"{name}: was changed after it was written"


def source_differences(folder: str | PathLike[str], manifest: Manifest) -> Iterator[str]:
    """Say which sources are not in a folder, or in one inside it, as they were read."""
    by_name: dict[str, list[Path]] = {}
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            by_name.setdefault(path.name, []).append(path)
    for name in sorted({one.file for one in manifest.sources}):
        digests = {one.sha256 for one in manifest.sources if one.file == name}
        found = {digest(path) for path in by_name.get(name, [])}
        if None in digests:
            yield f"{name or 'a source'}: was no file, and cannot be checked"
        elif not found:
            yield f"{name}: is missing"
        elif not digests <= found:
            yield f"{name}: is not the file that was read"
