"""Tables that several modules look at."""

import itertools
import random

import pytest


Counts = tuple[int, int, int, int]


@pytest.fixture(scope="session")
def small_tables() -> list[Counts]:
    """Every table of up to 12 people against up to 12."""
    sides = [(events, total) for total in range(1, 13) for events in range(total + 1)]
    return [of + to for of, to in itertools.product(sides, repeat=2)]


@pytest.fixture(scope="session")
def random_tables() -> list[Counts]:
    """5,500 tables of up to 3,000 people a group; every third cell is empty or full."""
    chance = random.Random(2025)

    def group() -> tuple[int, int]:
        total = chance.randint(1, chance.choice([12, 100, 3000]))
        middle = chance.randint(0, total)
        few = min(total, chance.randint(0, 9))
        return chance.choice([0, total, few, total - few, middle, middle]), total

    return [group() + group() for _ in range(5500)]
