"""What holds for every test: Hypothesis' profiles, and nothing skipped in CI."""

import os

import pytest
from hypothesis import HealthCheck, settings


# No deadline: the first query on a machine also starts polars' threads.
settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))

NOT_RUN = ("skipped", "xfailed", "xpassed", "deselected")


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
