"""The pages docs/reference/adapters/presets/, written from the presets.

To write them again, in the project's folder:

    python -c "from tests.mappings.preset_pages import write; write()"
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.mappings.presets import CASES
from tests.metrics.metric_pages import table
from wres.mappings import ColumnRule, OutOfScope, SourceMapping
from wres.plugins import installed


FOLDER = Path(__file__).parents[2] / "docs" / "reference" / "adapters" / "presets"


def pages() -> dict[Path, str]:
    return {
        FOLDER / f"{name}.md": "\n".join(_page(one.mapping)) + "\n"
        for name, one in installed().presets.items()
    }


def write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


def _page(mapping: SourceMapping) -> Iterator[str]:
    yield f"# {mapping.name}"
    yield ""
    yield f"{mapping.title}, into table `{mapping.table}`. A [mapping](../../mappings.md) that can be used as it is, or extended."
    if mapping.notes:
        yield ""
        yield from (f"* {note}" for note in mapping.notes)
    yield ""
    yield "## Columns"
    yield ""
    yield from table(
        ("field", "header", "means", "standing"), map(_column, mapping.columns.items())
    )
    if mapping.out_of_scope:
        yield ""
        yield "## Rows out of scope"
        yield ""
        yield from table(
            ("header", "left out", "reason", "standing"), map(_scope, mapping.out_of_scope)
        )
    yield from _example(mapping)


def _column(item: tuple[str, ColumnRule]) -> tuple[str, ...]:
    name, rule = item
    if rule.constant is not None:
        return (f"`{name}`", "none", f"always `{rule.constant}`", "assumed")
    headers = ", ".join(f"`{header}`" for header in rule.headers) or "yours: name it"
    optional = "" if rule.required else " (may be missing)"
    return (f"`{name}`", headers + optional, _means(rule), _standing(rule))


def _means(rule: ColumnRule) -> str:
    said = [f"`{value}`: {label}" for value, label in rule.values.items()]
    words = ["the lists of NHS words"] if rule.words else []
    return "; ".join([*said, *words]) or "as it is"


def _scope(rule: OutOfScope) -> tuple[str, ...]:
    parts = [", ".join(f"`{value}`" for value in rule.values)] if rule.values else []
    parts += ["all but " + ", ".join(f"`{v}`" for v in rule.unless)] if rule.unless else []
    parts += ["blank"] if rule.blank else []
    headers = ", ".join(f"`{header}`" for header in rule.headers)
    return (headers, "; ".join(parts), rule.reason, _standing(rule))


def _standing(rule: ColumnRule | OutOfScope) -> str:
    return f"sourced: {rule.source}" if rule.source else "assumed"


def _example(mapping: SourceMapping) -> Iterator[str]:
    case = next(case for case in CASES if case.preset == mapping.name)
    utf16 = case.content.startswith(b"\xff\xfe")
    text = case.content.decode("utf-16" if utf16 else "utf-8")
    yield ""
    yield "## A file that it reads"
    yield ""
    yield f"```{'json' if case.file.endswith('json') else 'text'}"
    yield text.strip()
    yield "```"
    if case.own:
        yield ""
        yield "with a mapping that says what no preset can know:"
        yield ""
        yield "```toml"
        yield f'extends = "{mapping.name}"\n{case.own.strip()}'
        yield "```"
    yield ""
    yield "Read for 2025, its rows go these ways:"
    yield ""
    yield from table(("rows", "fate"), ((str(rows), rule) for rule, rows in case.fates.items()))
