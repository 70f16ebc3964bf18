"""Checks the sentences of a plan against its reports, by other code than wrote them."""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from attrs import frozen

from tests.narrative.truth import number, shown
from tests.planning.substitution import UPPER, WANTED, base_of, ratio_with
from wres.metrics import (
    BoardRepresentation,
    Experience,
    Headcount,
    Likelihood,
    Representation,
    Result,
)
from wres.planning import Closing, Plan
from wres.report import Report


ENDLESS = "a ratio without end"
LOW, HIGH = Fraction(4, 5), Fraction(5, 4)
Check = Callable[["Facts", re.Match[str]], bool]


@frozen
class Facts:
    """What a sentence of one indicator is held against."""

    plan: Plan
    reports: Sequence[Report]
    metric: int

    @property
    def now(self) -> Report:
        return self.reports[-1]


def sizes(result: Result) -> tuple[Fraction | None, str]:
    """The gap of a result as the plan measures it, and how it is shown."""
    match result:
        case Likelihood():
            assert result.likelihood.white is not None
            assert result.likelihood.bme is not None
            white, bme = result.likelihood.white.exact, result.likelihood.bme.exact
            above, below = (white, bme) if result.number in WANTED else (bme, white)
            if not below:
                return None, "ratio without end"
            return above / below - 1, f"ratio {shown(above / below, 2)}"
        case Experience():
            assert result.share.white is not None
            assert result.share.bme is not None
            gap = result.share.white.exact - result.share.bme.exact
            gap = gap if result.number in WANTED else -gap
        case Representation():
            everybody, total = base_of(result.overall.headcount, result.base)
            rows = [row.headcount for row in result.rows if row.pay_band in UPPER]
            filled = [base_of(row, result.base) for row in rows if not row.is_empty]
            bme, senior = (sum(column) for column in zip(*filled, strict=True))
            gap = everybody / total - bme / senior
        case BoardRepresentation():
            gap = -getattr(result.difference, result.headline).bme.exact
        case _:
            raise AssertionError(result)
    return gap, f"{shown(100 * gap, 1)} points"


def _no_gap(facts: Facts, match: re.Match[str]) -> bool:
    gap, text = sizes(facts.now[facts.metric])
    return match[2] == text and (text == "ratio without end" or gap is None or gap <= 0)


def _rank(facts: Facts, match: re.Match[str]) -> bool:
    [one] = [one for one in facts.plan.priorities if one.metric == facts.metric]
    ranks = sorted(facts.plan.priorities, key=lambda one: (-one.total, one.metric))
    known = [(score.weight, score.value) for score in one.scores if score.value is not None]
    weights = sum((weight for weight, _ in known), Fraction())
    total = sum((weight * value for weight, value in known), Fraction()) / weights
    scores = [
        f"{score.criterion} "
        + ("not known" if score.value is None else shown(100 * score.value, 0))
        for score in one.scores
    ]
    gap, text = sizes(facts.now[facts.metric])
    return (
        int(match[2]) == ranks.index(one) + 1
        and int(match[3]) == len(facts.plan.priorities)
        and match[4] == shown(100 * total, 0)
        and match[5] == ", ".join(scores)
        and (text == "ratio without end" or (gap is not None and gap > 0))
    )


def _trend(facts: Facts, match: re.Match[str]) -> bool:
    [then] = [one for one in facts.reports if str(one.year) == match[1]]
    before, before_text = sizes(then[facts.metric])
    after, after_text = sizes(facts.now[facts.metric])
    assert before is not None
    assert after is not None
    word = "the same" if before == after else "wider" if after > before else "narrower"
    told = f"the gap is {word} now"
    if before <= 0:  # what was no gap cannot be a narrower one
        told = "there was no gap to the disadvantage of BME staff then"
    return (
        then.year < facts.now.year
        and (match[2], match[3], match[4]) == (before_text, str(facts.now.year), after_text)
        and match[5] == told
    )


def _closing_of(facts: Facts, nouns: str, where: str | None) -> Closing:
    [closing] = [
        one
        for one in facts.plan.closings
        if one.metric == facts.metric
        and one.where == (where or "")
        and nouns in {one.noun, one.nouns}
    ]
    return closing


def _shown(ratio: Fraction | None) -> str:
    return ENDLESS if ratio is None else shown(ratio, 2)


def _within(facts: Facts, match: re.Match[str]) -> bool:
    about, people, change, nouns, where, then, now, fewer, again = match.groups()
    closing = _closing_of(facts, nouns, where)
    count, one_fewer = int(people.replace(",", "")), int((fewer or "0").replace(",", ""))
    ratio = ratio_with(facts.now, closing, count)
    before = ratio_with(facts.now, closing, one_fewer)
    return (
        bool(about) == (facts.metric in {5, 6, 7, 8})
        and change == closing.change == (again or change)
        and (fewer is None) == (count == 1)
        and (nouns == closing.noun) == (count == 1 or closing.noun == closing.nouns)
        and one_fewer == count - 1
        and ratio is not None
        and LOW <= ratio <= HIGH
        and (before is None or before > HIGH)
        and (then, now) == (shown(ratio, 2), _shown(ratio_with(facts.now, closing, 0)))
    )


def _equal(facts: Facts, match: re.Match[str]) -> bool:
    about, people, change, nouns, where, then, fewer, again = match.groups()
    closing = _closing_of(facts, nouns, where)
    count, one_fewer = int(people.replace(",", "")), int((fewer or "0").replace(",", ""))
    ratio = ratio_with(facts.now, closing, count)
    before = ratio_with(facts.now, closing, one_fewer)
    return (
        bool(about) == (facts.metric in {5, 6, 7, 8})
        and change == closing.change == (again or change)
        and (fewer is None) == (count == 1)
        and one_fewer == count - 1
        and ratio is not None
        and ratio <= 1
        and (before is None or before > 1)
        and then == shown(ratio, 2)
    )


def _already(facts: Facts, match: re.Match[str]) -> bool:
    return any(
        one.metric == facts.metric
        and one.where == (match[1] or "")
        and (ratio := ratio_with(facts.now, one, 0)) is not None
        and 1 < ratio <= HIGH
        and match[2] == shown(ratio, 2)
        for one in facts.plan.closings
    )


def _impossible(facts: Facts, match: re.Match[str]) -> bool:
    closing = _closing_of(facts, match[1], match[2])
    if match[3] != _shown(ratio_with(facts.now, closing, 0)):
        return False
    for people in range(100_000):
        try:
            ratio = ratio_with(facts.now, closing, people)
        except AssertionError:  # there are no more people
            return True
        if ratio is not None and LOW <= ratio <= HIGH:
            return False
        if ratio is not None and ratio < LOW:
            return True
    raise AssertionError("too many people to try")


def _line(facts: Facts, match: re.Match[str]) -> bool:
    result = facts.now[1]
    assert isinstance(result, Representation)
    rows: list[Headcount] = [row.headcount for row in result.rows if row.pay_band == match[2]]
    filled = [base_of(row, result.base) for row in rows if not row.is_empty]
    bme, total = (sum(column) for column in zip(*filled, strict=True))
    everybody, staff = base_of(result.overall.headcount, result.base)
    goal = int(match[5].replace(",", ""))
    steps = [
        (int(people.replace(",", "")), int(year))
        for people, year in re.findall(r"([\d,]+) in (\d{4})", match[7])
    ]
    years = [year for _, year in steps]
    return (
        (match[1], match[3]) == (number(total), number(bme))
        and match[4] == ("is" if bme == 1 else "are")
        and match[6] == f"{shown(100 * Fraction(goal) / total, 1)}%"
        and Fraction(goal) / total >= everybody / staff > Fraction(goal - 1) / total
        and years == [*range(facts.now.year + 1, facts.plan.goal_year + 1)]
        and [people for people, _ in steps]
        == [
            -(-(bme * (len(years) - at) + goal * at) // len(years))
            for at in range(1, len(years) + 1)
        ]
    )


PEOPLE = r"([\d,]+)"
WHERE = r"(?: \(([^()]+)\))?"
FORMS: list[tuple[str, Check]] = [
    (r"Indicator (\d) shows no gap to the disadvantage of BME staff \((.+)\)\.", _no_gap),
    (r"Indicator (\d) ranks (\d) of (\d): (\d+) of 100 points \((.+)\)\.", _rank),
    (
        r"In (\d{4}) it was (.+), in (\d{4}) (.+): (the gap is .+|there was .+)\.",
        _trend,
    ),
    (
        (
            rf"With( about)? {PEOPLE} (more|fewer) (.+?){WHERE} the ratio would have been ([\d.]+) "
            rf"instead of (.+), within 0\.80 to 1\.25; (?:as it is, it is not|with {PEOPLE} (more|fewer) it would not)\."
        ),
        _within,
    ),
    (
        (
            rf"With( about)? {PEOPLE} (more|fewer) (.+?){WHERE} it would have been ([\d.]+), at or "
            rf"below equality; (?:as it is, it is not|with {PEOPLE} (more|fewer) it would not)\."
        ),
        _equal,
    ),
    (rf"The ratio{WHERE} is ([\d.]+), within 0\.80 to 1\.25\.", _already),
    (
        (
            rf"No whole number of (.+?){WHERE} would have brought (?:the ratio of )?(.+) within 0\.80 to "
            r"1\.25\."
        ),
        _impossible,
    ),
    (
        (
            rf"Of {PEOPLE} staff in (.+), {PEOPLE} (is|are) BME; {PEOPLE} \(([\d.]+%)\) would reach the "
            r"share of all staff, in a straight line: (.+)\."
        ),
        _line,
    ),
]


def false_sentences(plan: Plan, reports: Sequence[Report]) -> list[str]:
    """Name the sentences of a plan that are not true, or of no known form."""
    ordered = sorted(reports, key=lambda one: one.year)
    return [
        one.text for one in plan.said if not is_true(Facts(plan, ordered, one.metric), one.text)
    ]


def is_true(facts: Facts, text: str) -> bool:
    for pattern, check in FORMS:
        if match := re.fullmatch(pattern, text):
            return check(facts, match)
    return False
