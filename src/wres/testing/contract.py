"""The conformance kit as a pytest class."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest
from attrs import evolve
from hypothesis.strategies import SearchStrategy

from wres.hookspecs import Adapter
from wres.records import Record
from wres.testing.kit.checking import checks_of, expected_of, run_check
from wres.testing.kit.report import FINE
from wres.testing.kit.subject import Subject, Tables, subject_of


class AdapterContract:
    """Every test that an adapter must pass: subclass it and name the adapter.

    Attributes
    ----------
    adapter
        The adapter under test.
    good_file
        A file that it reads without problem: bytes, or a path, from the test file's folder. By
        default a specimen of the kit's own records.
    options
        With which the file is read.
    golden
        Table to the records that the good file holds.
    secrets
        Texts of the good file, such as names, that must not come out anywhere.
    drawn
        Hypothesis strategy for tables that the format can hold, in place of the kit's own.
    expected_failures
        Check to the reason why the adapter fails it; a test fails where it passes after all.

    Examples
    --------
    ::

        class TestAcme(AdapterContract):
            adapter = Acme()
            good_file = "acme.csv"
    """

    adapter: ClassVar[Adapter]
    good_file: ClassVar[str | Path | bytes | None] = None
    options: ClassVar[Mapping[str, Any]] = {}
    golden: ClassVar[Mapping[str, Sequence[Record]] | None] = None
    secrets: ClassVar[Sequence[str]] = ()
    drawn: ClassVar[SearchStrategy[Tables] | None] = None
    expected_failures: ClassVar[Mapping[str, str]] = {}

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Make one test of each check that applies to the adapter."""
        if "check" in metafunc.fixturenames:
            expected_of(self.adapter, self.expected_failures)
            metafunc.parametrize("check", list(checks_of(_subject(type(self)))))

    def test_conforms(self, check: str, tmp_path: Path) -> None:
        """Run one check."""
        subject = evolve(_subject(type(self)), folder=tmp_path)
        expected = expected_of(self.adapter, self.expected_failures)

        result = run_check(subject, check, expected)

        if result.outcome not in FINE:
            pytest.fail(f"{result.says}: {result.detail}", pytrace=False)


_SUBJECTS: dict[type, Subject] = {}


def _subject(contract: type[AdapterContract]) -> Subject:
    """Make the subject of a class once, however many tests it has."""
    if contract not in _SUBJECTS:
        _SUBJECTS[contract] = _made(contract)
    return _SUBJECTS[contract]


def _made(contract: type[AdapterContract]) -> Subject:
    return subject_of(
        contract.adapter,
        Path(),  # where a test may write is its own folder
        good_file=_beside(contract, contract.good_file),
        options=contract.options,
        golden=contract.golden,
        secrets=contract.secrets,
        drawn=contract.drawn,
    )


def _beside(contract: type, good_file: str | Path | bytes | None) -> Path | bytes | None:
    if good_file is None or isinstance(good_file, bytes):
        return good_file
    return Path(inspect.getfile(contract)).parent / good_file
