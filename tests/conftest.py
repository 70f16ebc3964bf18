"""What holds for every test: Hypothesis' profiles, and nothing skipped in CI."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings


if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No deadline: the first query on a machine also starts polars' threads.
settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    max_examples=30,
    phases=[Phase.explicit, Phase.generate],  # a killed mutant needs no smallest example
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))

NOT_RUN = ("skipped", "xfailed", "xpassed", "deselected")

MEASURED = Path("mutmut-stats.json")  # how long each test takes, where mutmut runs them


def _seconds() -> dict[str, float] | None:
    """Give what each test took without a mutant; ``None`` where none is under test."""
    # A mutant has a module's name; mutmut's own phases, such as "stats", have plain words.
    if "." not in os.environ.get("MUTANT_UNDER_TEST", "") or not MEASURED.exists():
        return None
    measured: dict[str, float] = json.loads(MEASURED.read_text())["duration_by_test"]
    return measured


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the fastest tests first on a mutant: one that fails is enough."""
    seconds = _seconds()
    if seconds is not None:
        items.sort(key=lambda item: seconds.get(item.nodeid, 0))


def _too_long(_: int, __: FrameType | None) -> None:
    raise TimeoutError("the mutant takes too long")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Stop a mutant that loops: in processor time, which a busy machine does not stretch."""
    seconds = _seconds()
    if seconds is None:
        return (yield)
    signal.signal(signal.SIGVTALRM, _too_long)
    # Again and again, since Hypothesis tries a failure again.
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 + 4 * seconds.get(item.nodeid, 0), 0.5)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _not_run(config: pytest.Config) -> list[str]:
    """Count, by outcome, what did not simply run; empty unless WRES_NO_SKIPS is 1."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("WRES_NO_SKIPS") != "1" or reporter is None:
        return []
    counts = ((len(reporter.stats.get(outcome, ())), outcome) for outcome in NOT_RUN)
    return [f"{count} {outcome}" for count, outcome in counts if count]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _not_run(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if outcomes := _not_run(config):
        message = f"WRES_NO_SKIPS: {', '.join(outcomes)}; every test must run"
        terminalreporter.write_line(message, red=True)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium, for the pages that we write."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # few tests need it

    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is needed: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program)
        yield running
        running.close()
