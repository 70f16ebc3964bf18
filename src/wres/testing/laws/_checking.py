"""Holding an implementation to all its laws: a plain function, and tests for pytest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Flaky
from hypothesis.strategies import SearchStrategy

from wres.errors import MissingExtraError, UnknownNameError
from wres.testing.laws._answers import Answer, Fault, read
from wres.testing.laws._catalogue import law as law_named
from wres.testing.laws._catalogue import laws_of
from wres.testing.laws._families import Scope
from wres.testing.laws._law import TOLERANCE, Batch, Case, Implementation, Law, LawBroken, Verdict
from wres.testing.laws._typical import typical


EXAMPLES = 200
Test = TypeVar("Test", bound=Callable[..., None])


@frozen
class _Trial:
    """How much to try, and from where to start."""

    scope: Scope
    tolerance: float
    examples: int
    seed: int

    def over(self, law: Law, test: Callable[[Case], None], *phases: Phase) -> None:
        """Run a test on drawn cases, without a trace of it on disk or screen."""
        cases: SearchStrategy[Case] = law.cases(self.scope)
        quiet = settings(
            database=None,
            deadline=None,
            derandomize=False,
            max_examples=self.examples,
            phases=phases,
            print_blob=False,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        )
        seed(self.seed)(quiet(given(cases)(test)))()


def check_all(
    implementation: Implementation,
    *,
    family: str,
    metric: int | None = None,
    year: int | None = None,
    tolerance: float = TOLERANCE,
    examples: int = EXAMPLES,
    seed: int = 0,
    only: Iterable[str] | None = None,
) -> tuple[Verdict, ...]:
    """Hold an implementation to every law of a family.

    Parameters
    ----------
    implementation
        Takes a `Question` (a `Chance` for intervals) and gives a mapping: figures by the names
        of the family, as numbers of any kind or ``None``, and ``reason``. It may leave figures
        out. Of disclosure control it gives lines, a tidy frame or a return. A `Batch` answers
        many questions at once.
    family
        A key of `FAMILIES`.
    metric
        To ask about one metric of the family only.
    year
        WRES year to ask about; the newest where left out.
    tolerance
        How far a figure may be off, relative to it or to 1, whichever is larger. 0 is exact.
    examples
        Cases to try, each law.
    seed
        The same seed tries the same cases.
    only
        Names of the laws to try, instead of all of the family.

    Returns
    -------
    tuple of Verdict
        One a law. A broken one has the smallest counterexample that was found; that of a
        `Batch` is the smallest of those tried.

    Examples
    --------
    >>> def mine(question):
    ...     population, events = question.counts("shortlisted"), question.counts("appointed")
    ...     white, bme = (round(events[g] / population[g], 2) for g in ("white", "bme"))
    ...     return {"ratio": white / bme if bme else None}
    >>> names = ["scaling", "ratio-from-counts", "direction"]
    >>> for verdict in check_all(mine, family="likelihood", metric=2, only=names):
    ...     print(verdict.name, verdict.status)
    scaling holds
    ratio-from-counts broken
    direction holds
    """
    trial = _Trial(Scope.of(family, metric, year), tolerance, examples, seed)
    first = _first_answer(implementation, trial)
    return tuple(_verdict(law, implementation, first, trial) for law in _chosen(family, only))


def _chosen(family: str, only: Iterable[str] | None) -> tuple[Law, ...]:
    if only is None:
        return laws_of(family)
    laws = tuple(law_named(name) for name in only)
    for law in laws:
        if law not in laws_of(family):
            raise UnknownNameError.of(
                f"law of family {family}", law.name, [one.name for one in laws_of(family)]
            )
    return laws


def _first_answer(implementation: Implementation, trial: _Trial) -> Answer:
    """Ask once, to see which figures there are."""
    scope = trial.scope
    return read(scope.family, implementation(typical(scope)), Fraction(trial.tolerance))


def _verdict(law: Law, implementation: Implementation, first: Answer, trial: _Trial) -> Verdict:
    lacking = law.lacks(trial.scope.family, first)
    if lacking:
        return Verdict.not_checked(law, lacking)
    if isinstance(implementation, Batch):
        return _in_one_go(law, implementation, trial)
    return _one_by_one(law, implementation, trial)


def _one_by_one(law: Law, implementation: Implementation, trial: _Trial) -> Verdict:
    tried = []

    def obeys(case: Case) -> None:
        tried.append(case)
        law.check(implementation, *case, tolerance=trial.tolerance)

    try:
        trial.over(law, obeys, Phase.generate, Phase.shrink)
    except LawBroken as broken:
        return Verdict(law, "broken", len(tried), broken)
    except Flaky as flaky:
        fault = Fault("answer", "the same to the same question", flaky)
        return Verdict(law, "broken", len(tried), LawBroken(law, law.ask(*tried[-1]), fault))
    return Verdict(law, "holds", len(tried))


def _in_one_go(law: Law, batch: Batch, trial: _Trial) -> Verdict:
    """Draw all cases first, so that the implementation starts once a law."""
    cases: list[Case] = []

    def keep(case: Case) -> None:
        cases.append(case)

    trial.over(law, keep, Phase.generate)
    asked = [law.ask(*case) for case in cases]
    given = iter(batch.answer_all([question for questions in asked for question in questions]))
    exact = Fraction(trial.tolerance)
    found = []
    for questions, case in zip(asked, cases, strict=True):
        answers = [read(trial.scope.family, next(given), exact) for _ in questions]
        try:
            law.check_answers(answers, questions, case)
        except LawBroken as broken:
            found.append(broken)
    if not found:
        return Verdict(law, "holds", len(cases))
    smallest = min(found, key=lambda broken: len(str(broken)))
    return Verdict(law, "broken", len(cases), smallest)


def parametrized(
    implementation: Implementation,
    *,
    family: str,
    expected_failures: Mapping[str, str] | None = None,
    only: Iterable[str] | None = None,
    **options: Any,  # noqa: ANN401  # as `check_all` has them
) -> Callable[[Test], Test]:
    """Make one test a law, for pytest; the test's only argument is called ``obeys``.

    Parameters
    ----------
    expected_failures
        Law to the reason why it is broken for now, in words; once it holds, that is a failure.
    only
        Names of the laws to test, instead of all.
    options
        ``metric``, ``year``, ``tolerance``, ``examples``, ``seed``: as for `check_all`.

    Raises
    ------
    MissingExtraError
        pytest is not installed.

    Examples
    --------
    >>> from wres.testing.laws import OWN
    >>> @parametrized(OWN["survey"], family="survey", metric=7, examples=20)
    ... def test_it_obeys(obeys):
    ...     obeys()
    """
    try:
        import pytest  # noqa: PLC0415  # needed here only
    except ImportError as error:
        raise MissingExtraError(
            "wres.testing.laws.parametrized needs the package pytest; "
            "install it with: pip install 'wres[testing]'"
        ) from error
    expected = dict(expected_failures or {})
    _chosen(family, expected)
    params = []
    for law in _chosen(family, only):
        test = partial(_obeys, law, implementation, family, options, pytest.skip)
        reason = expected.get(law.name)
        known = pytest.mark.xfail(reason=str(reason), raises=LawBroken, strict=True)
        params.append(pytest.param(test, id=law.name, marks=known if reason else ()))
    return pytest.mark.parametrize("obeys", params)


def _obeys(
    law: Law,
    implementation: Implementation,
    family: str,
    options: Mapping[str, Any],
    skip: Callable[[str], object],
) -> None:
    """Raise where a law is broken; skip one that has no figures to judge."""
    asked = dict(options)
    scope = Scope.of(family, asked.pop("metric", None), asked.pop("year", None))
    trial = _Trial(scope, **{"tolerance": TOLERANCE, "examples": EXAMPLES, "seed": 0} | asked)
    verdict = _verdict(law, implementation, _first_answer(implementation, trial), trial)
    if verdict.broken is not None:
        raise verdict.broken
    if verdict.reason is not None:
        skip(verdict.reason)
