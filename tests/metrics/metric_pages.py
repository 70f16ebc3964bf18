"""The parts of docs/reference/metrics/ that are written from the data.

A page is written by hand but for what stands between ``% from the data: NAME`` and ``% end``.
To write these parts again, in the project's folder:

    python -c "from tests.metrics.metric_pages import write; write()"
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from wres.cli.explained import direction, inputs, span
from wres.metrics import CHANGES, LAWS_OF, METRICS, Change, Metric, editions
from wres.profiles import Rule, profile, years
from wres.wording import STANDING


FOLDER = Path(__file__).parents[2] / "docs" / "reference" / "metrics"
INDEX = FOLDER / "index.md"
NEWEST = profile(years()[-1])
VALUE = re.compile(r"^(\w+ = [^:]+)")
PART = re.compile(r"(?<=^% from the data: )(\w+)\n.*?(?=^% end$)", re.DOTALL | re.MULTILINE)


def page_of(one: Metric) -> Path:
    return FOLDER / f"{one.number}-{one.name.replace('_', '-')}.md"


PAGES = {page_of(one): one for one in METRICS}


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    first, *rest = [[text.replace("|", "&#124;") for text in row] for row in (header, *rows)]
    yield f"| {' | '.join(first)} |"
    yield f"|{'---|' * len(first)}"
    yield from (f"| {' | '.join(row)} |" for row in rest)


def sourced(of: Rule | Change) -> tuple[str, str]:
    """Give standing and source, unless the first has said it all."""
    return STANDING[of.verified], "" if of.source in {"our choice", "unverified"} else of.source


def facts(one: Metric) -> Iterator[str]:
    yield from (one.definition, "")
    named = [f"`{name}`: {name.label} (table `{name.table}`)" for name in inputs(one)]
    yield from table(
        (f"Indicator {one.number}", f"`{one.name}`"),
        [
            ("formula", one.formula),
            ("numerator", one.numerator),
            ("denominator", one.denominator),
            ("inputs", "; ".join(named)),
            ("direction", direction(one, NEWEST)),
            ("adverse if", one.adverse),
            ("source", one.source),
            ("standing", STANDING[one.verified]),
        ],
    )


def rules(one: Metric) -> Iterator[str]:
    named = [NEWEST.rules[name] for name in one.rules]
    yield from table(
        ("rule", f"in {NEWEST.year}", "standing", "source", "note"),
        [(f"`{rule.name}`", f"`{rule.value}`", *sourced(rule), rule.note) for rule in named],
    )


def changed(changes: Iterable[Change]) -> Iterator[str]:
    yield from table(
        ("WRES years", "what", "standing", "source"),
        [(span(one), VALUE.sub(r"`\1`", one.change), *sourced(one)) for one in changes],
    )


def history(one: Metric) -> Iterator[str]:
    yield from changed(editions(one))
    yield from ("", f"The other rules have been the same since {years()[0]}.")


def laws(one: Metric) -> Iterator[str]:
    for family in one.laws:
        named = ", ".join(f"[{name}](../laws.md#{name})" for name in LAWS_OF[family])
        yield f"- [`{family}`](../laws.md#by-family): {named}"


def the_nine() -> Iterator[str]:
    yield from table(
        ("", "metric", "name in reports", "adverse if"),
        [
            (
                str(one.number),
                f"[{one.title}]({page.name})",
                f"`{one.name}`",
                one.adverse,
            )
            for page, one in PAGES.items()
        ],
    )


OF_A_METRIC: dict[str, Callable[[Metric], Iterator[str]]] = {
    "facts": facts,
    "rules": rules,
    "history": history,
    "laws": laws,
}
OF_THE_INDEX: dict[str, Callable[[], Iterator[str]]] = {
    "nine": the_nine,
    "history": lambda: changed(CHANGES),
}


def parts(path: Path) -> dict[str, str]:
    """Write what a page takes from the data, part by part."""
    if path == INDEX:
        lines = {name: [*part()] for name, part in OF_THE_INDEX.items()}
    else:
        lines = {name: [*part(PAGES[path])] for name, part in OF_A_METRIC.items()}
    return {name: "\n".join(["", *part, "", ""]) for name, part in lines.items()}


def current(path: Path) -> str:
    """Give a page as it should be: its own words, and the parts from the data."""
    told = parts(path)
    return PART.sub(lambda match: f"{match[1]}\n{told[match[1]]}", path.read_text(encoding="utf-8"))


def write() -> None:
    for path in (INDEX, *PAGES):
        path.write_text(current(path), encoding="utf-8")
