"""The configuration file of ``wres report``: TOML in, a job out, every fault told at once."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from attrs import define, field, frozen

from wres.capabilities import capabilities_of
from wres.cli.failures import ConfigError
from wres.cli.options import columns_of
from wres.disclosure import policies
from wres.errors import InputError, Location, Problem, UnknownNameError
from wres.exporters.word.fields import ACTIONS, FIELDS, NUMBERS
from wres.files import parsed_toml
from wres.hookspecs import Adapter
from wres.job import Job, SourceFile
from wres.metrics import Comparator
from wres.plugins import installed, is_mapping_file
from wres.profiles import METRIC_3_BASES, years
from wres.vocabulary import cluster_schemes
from wres.writing import FORMATS


@frozen
class Key:
    """What a key of the file may hold.

    Parameters
    ----------
    kind
        The type that TOML gives its value.
    accepted
        In words, with an example.
    """

    kind: type
    accepted: str
    required: bool = False


TOP = {
    "organisation": Key(dict, "a table with code and name", required=True),
    "year": Key(int, "a WRES year such as 2025", required=True),
    "source": Key(list, "tables [[source]] with adapter and path", required=True),
    "formats": Key(list, "a list of formats such as ['json', 'csv']"),
    "previous": Key(str, "the path of last year's report.json"),
    "word_template": Key(str, "the path of a Word template of your own"),
    "plan": Key(str, "the path of a plan.json, whose actions the public report shows"),
    "template": Key(dict, "a table of what the public report says that no figure does"),
    "metric_3_basis": Key(str, " or ".join(METRIC_3_BASES)),
    "clusters": Key(list, f"a list of {', '.join(cluster_schemes())}"),
    "known_only": Key(bool, "true or false"),
    "board_against": Key(str, " or ".join(get_args(Comparator))),
    "allow_rejected": Key(bool, "true or false"),
    "by": Key(list, "a list of columns such as ['directorate', 'directorate,sex']"),
    "into": Key(str, "the path of a form (.xlsx) to write the figures into"),
    "publish": Key(str, " or ".join(one.id for one in policies())),
    "publish_breakdowns": Key(bool, "true or false"),
    "published": Key(list, "a list of paths of report.json that were published before"),
}
ORGANISATION = {
    "code": Key(str, "an ODS code such as 'RXX'", required=True),
    "name": Key(str, "the name for people"),
}
TEMPLATE = {
    **{one.name: Key(str, one.asks) for one in FIELDS},
    ACTIONS: Key(dict, "a table of indicators and their actions, such as 2 = 'Train panels'"),
}
ACTION = {number: Key(str, "the action for this indicator") for number in NUMBERS}
SOURCE = {
    "adapter": Key(
        str, "the name of an adapter; 'wres adapters' lists them; or a mapping file", required=True
    ),
    "path": Key(str, "a path, from the folder of this file", required=True),
    "options": Key(dict, "a table of the adapter's options"),
}
KINDS = {
    dict: "a table",
    list: "a list",
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}


def job_from(path: Path) -> Job:
    """Read the configuration of a job. Paths in it start from its own folder.

    Raises
    ------
    ConfigError
        With every fault, and the line of each where that can be told.
    """
    document = _Document(path, path.read_text(encoding="utf-8", errors="replace"))
    given = document.parsed()
    document.check(given, TOP)
    organisation = document.table(given, "organisation", ORGANISATION)
    template = document.table(given, "template", TEMPLATE)
    document.table(template, ACTIONS, ACTION, of="template.")
    listed = given["source"] if isinstance(given.get("source"), list) else []
    sources = [_source(document, index, item) for index, item in enumerate(listed)]
    _check_values(document, given)
    document.settle()
    previous, into = given.get("previous"), given.get("into")
    own, planned = given.get("word_template"), given.get("plan")
    return Job(
        sources=tuple(source for source in sources if source),
        year=given["year"],
        organisation=organisation["code"],
        name=organisation.get("name"),
        formats=tuple(given.get("formats", FORMATS)),
        previous=None if previous is None else path.parent / previous,
        template=template,
        word_template=None if own is None else path.parent / own,
        plan=None if planned is None else path.parent / planned,
        metric_3_basis=given.get("metric_3_basis"),
        clusters=tuple(given.get("clusters", ())),
        known_only=given.get("known_only", False),
        board_against=given.get("board_against"),
        allow_rejected=given.get("allow_rejected", False),
        by=tuple(names for one in given.get("by", []) if (names := _columns(one))),
        into=None if into is None else path.parent / into,
        publish=given.get("publish"),
        publish_breakdowns=given.get("publish_breakdowns", False),
        published=tuple(path.parent / one for one in given.get("published", [])),
    )


@define
class _Document:
    """The file's text, and the problems found in it so far."""

    path: Path
    text: str
    problems: list[Problem] = field(factory=list)

    def parsed(self) -> dict[str, Any]:
        try:
            return parsed_toml(self.text, Location(self.path.name))
        except InputError as error:
            self.problems += error.problems
            self.settle()
            raise

    def fault(
        self,
        code: str,
        message: str,
        accepted: str,
        *,
        key: str | None = None,
        within: int | None = None,
        row: int | None = None,
    ) -> None:
        line = row if row is not None else self._line(key, within)
        self.problems.append(Problem(code, Location(self.path.name, row=line), message, accepted))

    def _line(self, key: str | None, within: int | None) -> int | None:
        """Line of a key; `within` says in the how manyth [[source]], from 0."""
        lines = self.text.splitlines()
        start = 0
        if within is not None:
            heads = [
                i for i, line in enumerate(lines) if re.match(r"\s*\[\[\s*source\s*\]\]", line)
            ]
            start = heads[within] if within < len(heads) else 0
        if key is None:
            return start + 1 if within is not None else None
        pattern = rf"\s*(?:\[+\s*(?:source\.)?)?[\"']?{re.escape(key)}[\"']?\s*[=\]]"
        return next(
            (i + 1 for i, line in enumerate(lines) if i >= start and re.match(pattern, line)), None
        )

    def check(
        self,
        given: Mapping[str, Any],
        keys: Mapping[str, Key],
        within: int | None = None,
        of: str = "",
    ) -> None:
        """Look for keys that are not known, missing, or of another type."""
        for name, value in given.items():
            if name not in keys:
                self.fault(
                    "unknown-key",
                    f"unknown key '{of}{name}'",
                    ", ".join(keys),
                    key=name,
                    within=within,
                )
            elif not _is_a(value, keys[name].kind):
                message = f"'{of}{name}' is {KINDS.get(type(value), 'a date')}"
                self.fault("wrong-type", message, keys[name].accepted, key=name, within=within)
        for name, key in keys.items():
            if key.required and name not in given:
                header = of.split(".", maxsplit=1)[0] if of and within is None else None
                message = f"no key '{of}{name}'"
                self.fault("missing-key", message, key.accepted, key=header, within=within)

    def table(
        self, given: Mapping[str, Any], name: str, keys: Mapping[str, Key], *, of: str = ""
    ) -> Mapping[str, Any]:
        """Check a table within the file."""
        value = given.get(name)
        if not isinstance(value, dict):
            return {}
        self.check(value, keys, of=f"{of}{name}.")
        return value

    def settle(self) -> None:
        """Raise if there was a fault."""
        if self.problems:
            raise ConfigError(tuple(sorted(self.problems, key=self._place)))

    def _place(self, problem: Problem) -> tuple[bool, float]:
        """Sort by lines of this file; what has none comes after, and other files come last."""
        where = problem.where
        return where.file != self.path.name, math.inf if where.row is None else where.row


def _is_a(value: object, kind: type) -> bool:
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _source(document: _Document, index: int, item: Any) -> SourceFile | None:  # noqa: ANN401
    if not isinstance(item, dict):
        document.fault("wrong-type", "a source is no table", TOP["source"].accepted, key="source")
        return None
    before = len(document.problems)
    document.check(item, SOURCE, index, "source.")
    adapter, options = item.get("adapter"), item.get("options", {})
    chosen = None
    if isinstance(adapter, str):
        if is_mapping_file(adapter):
            adapter = str(document.path.parent / adapter)
        given = options if isinstance(options, dict) else {}
        chosen = _adapter(document, index, adapter, item["adapter"], given)
    if chosen is None or len(document.problems) > before:
        return None
    folder = document.path.parent
    return SourceFile(str(adapter), folder / item["path"], _with_paths(chosen, options, folder))


def _adapter(
    document: _Document, index: int, adapter: str, written: str, given: Mapping[str, Any]
) -> Adapter | None:
    """Look for an adapter that is not there, and for options that it does not take."""
    try:
        chosen = installed().adapter(adapter)
    except InputError as error:
        document.problems += error.problems
        return None
    except UnknownNameError:
        message, accepted = f"no adapter named '{adapter}'", ", ".join(installed().adapters)
        document.fault("unknown-name", message, accepted, key="adapter", within=index)
        return None
    for name in given:
        if name not in chosen.options:
            message = f"adapter '{written}' has no option '{name}'"
            accepted = ", ".join(sorted(chosen.options)) or "no option"
            document.fault("unknown-name", message, accepted, key=name, within=index)
    return chosen


def _with_paths(chosen: Adapter, given: Mapping[str, Any], folder: Path) -> Mapping[str, Any]:
    """Let the paths among an adapter's options start from a folder."""
    able = capabilities_of(chosen)
    return {
        name: str(folder / value) if name in able.files and isinstance(value, str) else value
        for name, value in given.items()
    }


def _columns(one: object) -> tuple[str, ...] | None:
    """Give the columns of one breakdown, a text or a list; ``None`` where it is none."""
    if isinstance(one, list) and all(isinstance(name, str) for name in one):
        return tuple(one) if one and all(one) and len(set(one)) == len(one) else None
    return columns_of(one) if isinstance(one, str) else None


def _check_values(document: _Document, given: Mapping[str, Any]) -> None:
    if given.get("source") == []:
        document.fault("no-source", "no source", TOP["source"].accepted, key="source")
    for key, message, accepted in _wrong_values(given):
        document.fault("unknown-name", message, accepted, key=key)


def _wrong_values(given: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    year, basis, formats = given.get("year"), given.get("metric_3_basis"), given.get("formats")
    if _is_a(year, int) and not years()[0] <= int(str(year)) <= 2199:  # noqa: PLR2004
        yield "year", f"no WRES year {year}", f"{years()[0]} and later"
    if isinstance(basis, str) and basis not in METRIC_3_BASES:
        yield (
            "metric_3_basis",
            f"no basis of metric 3 named '{basis}'",
            TOP["metric_3_basis"].accepted,
        )
    by = given.get("by")
    if isinstance(by, list) and not all(map(_columns, by)):
        yield "by", "a breakdown without a column, or with one twice", TOP["by"].accepted
    yield from _wrong_forms(given)
    yield from _wrong_publishing(given)
    exporters = installed().exporters
    for name in formats if isinstance(formats, list) else []:
        if name not in exporters:
            yield "formats", f"no format named '{name}'", ", ".join(exporters)


def _wrong_publishing(given: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    asked, published = given.get("publish"), given.get("published")
    if isinstance(asked, str) and asked not in {one.id for one in policies()}:
        yield "publish", f"no disclosure policy named '{asked}'", TOP["publish"].accepted
    if isinstance(published, list) and not all(isinstance(one, str) for one in published):
        yield "published", "a path that is no text", TOP["published"].accepted


def _wrong_forms(given: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    schemes, against = given.get("clusters"), given.get("board_against")
    for name in schemes if isinstance(schemes, list) else []:
        if name not in cluster_schemes():
            yield "clusters", f"no cluster scheme named '{name}'", ", ".join(cluster_schemes())
    if isinstance(against, str) and against not in get_args(Comparator):
        yield (
            "board_against",
            f"no comparator of the board named '{against}'",
            TOP["board_against"].accepted,
        )
