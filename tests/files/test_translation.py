import sys
import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.files import by_distinct, ethnic_category, folded, translate, where_rare
from wres.vocabulary import EthnicCategory, ethnic_spellings, fold
from wres.vocabulary import ethnic_category as category_of


# Letters newer than this Python's Unicode are letters for polars alone.
CHARACTERS = st.characters(exclude_categories=["Cs", "Cn"])
TEXTS = st.text(CHARACTERS, max_size=12)

PIECES = st.sampled_from([*ethnic_spellings(), "A", "CA", "T", "9", "White", "British", "B1", "Q"])
ETHNIC_TEXTS = TEXTS | st.lists(PIECES, min_size=1, max_size=3).flatmap(
    lambda pieces: st.sampled_from([" ", " - ", "/", "", "  "]).map(lambda mark: mark.join(pieces))
)


def made(expr: pl.Expr, values: list[str | None]) -> list[object]:
    frame = pl.LazyFrame({"value": values}, schema={"value": pl.String})
    return frame.select(expr).collect(engine="streaming").to_series().to_list()


@given(st.lists(TEXTS, max_size=20))
def test_a_column_folds_as_each_text_does(texts: list[str]) -> None:
    assert made(folded(pl.col("value")), list(texts)) == [fold(text) for text in texts]


def test_every_single_character_folds_alike() -> None:
    chars = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in {"Cs", "Cn"}
    ]

    assert made(folded(pl.col("value")), list(chars)) == [fold(char) for char in chars]


@pytest.mark.parametrize("nhs_codes", [False, True])
@given(texts=st.lists(ETHNIC_TEXTS, max_size=20))
def test_a_column_has_the_ethnic_categories_of_its_texts(
    nhs_codes: bool,  # noqa: FBT001
    texts: list[str],
) -> None:
    found = made(ethnic_category(pl.col("value"), nhs_codes=nhs_codes), list(texts))

    assert found == [
        str(category_of(text, nhs_codes=nhs_codes) or text) if text.strip() else "99"
        for text in texts
    ]


def test_every_known_spelling_is_translated() -> None:
    spellings = dict(ethnic_spellings())

    assert made(ethnic_category(pl.col("value")), list(spellings)) == list(spellings.values())


def test_codes_with_a_local_second_character_count_only_where_codes_are_known_to_be_nhs() -> None:
    values: list[str | None] = ["B1", "H9", "Q1", "T", None, "  "]

    assert made(ethnic_category(pl.col("value")), values) == ["B1", "H9", "Q1", "T", "99", "99"]
    assert made(ethnic_category(pl.col("value"), nhs_codes=True), values) == [
        *("B", "H", "Q1", "T", "99", "99")
    ]


def test_a_label_of_another_group_than_the_code_is_not_believed() -> None:
    values: list[str | None] = ["A Indian", "A White - British", "Z - Not Stated"]

    assert made(ethnic_category(pl.col("value")), values) == ["A Indian", "A", "Z"]


def test_a_value_without_a_translation_stays_as_it_is() -> None:
    mapping = {"fixed term": "fixed_term"}

    assert made(translate(pl.col("value"), mapping), ["Fixed-Term", " Gig ", None]) == [
        *("fixed_term", " Gig ", None)
    ]
    assert made(translate(pl.col("value"), mapping, default=pl.lit("other")), ["Gig"]) == ["other"]


@given(st.lists(st.lists(st.none() | TEXTS, max_size=9), max_size=5))
def test_values_remembered_from_other_batches_change_nothing(
    batches: list[list[str | None]],
) -> None:
    expr = by_distinct(pl.col("value"), lambda value: value.fill_null("-").str.to_uppercase())

    for batch in batches:
        assert made(expr, batch) == made(pl.col("value").fill_null("-").str.to_uppercase(), batch)


def test_values_are_not_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wres.files.translation._Made.REMEMBERED", 1)
    expr = by_distinct(pl.col("value"), lambda value: value.str.to_uppercase())

    assert made(expr, ["a", "b", "a"]) == ["A", "B", "A"]
    assert made(expr, ["c", None]) == ["C", None]


def test_nothing_is_evaluated_where_no_row_needs_it() -> None:
    rare = pl.col("value") == "total"
    expr = where_rare(rare, pl.col("value").cast(pl.Int64).cast(pl.String), ["value", "value2"])
    frame = pl.LazyFrame({"value": ["x", "y"], "value2": ["x", "y"]})

    # Casting would raise.
    assert frame.select(expr).collect().to_series().to_list() == [None, None]


def test_every_category_has_its_code() -> None:
    assert made(ethnic_category(pl.col("value")), [str(item) for item in EthnicCategory]) == [
        str(item) for item in EthnicCategory
    ]
