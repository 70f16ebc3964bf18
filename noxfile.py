"""What a developer and CI run: `nox` for all of it, `nox -s tests` for one part."""

import re
import shutil
from pathlib import Path

import nox


PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)

# As Hypothesis should be for mutants: few examples, always the same.
MUTATION = {"HYPOTHESIS_PROFILE": "mutation", "POLARS_MAX_THREADS": "1"}

nox.options.default_venv_backend = "venv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "types", "docs", "tests"]


def install(session: nox.Session, *groups: str) -> None:
    """Install the package with every extra, and these dependency groups."""
    session.install("-e.[all]", *nox.project.dependency_groups(PROJECT, *groups))


def run_tests(session: nox.Session) -> None:
    """Run what was asked for, or everything on all cores."""
    session.run("pytest", *(session.posargs or ["--numprocesses=auto"]))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, spelling and layers."""
    install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("codespell")
    session.run("lint-imports", "--no-cache", "--no-logo")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, tests included."""
    install(session, "types")
    session.run("mypy", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error."""
    install(session, "docs")
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-E", "docs", "docs/_build/html")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests on the Python that runs nox."""
    install(session, "test")
    run_tests(session)


@nox.session
def coverage(session: nox.Session) -> None:
    """Run all tests and see which lines none of them ran; takes half as long again."""
    install(session, "test")
    session.run("pytest", "--cov", "--numprocesses=auto")


@nox.session(name="every-python", python=PYTHONS)
def every_python(session: nox.Session) -> None:
    """Run the tests on each supported Python that this machine has."""
    install(session, "test")
    run_tests(session)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests on the oldest Python and dependencies promised."""
    project = PROJECT["project"]
    promised = [
        *project["dependencies"],
        *(line for name in project["optional-dependencies"] for line in _extra(name)),
    ]
    pins = Path(session.create_tmp(), "lowest.txt")
    pins.write_text("\n".join(re.sub(">=", "==", line) for line in promised))
    groups = nox.project.dependency_groups(PROJECT, "test")
    session.install("-e.[all]", *groups, "--constraint", str(pins))
    session.run("pytest", *session.posargs)


def _extra(name: str) -> list[str]:
    lines: list[str] = PROJECT["project"]["optional-dependencies"][name]
    return [line for line in lines if not line.startswith("wres[")]


@nox.session
def demo(session: nox.Session) -> None:
    """Run the main job on a synthetic trust; results in demo/ unless told."""
    install(session)
    session.run("wres", "demo", "--out", *(session.posargs or ["demo"]))


@nox.session
def pictures(session: nox.Session) -> None:
    """Draw docs/pictures/ anew; needs Debian's chromium, fonts-liberation, libreoffice, poppler-utils."""
    install(session, "pictures")
    session.run("python", "tools/pictures_page.py")
    session.run("python", "tools/pictures_word.py", "docs/pictures")
    session.run("python", "tools/pictures_workbook.py", "docs/pictures")
    session.run("python", "tools/pictures_plan.py", "docs/pictures")
    session.run("python", "tools/pictures_comparison.py", "docs/pictures")


@nox.session
def bench(session: nox.Session) -> None:
    """Run the benchmarks; they inform, they do not decide."""
    install(session, "bench")
    scripts = session.posargs or sorted(map(str, Path("bench").glob("bench_*.py")))
    if not scripts:
        session.error("no bench/bench_*.py")
    for script in scripts:
        session.run("python", script)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Read 10,000 changed files with each adapter; `nox -s fuzz -- --files 200 board` for a few."""
    install(session, "test")
    session.run("python", "tools/fuzz.py", *session.posargs)


@nox.session
def mutation(session: nox.Session) -> None:
    """Change the counting and the maths, mutant by mutant, and see that a test notices."""
    install(session, "mutation")
    shutil.rmtree("mutants", ignore_errors=True)
    session.run("mutmut", "run", *session.posargs, env=MUTATION)
    session.run("python", "tools/mutation.py")
