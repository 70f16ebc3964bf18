import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres.vocabulary import (
    EthnicCategory,
    EthnicGroup,
    ethnic_category,
    ethnic_spellings,
    fold,
    read_table,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("A", "A", id="code"),
        pytest.param(" z ", "Z", id="code in lower case with blanks"),
        pytest.param("A White - British", "A", id="code and label of ESR"),
        pytest.param("A - White British", "A", id="code, dash and label"),
        pytest.param("CA White English", "C", id="sub-code and label"),
        pytest.param("99 - Not Known", "99", id="not known with its code"),
        pytest.param("S Something local", "S", id="code and unknown label"),
        pytest.param("White - British", "A", id="label alone"),
        pytest.param("Asian/Asian British: Chinese", "R", id="Chinese of the 2011 census"),
        pytest.param("English, Welsh, Scottish, Northern Irish or British", "A", id="2021 census"),
        pytest.param("Roma", "C", id="Roma"),
        pytest.param("Gypsy or Irish Traveller", "C", id="Gypsy or Irish Traveller"),
        pytest.param("Arab", "S", id="Arab"),
        pytest.param("White", "C", id="bare white"),
        pytest.param("Black", "P", id="bare black"),
        pytest.param("Asian", "L", id="bare Asian"),
        pytest.param("Mixed", "G", id="bare mixed"),
        pytest.param("0", "C", id="white before 2001"),
        pytest.param("9", "99", id="not given before 2001"),
        pytest.param("99", "99", id="not known"),
        pytest.param("", "99", id="blank"),
        pytest.param("X", "99", id="X of HES"),
        pytest.param("NULL", "99", id="null"),
        pytest.param("N/A", "99", id="not available, not the letter N before a label"),
        pytest.param("I do not wish to disclose my ethnic origin", "Z", id="declined"),
        pytest.param("Prefer not to say", "Z", id="prefers not to say"),
    ],
)
def test_a_text_with_one_meaning_gives_its_category(text: str, code: str) -> None:
    assert ethnic_category(text) == code
    assert ethnic_category(text, nhs_codes=True) == code


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("T", id="Traveller or Arab"),
        pytest.param("I", id="letter not in use"),
        pytest.param("90", id="pre-2001 nine and a local digit"),
        pytest.param("B Caribbean", id="code of one group, label of another"),
        pytest.param("A Not Stated", id="code with a label that says nothing"),
        pytest.param("W1", id="police code outside the NHS letters"),
        pytest.param("WBRI", id="school code"),
        pytest.param("CLX", id="three characters"),
        pytest.param("purple", id="free text"),
    ],
)
@pytest.mark.parametrize("nhs_codes", [False, True])
def test_a_text_without_a_certain_meaning_gives_none(text: str, *, nhs_codes: bool) -> None:
    assert ethnic_category(text, nhs_codes=nhs_codes) is None


def test_a_local_second_character_counts_only_where_the_source_holds_nhs_codes() -> None:
    assert ethnic_category("B1") is None
    assert ethnic_category("B1", nhs_codes=True) is EthnicCategory.WHITE_IRISH


def test_no_code_of_another_scheme_is_a_spelling() -> None:
    police = {f"{letter}{digit}" for letter in "wmabo" for digit in "1239"} | {"ns"}
    schools = {
        "wbri",
        "wirt",
        "mwbc",
        "aind",
        "bcrb",
        "bafr",
        "chne",
        "ooth",
        "refu",
        "nobt",
    }

    assert not ethnic_spellings().keys() & ({"t"} | police | schools)


def test_white_is_a_b_c_and_bme_the_other_letters() -> None:
    groups = {
        group: {str(code) for code in EthnicCategory if code.group is group}
        for group in EthnicGroup
    }

    assert groups == {
        "white": set("ABC"),
        "bme": set("DEFGHJKLMNPRS"),
        "unknown": {"Z", "99"},
    }


def test_a_sub_code_means_its_first_letter() -> None:
    assert all(
        code == spelling[0].upper() for spelling, code in ethnic_spellings("sub_code").items()
    )


def test_the_schemes_together_are_all_spellings() -> None:
    schemes = {row["scheme"] for row in read_table("ethnic_spellings")}

    assert schemes == {"national", "sub_code", "pre_2001", "label", "missing"}
    assert sum(len(ethnic_spellings(scheme)) for scheme in schemes) == len(ethnic_spellings())


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^scheme must be nhs or a scheme of .*; got 'police'$"):
        ethnic_spellings("police")


def test_every_category_name_is_a_spelling_of_it() -> None:
    assert all(ethnic_category(category.label) is category for category in EthnicCategory)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(text=st.text(), nhs_codes=st.booleans())
def test_case_and_outer_separators_never_change_the_category(text: str, *, nhs_codes: bool) -> None:
    assert ethnic_category(f" -{text}. ", nhs_codes=nhs_codes) == ethnic_category(
        text, nhs_codes=nhs_codes
    )
