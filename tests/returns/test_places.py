"""Where things stand on a form, from a grid of texts alone."""

from collections.abc import Mapping

import pytest

from tests.returns.bare_forms import FIRST, LABELS, MEASURES, form_texts
from wres.profiles import profile
from wres.returns.dcf import ITEMS, places
from wres.returns.dcf.places import Column, Grid, Places, find, instead_of, words, wrong_block


RULES = profile(2025)
GRID = Grid({2: {1: " one ", 3: "three"}, 3: {2: "within"}}, ((2, 1, 3, 2), (5, 4, 5, 6)))
EVERY = {number: FIRST - 1 + number for number in range(1, 64)}
GROUPS = {4: "White", 5: "BME", 6: "Unknown"}
TWICE = {4: "White", 6: "BME", 8: "Ethnicity unknown/null"}
SETS = dict(enumerate(["Prepopulated", "Verified"] * 3, 4))


def found(texts: Mapping[int, Mapping[int, str]], *merged: places.Area) -> Places:
    made = find(Grid(texts, merged), RULES)
    assert made is not None
    return made


def columns(*headings: Mapping[int, str], merged: tuple[places.Area, ...] = ()) -> list[Column]:
    return list(found(form_texts(*headings), *merged).columns)


def test_texts_of_a_grid() -> None:
    assert GRID.text(2, 1) == "one"
    assert GRID.text(2, 3) == "three"
    assert GRID.text(2, 2) == ""
    assert GRID.text(1, 1) == ""


def test_merged_areas_of_a_grid() -> None:
    inside = {
        (row, column): GRID.area(row, column)
        for row in range(1, 7)
        for column in range(1, 8)
        if GRID.area(row, column)
    }

    assert inside == {
        **{(row, column): (2, 1, 3, 2) for row in (2, 3) for column in (1, 2)},
        **{(5, column): (5, 4, 5, 6) for column in (4, 5, 6)},
    }


def test_headings_of_a_grid() -> None:
    assert [GRID.heading(2, column) for column in (1, 2, 3, 4)] == ["one", "one", "three", ""]
    assert GRID.heading(3, 2) == "one"  # a merged cell shows its first
    assert GRID.heading(3, 3) == ""
    apart = Grid({2: {4: "first"}, 3: {4: "below"}, 4: {2: "left"}}, ((2, 4, 3, 6),))
    assert apart.heading(3, 6) == "first"
    assert Grid({4: {2: "first"}, 2: {4: "other"}}, ((4, 2, 4, 6),)).heading(4, 5) == "first"


def test_a_heading_is_carried_to_the_right_but_not_from_the_labels() -> None:
    grid = Grid({1: {2: "label", 4: "four", 6: "six"}})

    assert [grid.carried(1, column, 2) for column in range(2, 8)] == [
        *["", "", "four", "four", "six", "six"]
    ]
    assert grid.carried(1, 3, 1) == "label"
    assert grid.carried(2, 5, 1) == ""


def test_a_form_is_found_by_its_labels() -> None:
    texts = form_texts({MEASURES: "Measure", **GROUPS}, {4: "2025"})

    assert found(texts) == Places(
        LABELS,
        EVERY,
        MEASURES,
        tuple(
            Column(column, group, 2025, None, FIRST - 1)
            for column, group in ((4, "white"), (5, "bme"), (6, "unknown"))
        ),
    )
    assert found(texts).first_row == FIRST


def test_the_column_with_most_labels_has_them() -> None:
    texts = form_texts()
    for row in list(texts)[:30]:
        texts[row][1] = texts[row + 5][LABELS]
        texts[row][3] = texts[row][LABELS]
    shifted = {
        row: {column + 4: text for column, text in cells.items()} for row, cells in texts.items()
    }

    assert found(texts).labels == LABELS
    assert found(shifted).labels == LABELS + 4
    twins = {row: {**cells, 9: cells[LABELS]} for row, cells in form_texts().items()}
    assert found(twins).labels == LABELS  # the first of two


def test_a_sheet_with_a_third_of_the_labels_is_a_form() -> None:
    fewest = places.FEWEST_LABELS
    apart = list(dict.fromkeys(item.label for item in ITEMS))

    enough = {row: {1: label} for row, label in enumerate(apart[:fewest], 1)}
    too_few = {row: {1: label} for row, label in enumerate(apart[: fewest - 1], 1)}

    assert find(Grid(enough), RULES) is not None
    assert find(Grid(too_few), RULES) is None
    assert find(Grid({}), RULES) is None


def test_items_are_matched_in_order_and_what_is_between_them_is_passed_over() -> None:
    texts = form_texts()
    texts[FIRST + 2][LABELS] = "Some other label"  # item 3
    moved = {row + (3 if row >= FIRST + 10 else 0): cells for row, cells in texts.items()}
    moved[FIRST + 10] = {LABELS: "A heading"}
    moved[FIRST + 11] = {1: "a note"}

    expected = {
        number: row + (3 if row >= FIRST + 10 else 0)
        for number, row in EVERY.items()
        if number != 3
    }

    assert found(dict(reversed(moved.items()))).items == expected
    spaced = form_texts()
    spaced[FIRST][LABELS] = f"  {ITEMS[0].label.upper()} "
    assert found(spaced).items == EVERY


def test_the_labels_are_those_of_the_year() -> None:
    old = profile(2015)
    texts = {FIRST - 1 + item.number: {LABELS: item.labelled(old)} for item in ITEMS}

    made = find(Grid(texts), old)

    assert made is not None
    assert made.items == EVERY
    assert 37 not in found(texts).items


ITEM = {item.number: item for item in ITEMS}


@pytest.mark.parametrize(
    ("items", "number", "texts", "expected"),
    [
        pytest.param({1: 5, 3: 7}, 2, {6: "x"}, (6, "x"), id="between"),
        pytest.param({1: 5, 3: 7}, 2, {5: "x", 7: "y"}, (None, ""), id="nothing between"),
        pytest.param({1: 5, 3: 9}, 2, {6: "x", 8: "y"}, (8, "y"), id="the last between"),
        pytest.param({1: 5, 2: 6, 3: 7}, 2, {6: "x"}, (6, "x"), id="its own row"),
        pytest.param({2: 9}, 1, {8: "x"}, (8, "x"), id="just above the first"),
        pytest.param({2: 9}, 1, {7: "x"}, (7, "x"), id="two above the first"),
        pytest.param({2: 9}, 1, {6: "x"}, (None, ""), id="too far above"),
        pytest.param({1: 9}, 2, {10: "x"}, (10, "x"), id="just below the last"),
        pytest.param({1: 9}, 2, {11: "x"}, (11, "x"), id="two below the last"),
        pytest.param({1: 9}, 2, {12: "x"}, (None, ""), id="too far below"),
        pytest.param({1: 9}, 2, {9: "x"}, (None, ""), id="the last itself"),
        pytest.param({}, 2, {2: "x"}, (2, "x"), id="no other items"),
        pytest.param({}, 2, {3: "x"}, (None, ""), id="no other items, too far"),
    ],
)
def test_what_stands_where_an_item_was_expected(
    items: dict[int, int], number: int, texts: dict[int, str], expected: tuple[int | None, str]
) -> None:
    grid = Grid({row: {2: text, 3: "elsewhere"} for row, text in texts.items()})

    assert instead_of(grid, Places(2, items, None, ()), ITEM[number]) == expected


@pytest.mark.parametrize(
    ("texts", "block", "expected"),
    [
        ({4: {1: "Non Clinical workforce"}}, "non_clinical", None),
        ({4: {1: "Non Clinical workforce"}}, "clinical", "Non Clinical workforce"),
        ({4: {1: "Clinical staff"}}, "clinical", None),
        ({4: {1: "Clinical staff"}}, "non_clinical", "Clinical staff"),
        ({4: {2: "Nonclinical"}}, "non_clinical", None),
        ({5: {1: "clinical"}}, "clinical", None),
        ({5: {2: "non clinical", 1: "clinical"}}, "non_clinical", None),
        ({5: {1: "clinical"}, 3: {1: "non clinical"}}, "non_clinical", "clinical"),
        ({1: {1: "non clinical"}}, "non_clinical", None),
        ({6: {1: "non clinical"}}, "non_clinical", ""),
        ({4: {3: "non clinical"}}, "non_clinical", ""),
        ({4: {1: "staff"}}, "non_clinical", ""),
    ],
)
def test_the_heading_of_a_block(
    texts: Mapping[int, Mapping[int, str]], block: str, expected: str | None
) -> None:
    items = {2: 5, 3: 9} if block == "non_clinical" else {16: 5, 17: 9}

    assert wrong_block(Grid(texts), Places(2, items, None, ()), block) == expected


def test_a_block_without_items_has_no_heading() -> None:
    grid = Grid({1: {1: "non clinical"}, 2: {1: "clinical"}})

    for block in places.BLOCKS:
        assert wrong_block(grid, Places(2, {40: 3}, None, ()), block) == ""


def test_words_of_a_heading_are_those_of_its_meaning() -> None:
    assert words("measure") == {"measure"}
    assert words("white") == {"white"}
    assert words("no such meaning") == frozenset()
    assert places._pieces("31 March: White\nVerified  Figures") == [
        *["31 march", "white", "verified figures"]
    ]


def test_the_meaning_of_a_heading_is_the_first_of_those_asked_for() -> None:
    assert places._means("BME: White", "white", "bme") == "white"
    assert places._means("BME: White", "bme", "white") == "bme"
    assert places._means("BME", "white", "bme") == "bme"
    assert places._means("White staff", "white", "bme") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31st March 2025", 2025),
        ("2024/25", 2025),
        ("2024-25", 2025),
        ("2024 / 25", 2025),
        ("2024/31", 2024),
        ("2024/24", 2024),
        ("2024/26", 2024),
        ("2098/99", 2099),
        ("2099/00", 2100),
        ("2024/2025", 2024),
        ("This year", "this_year"),
        ("Last year: 2024", "last_year"),
        ("1999", None),
        ("x2025", None),
        ("", None),
    ],
)
def test_years_of_headings(text: str, expected: int | str | None) -> None:
    assert places._year(text) == expected


def test_the_column_of_measures() -> None:
    for heading, column in (
        ({3: "Measure"}, 3),
        ({1: "Measure"}, 1),
        ({5: "MEASURE", 6: "Measure"}, 5),
        ({LABELS: "Measure"}, None),
        ({4: "White"}, None),
    ):
        assert found(form_texts(heading)).measures == column
    nearest = form_texts({}, {7: "Measure"}, {4: "Measure"})
    assert found(nearest).measures == 7
    assert found(form_texts({}, {}, {}, {}, {4: "Measure"})).measures == 4
    carried = found(form_texts({}, {4: "Measure", 6: "x"}), (FIRST - 2, 4, FIRST - 1, 4))
    assert carried.measures == 4


def test_headings_stand_at_most_fifteen_rows_above() -> None:
    texts = {row + 20: cells for row, cells in form_texts().items()}
    first = FIRST + 20

    def with_heading(above: int) -> Places:
        return found({**texts, first - above: {4: "Measure", 5: "White"}})

    assert with_heading(15).measures == 4
    assert with_heading(16).measures is None
    assert [one.row for one in with_heading(15).columns] == [first - 15]
    assert with_heading(16).columns == ()


def test_headings_in_the_first_row_of_a_sheet() -> None:
    texts = form_texts({}, {}, {}, {}, {3: "Measure", 4: "White: 2025"})

    made = found(texts)

    assert made.measures == 3
    assert made.columns == (Column(4, "white", 2025, None, 1),)
    second = {
        row - FIRST + 2: cells for row, cells in form_texts({4: "White", 3: "Measure"}).items()
    }
    assert found(second).columns == (Column(4, "white", None, None, 1),)
    assert found(second).measures == 3


def test_columns_have_the_year_above_them() -> None:
    assert columns(GROUPS, {4: "2024"}) == [
        Column(4, "white", 2024, None, 5),
        Column(5, "bme", 2024, None, 5),
        Column(6, "unknown", 2024, None, 5),
    ]
    two = {4: "White", 5: "BME", 6: "White", 7: "BME"}
    assert columns(two, {4: "Last year", 6: "This year"}) == [
        Column(4, "white", "last_year", None, 5),
        Column(5, "bme", "last_year", None, 5),
        Column(6, "white", "this_year", None, 5),
        Column(7, "bme", "this_year", None, 5),
    ]


def test_a_year_below_the_group_tells_where_none_stands_above() -> None:
    assert columns({4: "2024", 5: "2025"}, {4: "White"}, merged=((4, 4, 4, 5),)) == [
        Column(4, "white", 2024, None, 4),
        Column(5, "white", 2025, None, 4),
    ]
    assert columns({4: "2024"}, {4: "White"}, {4: "2023"}) == [Column(4, "white", 2023, None, 4)]
    assert columns({4: "2024"}, {4: "White: 2022"}, {4: "2023"}) == [
        Column(4, "white", 2022, None, 4)
    ]
    assert columns({4: "White"}) == [Column(4, "white", None, None, 5)]


def test_verified_figures_beside_prepopulated_ones() -> None:
    assert columns(SETS, TWICE, {4: "2025"}) == [
        Column(number, group, 2025, is_verified, 4)
        for number, group, is_verified in (
            (4, "white", False),
            (5, "white", True),
            (6, "bme", False),
            (7, "bme", True),
            (8, "unknown", False),
            (9, "unknown", True),
        )
    ]


def test_groups_are_carried_only_to_columns_of_a_kind() -> None:
    assert columns({5: "Notes", 6: "Verified"}, {4: "White"}) == [
        Column(4, "white", None, None, 4),
        Column(6, "white", None, verified=True, row=4),
    ]


def test_columns_before_the_labels_and_of_nothing_are_passed_over() -> None:
    assert columns({1: "White", LABELS: "BME", 3: "White", 4: "Notes", 5: "BME"}) == [
        Column(3, "white", None, None, 5),
        Column(5, "bme", None, None, 5),
    ]
    assert columns({}) == []
    assert columns() == []


def test_a_merged_heading_is_of_every_column_under_it() -> None:
    assert columns({}, {4: "White"}, merged=((4, 4, 4, 6),)) == [
        Column(number, "white", None, None, 4) for number in (4, 5, 6)
    ]
    assert columns({}, {7: "White"}, merged=((4, 7, 4, 9),)) == [
        Column(number, "white", None, None, 4) for number in (7, 8, 9)
    ]
    # Merged cells outside the headings widen nothing.
    assert columns({4: "White"}, merged=((30, 2, 30, 40),)) == [Column(4, "white", None, None, 5)]


def test_the_nearest_heading_of_a_group_is_taken() -> None:
    assert columns({4: "BME"}, {4: "White"}) == [Column(4, "bme", None, None, 5)]
    assert columns({4: "Notes"}, {4: "White"}) == [Column(4, "white", None, None, 4)]


def test_what_stands_beside_the_items_is_no_heading() -> None:
    for row in (FIRST, FIRST + 1):
        texts = form_texts({4: "White"})
        texts[row] = {**texts[row], 7: "Measure", 8: "BME"}

        made = found(texts)

        assert made.measures is None
        assert made.columns == (Column(4, "white", None, None, 5),)


def test_the_first_of_many_copies_of_a_form_is_it() -> None:
    copies = {row + 100 * copy: cells for copy in range(5) for row, cells in form_texts().items()}
    copies[1] = {LABELS: ITEMS[5].label}  # a text above that is a label too

    assert found(copies).items == EVERY
