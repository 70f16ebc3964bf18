"""The reference page lists the laws of the catalogue, no more and no less."""

from pathlib import Path

import pytest

from wres.errors import UnknownNameError
from wres.testing import laws


PAGE = Path(__file__).parents[2] / "docs" / "reference" / "laws.md"


def test_the_page_is_the_catalogues() -> None:
    # To write it again: PAGE.write_text(laws.reference(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == laws.reference()


def test_every_law_is_one_sentence_with_a_name_of_its_own() -> None:
    names = [law.name for law in laws.LAWS]

    assert len(names) == len(set(names))
    for law in laws.LAWS:
        assert law.statement[0].isupper()
        assert law.statement.count(". ") == 0
        assert law.statement.endswith(".")
        assert law.applies_to


@pytest.mark.parametrize("family", laws.FAMILIES)
def test_every_family_has_laws(family: str) -> None:
    assert laws.laws_of(family) != ()


def test_a_law_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownNameError, match="no law named 'fairness'; there are: order-of-rows"):
        laws.law("fairness")
