"""The checks by name, and running them with or without pytest."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from attrs import frozen
from hypothesis.strategies import SearchStrategy

from wres.capabilities import capabilities_of
from wres.errors import InputError
from wres.hookspecs import Adapter
from wres.records import Record
from wres.testing.kit import hostile, lazy, order, privacy, shape, specimens
from wres.testing.kit.report import ConformanceReport, Outcome, Result
from wres.testing.kit.subject import CheckError, Subject, Tables, subject_of


NEEDS = {
    "file": "a good file: `good_file`, or a specimen",
    "text": "a good file of lines of text",
    "workbook": "a good file that is a workbook",
    "specimen": "a method `specimen`",
    "header": "columns that are found by header",
    "trailer": "a file that counts its rows",
    "lazy": "a text file that is scanned",
    "golden": "the records of the good file: `golden`",
    "people": "a table about people",
    "ethnicity": "a table with ethnic categories",
}
"""What a check may need, in words."""


@frozen
class Check:
    """One thing that an adapter must do."""

    name: str
    says: str
    needs: frozenset[str]
    run: Callable[[Subject], None]


def _made() -> Iterable[Check]:
    for module in (shape, order, specimens, privacy, lazy):
        for function, needs in module.CHECKS.items():
            says = (function.__doc__ or "").partition("\n")[0].rstrip(".")
            yield Check(function.__name__.replace("_", "-"), says, frozenset(needs), function)
    for name, case in hostile.CASES.items():
        says = f"{case.says} is {'refused' if case.refused else 'refused or accounted for'}"
        yield Check(f"hostile-{name}", says, frozenset(case.needs), case.check)
    yield Check(
        "hostile-mutants",
        "Whatever is changed in a file, it is refused or accounted for",
        frozenset({"file"}),
        hostile.mutants_are_survived,
    )


CHECKS: Mapping[str, Check] = {check.name: check for check in _made()}
"""Every check, in the order in which they run."""


def checks_of(subject: Subject) -> dict[str, Check]:
    """Give the checks that apply to an adapter, by name."""
    return {name: check for name, check in CHECKS.items() if check.needs <= subject.has}


def run_check(subject: Subject, name: str, expected_failures: Mapping[str, str]) -> Result:
    """Run one check; whatever the adapter raises is a failure of the check.

    Parameters
    ----------
    expected_failures
        Check to the reason why it fails; one that passes after all is an unexpected pass.
    """
    check, reason = CHECKS[name], expected_failures.get(name)

    def result(outcome: Outcome, detail: str = "") -> Result:
        return Result(name, check.says, outcome, detail)

    try:
        check.run(subject)
    except CheckError as error:
        detail = "; ".join([str(error), *getattr(error, "__notes__", [])])
    except InputError as error:
        detail = f"InputError: {error.problems[0]}"
    except Exception as error:  # noqa: BLE001  # an adapter may raise anything
        # Not the error's own text: it may quote a row of a real file.
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).parent.name}/{Path(frame.filename).name}"
        told = [f"raised {type(error).__name__} in {where}, line {frame.lineno}"]
        detail = "; ".join([*told, *getattr(error, "__notes__", [])])
    else:
        if reason is None:
            return result("passed")
        return result("unexpected pass", f"passes, though expected to fail: {reason}")
    return result("failed", detail) if reason is None else result("expected failure", reason)


def expected_of(adapter: Adapter, given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Gather expected failures; one of no check, or without a reason, is refused."""
    able = capabilities_of(adapter)
    expected: dict[str, Any] = {**able.expected_failures, **(given or {})}
    for name, reason in expected.items():
        if name not in CHECKS:
            raise ValueError(f"no check named '{name}'; there are: {', '.join(CHECKS)}")
        if not (isinstance(reason, str) and reason.strip()):
            raise ValueError(f"the expected failure of '{name}' needs a reason")
    return expected


def check_adapter(
    adapter: Adapter,
    *,
    good_file: str | Path | bytes | None = None,
    options: Mapping[str, Any] | None = None,
    golden: Mapping[str, Sequence[Record]] | None = None,
    secrets: Sequence[str] = (),
    drawn: SearchStrategy[Tables] | None = None,
    expected_failures: Mapping[str, str] | None = None,
    seconds: float | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> ConformanceReport:
    """Run every check that applies to an adapter.

    Parameters
    ----------
    good_file
        Path or bytes of a file that the adapter reads without problem. By default the example of
        its capabilities, else a specimen of the kit's own records.
    options
        With which the file is read, beside those of the capabilities.
    golden
        Table to the records that the good file holds.
    secrets
        Texts of the good file, such as names, that must not come out anywhere.
    drawn
        Hypothesis strategy for tables that the format can hold, in place of the kit's own.
    expected_failures
        Name of a check to the reason why the adapter fails it, beside those of its capabilities.
        One that passes is reported.
    seconds
        After which no further check is begun; those left are "not run", which is no pass.
    tell
        Told the name of each check before it runs.

    Raises
    ------
    ValueError
        For an expected failure of no check, or without a reason.

    Examples
    --------
    >>> from wres.plugins import installed
    >>> report = check_adapter(installed().adapter("board"), seconds=0)
    >>> report.passed, report.results[0].outcome
    (False, 'not run')
    """
    began, results = monotonic(), []
    expected = expected_of(adapter, expected_failures)
    with tempfile.TemporaryDirectory(prefix="wres-kit-") as folder:
        subject = subject_of(
            adapter,
            Path(folder),
            good_file=good_file,
            options=options,
            golden=golden,
            secrets=secrets,
            drawn=drawn,
        )
        for name, check in checks_of(subject).items():
            if seconds is not None and monotonic() - began >= seconds:
                results.append(Result(name, check.says, "not run", "the time was up"))
                continue
            tell(name)
            results.append(run_check(subject, name, expected))
    return ConformanceReport(adapter.name, tuple(results), tuple(_not_applicable(subject)))


def _not_applicable(subject: Subject) -> Iterable[tuple[str, str]]:
    for name, check in CHECKS.items():
        if lacking := [NEEDS[need] for need in NEEDS if need in check.needs - subject.has]:
            yield name, f"needs {' and '.join(lacking)}"
