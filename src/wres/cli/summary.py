"""What is printed after a report: the nine indicators in words, where rows went, what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from wres.cli.ledger import WORDS, proof
from wres.cli.output import WIDTH, heading, one_line, padded, wrapped
from wres.dates import day
from wres.disclosure import Publishable
from wres.job import Outcome
from wres.ledger import Ledger, State
from wres.metrics import Breakdown, NoData, metric
from wres.profiles import profile
from wres.report import Report
from wres.returns.dcf import WrittenForm
from wres.rounding import display
from wres.wording import figures_of, words_of


if TYPE_CHECKING:
    from wres.disclosure.protect import Plan

FIGURE = 9
TITLE = WIDTH - 2 * FIGURE
COLUMNS = (10, 10, 14, 9, 10)


def summary(outcome: Outcome, folder: Path, names: Iterable[str]) -> str:
    """Tell a report on a page, within 80 columns."""
    report = outcome.report
    warnings = [*report.data_quality.warnings, *outcome.warnings]
    parts = [
        _title(report),
        list(_nine(report)),
        list(_rows(outcome.filed.evidence.ledger)),
        list(_breakdowns(report, outcome.published)),
        list(_warnings(warnings)),
        list(_form(outcome.form)),
        list(_published(outcome.published)),
        list(_written(folder, names)),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _title(report: Report) -> list[str]:
    whose = report.organisation
    name = f"{whose.name} ({whose.code})" if whose.name else whose.code
    about = (
        f"Workforce Race Equality Standard {report.year}, staff in post on {day(report.snapshot)}"
    )
    return [heading(line) for line in wrapped(name)] + wrapped(about)


def _nine(report: Report) -> Iterator[str]:
    rules = profile(report.year)
    labels = (rules["label_white"], rules["label_bme"])
    yield heading(_row("Indicator", labels))
    for result in report:
        start = f"{result.number}  "
        title, *more = wrapped(
            metric(result.number).title, first=start, rest=" " * len(start), width=TITLE - 1
        )
        yield _row(title, figures_of(result))
        yield from more
        yield from wrapped(words_of(result, rules), first="   ", rest="   ")


def _row(title: str, figures: Sequence[str]) -> str:
    return padded(title, TITLE) + "".join(padded(one, FIGURE, right=True) for one in figures)


def _rows(ledger: Ledger) -> Iterator[str]:
    if not ledger.read:
        return
    first = WIDTH - sum(COLUMNS)
    heads = ["read", *WORDS.values()]
    yield heading(_columns("Rows", heads, first))
    for file in dict.fromkeys(item.file for item in ledger.read):
        own = Ledger(
            tuple(entry for entry in ledger.entries if entry.file == file),
            tuple(item for item in ledger.read if item.file == file),
        )
        yield _columns(file or "input", _numbers(own), first)
    yield _columns("all", _numbers(ledger), first)
    yield proof(ledger)


def _numbers(ledger: Ledger) -> list[str]:
    numbers = [ledger.rows_read, *(ledger.totals()[state] for state in State)]
    return [f"{number:,}" for number in numbers]


def _columns(name: str, values: Iterable[str], first: int) -> str:
    cells = zip(values, COLUMNS, strict=True)
    return padded(name, first) + "".join(padded(text, width, right=True) for text, width in cells)


def _breakdowns(report: Report, safe: Publishable | None) -> Iterator[str]:
    """Say how many parts there are, and whether they are for publication."""
    if report.breakdowns:
        yield heading("Breakdowns of indicators 1 to 4")
    for one in report.breakdowns:
        number = len(one.parts)
        parts = "1 part" if number == 1 else f"{number:,} parts"
        yield from wrapped(f"{' / '.join(one.by)}: {parts}", first="  ", rest="    ")
        for reason in _lacking(report, one):
            yield from wrapped(reason, first="    ", rest="    ")
    if report.breakdowns and safe is None:
        yield from wrapped(
            "A breakdown has small counts, by which people can be recognised. It is not for "
            "publication as it stands."
        )
    elif safe and report.breakdowns and not (safe.report.breakdowns or safe.left_out):
        yield from wrapped("Not published; --publish-breakdowns hides their small counts too.")


def _lacking(report: Report, one: Breakdown) -> Iterator[str]:
    """Say which indicators a breakdown has no part of, though the report has them."""
    for results in zip(*one, strict=True):
        reasons = {result.reason for result in results if isinstance(result, NoData)}
        everywhere = all(isinstance(result, NoData) for result in results)
        number = results[0].number
        if everywhere and not isinstance(report[number], NoData):
            yield f"indicator {number}, no data: {'; '.join(sorted(reasons))}"


def _warnings(warnings: Sequence[str]) -> Iterator[str]:
    if warnings:
        yield heading("Warnings")
    for warning in warnings:
        yield from wrapped(warning, first="- ", rest="  ")


def _published(safe: Publishable | None) -> Iterator[str]:
    """Say what is hidden, and how near that is to the least."""
    if safe is None or safe.report.publication is None:
        return
    plan, told = safe.plan, safe.report.publication
    small, further = len(plan.small), len(plan.further)
    yield heading(f"Safe to publish by policy {told.policy}")
    chosen = (
        f"{small:,} small {'count is' if small == 1 else 'counts are'} hidden, and {further:,} "
        "more that would give them back. These numbers are for you, not for publication: where "
        "all hidden counts are small, they would say so."
    )
    for text in filter(None, (told.sentence, chosen, _nearness(plan), *safe.left_out)):
        yield from wrapped(text, first="  ", rest="  ")


def _nearness(plan: Plan) -> str:
    if not plan.further:
        return ""
    if plan.loss <= plan.bound * (1 + 1e-9):
        return "No safe choice hides less."
    if not plan.bound:
        return "How much less a safe choice could hide is not known under rounding."
    least = display(Fraction(plan.bound / plan.loss), 0, percent=True)
    return f"No safe choice of further counts loses less than {least} of what this one does."


def _form(form: WrittenForm | None) -> Iterator[str]:
    if form is None:
        return
    yield heading(f"Filled in {one_line(form.name)}")
    cells = [*form.cells]
    told = [f"{len(cells)} cells of sheet '{form.sheet}' written"]
    told[0] += f", {cells[0]} to {cells[-1]}" if cells else ""
    if form.left:
        told.append(f"not supplied, left as they were: items {_ranges(form.left)}")
    if form.unchecked:
        told.append(f"rules for typing not checked: cells {', '.join(form.unchecked)}")
    for text in told:
        yield from wrapped(text, first="  ", rest="  ")


def _ranges(numbers: Sequence[int]) -> str:
    """Put numbers that follow one another together: 1 to 33, 46."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _written(folder: Path, names: Iterable[str]) -> Iterator[str]:
    yield heading(f"Written to {one_line(str(folder))}")
    yield from wrapped(", ".join(sorted(names)), first="  ", rest="  ")
