"""Checks the sentences of a comparison against the counts, by other code than wrote them.

A sentence must have one of the forms below. What it says of figures, years, direction, chance and
limits must be what the counts of the reports give; anything else is a fault.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import pairwise

from tests.narrative.truth import (
    Facts,
    against,
    basis,
    board_gap,
    is_known_only,
    of_base,
    shown,
    staff,
)
from wres.metrics import BoardRepresentation, Experience, Likelihood, NoData, Representation
from wres.report import Report
from wres.statistics import Interval, difference_change, koopman, newcombe_weighted, ratio_change
from wres.vocabulary import read_table


Reports = Mapping[int, Report]
RATIOS, GAPS = {2, 3, 4}, {5, 6, 7, 8}
SUBJECTS = {
    1: r"The BME share of all staff( of known ethnicity)?",
    2: r"The ratio of White to BME applicants appointed",
    3: r"The ratio of BME to White staff entering the process",
    4: r"The ratio of White to BME staff in training",
    **dict.fromkeys(GAPS, r"The figure of BME less that of White staff"),
    9: r"The BME share of voting members of the board less that of (.*)",
}
POINT = r"(?P<figure>-?[\d.]+%?)(?: points)? in (?P<year>\d{4})"
STEP = r"(rose|fell|stayed the same) from (\d{4}) to (\d{4})( \(by less than is shown\))?"


def value(report: Report, number: int) -> Fraction | None:
    """Work the figure of a metric out from the counts."""
    result = report[number]
    try:
        match result:
            case Representation():
                return of_base(staff(report), known_only=is_known_only(report, 1))
            case Likelihood():
                turned = number != 3 and report.year == 2015
                return None if turned else Facts(number, report, None).ratio(result)
            case Experience():
                return Facts(number, report, None).gap(result)
            case BoardRepresentation():
                return board_gap(report, "voting")
            case NoData():
                return None
    except (AssertionError, ZeroDivisionError):
        return None


def comparable(earlier: Report, later: Report, number: int) -> bool:
    """Whether two years' figures are of one kind."""
    match number:
        case 1:
            return is_known_only(earlier, 1) == is_known_only(later, 1)
        case 3:
            return basis(earlier) == basis(later) != "either"
        case 7:
            return not earlier.year < 2022 <= later.year
        case 9:
            forms = [min(one.year, 2017) for one in (earlier, later)]
            return forms[0] == forms[1] and against(earlier, 9) == against(later, 9)
    return True


def display(number: int, figure: Fraction) -> str:
    """Show a figure as its metric does."""
    if number == 1:
        return f"{shown(100 * figure, 1)}%"
    return shown(figure, 2) if number in RATIOS else shown(100 * figure, 1)


class Story:
    """The sentences of one metric in their order, and what has been told so far."""

    def __init__(self, number: int, reports: Reports) -> None:
        self.number, self.reports = number, reports
        self.values = {
            year: figure
            for year, report in sorted(reports.items())
            if (figure := value(report, number)) is not None
        }
        self.segments: list[list[int]] = []
        for year in self.values:
            last = self.segments[-1][-1] if self.segments else None
            if last is None or not comparable(reports[last], reports[year], number):
                self.segments.append([])
            self.segments[-1].append(year)
        self.told = -1

    @property
    def segment(self) -> list[int]:
        return self.segments[self.told]

    def is_true(self, text: str) -> bool:
        found = [
            (match, check)
            for pattern, check in FORMS
            if (match := re.fullmatch(pattern, text, re.DOTALL))
        ]
        try:
            return any(check(match, self) for match, check in found)
        except (AssertionError, IndexError, KeyError, TypeError, ValueError, ZeroDivisionError):
            return False


Check = Callable[[re.Match[str], Story], bool]
FORMS: list[tuple[str, Check]] = []


def form(pattern: str) -> Callable[[Check], Check]:
    def keep(check: Check) -> Check:
        FORMS.append((pattern, check))
        return check

    return keep


@form(
    r"(?P<subject>The .*?) was (?P<told>-?[\d.]+%?(?: points)? in \d{4}.*?)(?:; (?P<extremes>.*))?\."
)
def _figures(match: re.Match[str], story: Story) -> bool:
    story.told += 1
    subject = re.fullmatch(SUBJECTS[story.number], match["subject"])
    if subject is None:
        return False
    last = story.reports[story.segment[-1]]
    if story.number == 1 and bool(subject[1]) != is_known_only(last, 1):
        return False
    if story.number == 9 and subject[1] != against(last, 9):
        return False
    years = story.segment if len(story.segment) <= 5 else [story.segment[0], story.segment[-1]]
    parts = [figure_in(story, year) for year in years]
    told = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return match["told"] == told and match["extremes"] == extremes(story)


def figure_in(story: Story, year: int) -> str:
    unit = " points" if story.number in GAPS | {9} else ""
    return f"{display(story.number, story.values[year])}{unit} in {year}"


def extremes(story: Story) -> str | None:
    if len(story.segment) <= 5:
        return None
    values = [story.values[year] for year in story.segment]
    told = [
        f"the {name} was {figure_in(story, story.segment[values.index(end)])}"
        for name, end in (("highest", max(values)), ("lowest", min(values)))
        if end not in {values[0], values[-1]}
    ]
    return " and ".join(told) or None


def steps(story: Story, first: int, last: int) -> list[int]:
    """Give the signs of the steps between two years of the segment."""
    assert {first, last} <= set(story.segment)
    assert first < last
    kept = [story.values[year] for year in story.segment if first <= year <= last]
    return [(after > before) - (after < before) for before, after in pairwise(kept)]


SIGN = {"rose": 1, "fell": -1, "stayed the same": 0}


def little(story: Story, first: int, last: int, verb: str) -> bool:
    looks = [display(story.number, story.values[year]) for year in (first, last)]
    return looks[0] == looks[1] and verb != "stayed the same"


@form(rf"It {STEP}(?:, {STEP})*(?: and {STEP})?\.")
def _moved(match: re.Match[str], story: Story) -> bool:
    legs = re.findall(STEP, match[0])
    ends = [(int(first), int(last)) for _, first, last, _ in legs]
    whole = ends[0][0] == story.segment[0] and ends[-1][1] == story.segment[-1]
    joined = all(one[1] == other[0] for one, other in pairwise(ends))
    turned = all(one[0] != other[0] for one, other in pairwise(legs))
    return (
        whole
        and joined
        and turned
        and all(
            set(steps(story, int(first), int(last))) == {SIGN[verb]}
            and bool(small) == little(story, int(first), int(last), verb)
            for verb, first, last, small in legs
        )
    )


@form(r"It (rose|fell) every year from (\d{4}) to (\d{4})( \(by less than is shown\))?\.")
def _every_year(match: re.Match[str], story: Story) -> bool:
    first, last = int(match[2]), int(match[3])
    return (
        story.segment == list(range(first, last + 1))
        and set(steps(story, first, last)) == {SIGN[match[1]]}
        and bool(match[4]) == little(story, first, last, match[1])
    )


@form(r"It stayed the same in all (\d+) years from (\d{4}) to (\d{4})\.")
def _all_the_same(match: re.Match[str], story: Story) -> bool:
    said = (int(match[2]), int(match[3]), int(match[1]))
    return (
        said == (story.segment[0], story.segment[-1], len(story.segment))
        and len({story.values[year] for year in story.segment}) == 1
    )


@form(
    r"It (rose|fell) from (\d{4}) to (\d{4}) and again to ([\d, and]+?)( \(by less than is shown\))?\."
)
def _again(match: re.Match[str], story: Story) -> bool:
    years = [int(one) for one in re.findall(r"\d{4}", f"{match[2]} {match[3]} {match[4]}")]
    return (
        years == story.segment
        and set(steps(story, years[0], years[-1])) == {SIGN[match[1]]}
        and bool(match[5]) == little(story, years[0], years[-1], match[1])
    )


@form(r"Figures up to (\d{4}) are not compared with those from (\d{4}) on: (.*)\.")
def _break(match: re.Match[str], story: Story) -> bool:
    first, last = int(match[1]), int(match[2])
    between = (story.segments[story.told][-1], story.segments[story.told + 1][0])
    return (first, last) == between and reason(story, first, last) == match[3]


BASES = {
    "two": "the average of two years",
    "one": "a single year",
    "either": "two years or one (which is not known)",
}


def reason(story: Story, first: int, last: int) -> str:
    before, now = story.reports[first], story.reports[last]
    match story.number:
        case 3:
            return (
                f"the figure of {first} rests on {BASES[basis(before)]}, that of {last} on "
                f"{BASES[basis(now)]}"
            )
        case 7:
            answers = "those who answered that they do not know"
            return f"the figure of {first} leaves out {answers}, that of {last} counts {answers}"
    told = []
    if against(before, story.number) != against(now, story.number):
        told.append(
            f"the figure of {first} is measured against {against(before, story.number)}, that of "
            f"{last} against {against(now, story.number)}"
        )
    if story.number == 9 and min(first, 2017) != min(last, 2017):
        told.append("the standard does not define the board in the same way in both years")
    return "; ".join(told)


FAR = r"(nearer to equality than|further from equality than|as far from equality as)"


@form(
    rf"In (\d{{4}}) it was {FAR} in (\d{{4}})(, on the other side of it)?(?:, but {FAR} in (\d{{4}}))?\."
)
def _equality(match: re.Match[str], story: Story) -> bool:
    segment = story.segments[-1]
    first, before, last = segment[0], segment[-2], segment[-1]
    middle = 1 if story.number in RATIOS else 0
    crossed = (story.values[first] - middle) * (story.values[last] - middle) < 0
    since = [nearer(story, year, last) for year in (first, before)]
    turned = since[1] if since[0] != since[1] else None
    return match.groups() == (
        str(last),
        since[0],
        str(first),
        ", on the other side of it" if crossed else None,
        turned,
        turned and str(before),
    )


def nearer(story: Story, one: int, other: int) -> str:
    before, after = (away(story, year) for year in (one, other))
    if before == after:
        return "as far from equality as"
    return "nearer to equality than" if after < before else "further from equality than"


def away(story: Story, year: int) -> Fraction:
    figure = story.values[year]
    return max(figure, 1 / figure) if story.number in RATIOS else abs(figure)


def change(story: Story, first: int, last: int, level: float = 0.95) -> Interval | None:
    """Bound the change between two years, at a level."""
    results = [story.reports[year][story.number] for year in (first, last)]
    facts = Facts(story.number, story.reports[last], story.reports[first])
    then, now = (float(story.values[year]) for year in (first, last))
    if story.number in GAPS:
        bounds = []
        for result in results:
            (p, n), (q, m) = facts.answers(result)
            assert p is not None
            assert q is not None
            bounds.append(newcombe_weighted(p, n, q, m, level=level))
        return bounds[0] and bounds[1] and difference_change(then, bounds[0], now, bounds[1])
    tables = [
        Facts(story.number, story.reports[year], None).table(result)
        for year, result in zip((first, last), results, strict=True)
    ]
    sides = [
        table and table[0] <= table[1] and table[2] <= table[3] and koopman(*table, level=level)
        for table in tables
    ]
    return ratio_change(then, sides[0], now, sides[1]) if sides[0] and sides[1] else None


@form(
    r"The change from (\d{4}) to (\d{4}) is (more than chance alone would explain|no more than chance "
    r"alone could explain) \((?:a factor of (?P<ratio>[\d.]+)|(?P<points>-?[\d.]+) points), 95% "
    r"(approximate )?interval (.*?), p (= [\d.]+|below 0\.001)\)\."
)
def _chance(match: re.Match[str], story: Story) -> bool:
    first, last = int(match[1]), int(match[2])
    segment = story.segments[-1]
    if (first, last) not in {(segment[-2], segment[-1]), (segment[0], segment[-1])}:
        return False
    interval, ratios = change(story, first, last), story.number in RATIOS
    assert interval is not None
    then, now = story.values[first], story.values[last]
    size = shown(now / then, 2) if ratios else shown(100 * (now - then), 1)
    more = not interval.contains(1 if ratios else 0)
    return (
        (match["ratio"] if ratios else match["points"]) == size
        and match[3].startswith("more than chance") == more
        and bool(match[6]) == (not ratios)
        and match[7] == ends(interval, ratios=ratios)
        and fits(match[8], story, first, last)
        and not averages_meet(story, first, last)
    )


def ends(interval: Interval, *, ratios: bool) -> str:
    places, unit = (2, 1) if ratios else (1, 100)
    low, high = (
        None if end is None else shown(unit * Fraction(f"{end:.12g}"), places)
        for end in (interval.low, interval.high)
    )
    return f"{low} and more" if high is None else f"{low} to {high}"


def fits(told: str, story: Story, first: int, last: int) -> bool:
    """Whether a p-value is where the interval begins to hold no change."""
    equality = 1 if story.number in RATIOS else 0
    least, most = (0.0, 0.001) if told.startswith("below") else near(float(told[2:]))

    def holds(alpha: float) -> bool:
        found = change(story, first, last, 1 - alpha)
        assert found is not None
        return found.contains(equality)

    if most > 1.1:
        return False
    return (least <= 0 or holds(least)) and (most >= 1 or not holds(most))


def near(p_value: float) -> tuple[float, float]:
    return p_value - 0.000501, p_value + 0.000501


def averages_meet(story: Story, first: int, last: int) -> bool:
    reports = [story.reports[year] for year in (first, last)]
    two = story.number == 3 and basis(reports[0]) == "two"
    return two and last - first < 2 and len({one.organisation.code for one in reports}) == 1


UNTESTED = {
    "most staff are the same people in both years": {1},
    "a board is too small, and most of its members are the same people in both years": {9},
    "the years are of different organisations": {1, 9},
    "the two averages have a year in common": {3},
    "the counts behind it are not all known": RATIOS | GAPS,
    "a group has more events than people": RATIOS,
    "a ratio of 0 cannot be compared as a ratio": RATIOS | GAPS,
}


@form(r"Whether the change from (\d{4}) to (\d{4}) is more than chance is not tested: (.*)\.")
def _not_tested(match: re.Match[str], story: Story) -> bool:
    first, last = int(match[1]), int(match[2])
    segment = story.segments[-1]
    pairs = dict.fromkeys([(segment[-2], segment[-1]), (segment[0], segment[-1])])
    moved = [pair for pair in pairs if story.values[pair[0]] != story.values[pair[1]]]
    if (first, last) not in moved or story.number not in UNTESTED[match[3]]:
        return False
    codes = {story.reports[year].organisation.code for year in (first, last)}
    if story.number in {1, 9}:
        others = match[3] == "the years are of different organisations"
        return others == (len(codes) > 1) and (others or (first, last) == moved[0])
    if match[3] == "the two averages have a year in common":
        return averages_meet(story, first, last)
    if match[3].startswith("a ratio of 0"):
        return (
            not (story.values[first] and story.values[last]) or change(story, first, last) is None
        )
    return change(story, first, last) is None


@form(
    r"From (\d{4}) to (\d{4}) the mean is (\S+?)(?: points)? and the process limits are (\S+) to (\S+?)"
    r"(?: points)?(, on trial as there are few points)?; (.*)\."
)
def _control(match: re.Match[str], story: Story) -> bool:
    first, last = int(match[1]), int(match[2])
    years = list(range(first, last + 1))
    (segment,) = [one for one in story.segments if first in one] or [[]]
    assert set(years) <= set(segment)
    assert not {first - 1, last + 1} & set(segment)
    values = [story.values[year] for year in years]
    mean = sum(values, Fraction()) / len(values)
    moving = [abs(after - before) for before, after in pairwise(values)]
    reach = Fraction(266, 100) * sum(moving, Fraction()) / len(moving)
    figures = tuple(display(story.number, one) for one in (mean, mean - reach, mean + reach))
    return (
        len(years) >= 5
        and rises(match[7], dict(zip(years, values, strict=True)))
        and match.groups()[2:5] == figures
        and bool(match[6]) == (len(years) < 12)
        and match[7] == stands(years, values, mean, reach)
    )


def rises(told: str, values: Mapping[int, Fraction]) -> bool:
    """Read what is said of a trend as a reader does: every step between the years named."""
    return all(
        (values[year] > values[year - 1]) if verb == "rose" else (values[year] < values[year - 1])
        for verb, first, last in re.findall(r"it (rose|fell) every year from (\d+) to (\d+)", told)
        for year in range(int(first) + 1, int(last) + 1)
    )


def stands(years: list[int], values: list[Fraction], mean: Fraction, reach: Fraction) -> str:
    """Say which years stand out, as long as no run is longer than what is looked for."""
    told = [
        f"{year} is {'above the upper' if one > mean else 'below the lower'} limit"
        for year, one in zip(years, values, strict=True)
        if abs(one - mean) > reach
    ]
    told += runs(years, [(one > mean) - (one < mean) for one in values], "{} are all {} the mean")
    signs = [(after > before) - (after < before) for before, after in pairwise(values)]
    told += [
        f"it {'rose' if side == 'above' else 'fell'} every year from {start} to {end}"
        for start, end, side in spans(years, signs, 6, 1)
    ]
    for name, sign in (("above", 1), ("below", -1)):
        near = sorted(
            {
                years[place]
                for start in range(len(values) - 2)
                if all(sign * (values[start + at] - mean) > 0 for at in range(3))
                for close in [
                    [
                        start + at
                        for at in range(3)
                        if 2 * reach / 3 < abs(values[start + at] - mean) <= reach
                    ]
                ]
                if len(close) >= 2
                for place in close
            }
        )
        if near:
            limit = "upper" if name == "above" else "lower"
            told.append(f"{join(map(str, near))} are near the {limit} limit")
    return join(told or ["no year stands out from usual variation"])


def runs(years: list[int], signs: list[int], words: str) -> list[str]:
    return [
        words.format(f"{start} to {end}", side) for start, end, side in spans(years, signs, 7, 0)
    ]


def spans(years: list[int], signs: list[int], least: int, more: int) -> list[tuple[int, int, str]]:
    found, start = [], 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[start]:
            if signs[start] and place - start >= least:
                side = "above" if signs[start] > 0 else "below"
                found.append((years[start], years[place - 1 + more], side))
            start = place
    return found


def join(items: Iterable[str]) -> str:
    *most, last = list(items)
    return f"{', '.join(most)} and {last}" if most else last


@form(r"There is no figure of ([\d, and]+?)(?:: (.*))?\.")
def _missing(match: re.Match[str], story: Story) -> bool:
    reasons = {
        year: why(story, year)
        for year, report in sorted(story.reports.items())
        if value(report, story.number) is None
    }
    years = [int(year) for year in re.findall(r"\d{4}", match[1])]
    return years == [year for year, reason in reasons.items() if (reason or None) == match[2]]


def why(story: Story, year: int) -> str | None:
    result = story.reports[year][story.number]
    match result:
        case NoData():
            return result.reason
        case Likelihood() if year == 2015 and story.number != 3:
            return "the ratio of 2015 is the other way round"
        case Likelihood() | Experience():
            return result.ratio.reason or "not supplied"
    return "not supplied"


SHARES = {"white": "White share", "bme": "BME share"}
PARTS = {"voting": "Voting members", "total": "Whole board", "executive": "Executive members"}
DEFINITIONS = {"two": "two_year_average", "one": "single_year", "either": None}


def beside(number: int) -> dict[tuple[str, str], str]:
    """Name part and group of what is published of a metric, and how it is told."""
    if number in GAPS:
        return {("", group): f"{title} " for group, title in SHARES.items()}
    if number == 9:
        return {(part, "bme"): f"{title}: BME share " for part, title in PARTS.items()}
    return {("", {1: "bme", 3: "bme/white"}.get(number, "white/bme")): ""}


def measured(report: Report, number: int, part: str, group: str) -> bool:
    match report[number]:
        case Experience() as result:
            return result.share[group] is not None
        case BoardRepresentation() as result:
            return getattr(result.share, part).bme is not None
    return value(report, number) is not None


def definition(report: Report, number: int) -> str | None:
    """Say by which definition a report measures, as the data file does."""
    match number:
        case 1 | 9:
            return None if is_known_only(report, number) else "everybody"
        case 3:
            return DEFINITIONS[basis(report)]
        case 7:
            return "includes_dont_know" if report.year > 2021 else "excludes_dont_know"
    return ""


def published(number: int, reports: Reports) -> dict[tuple[str, str], dict[str, str]]:
    """Find the nearest comparable row of the data file for each figure, England's alone."""
    found = {}
    for part, group in beside(number):
        years = [year for year, one in reports.items() if measured(one, number, part, group)]
        rows = [
            row
            for row in read_table("national_benchmarks")
            if years
            and row["standing"] == "usable"
            and row["scope"].startswith("national (NHS trusts")
            and (row["metric"], row["part"], row["ethnic_group"]) == (str(number), part, group)
            and int(row["wres_year"]) <= max(years)
            and row["definition"] == definition(reports[max(years)], number)
        ]
        if rows:
            newest = max(rows, key=lambda row: (row["wres_year"], row["vintage"]))
            found[part, group] = newest
    return found


def told(number: int, reports: Reports) -> list[str]:
    """Tell what was published, those of one source together."""
    sources: dict[str, list[str]] = {}
    for key, row in published(number, reports).items():
        restated = ", restated" if row["restated"] == "yes" else ""
        cited = (
            f"NHS trusts in England, {row['wres_year']}: {row['source']}, printed {row['vintage']}"
        )
        number_ = Fraction(row["value"])
        figure = shown(number_, 2) if number in RATIOS else f"{shown(100 * number_, 1)}%"
        sources.setdefault(cited + restated, []).append(f"{beside(number)[key]}{figure}")
    return [
        f"The nearest comparable {'figures published are' if len(figures) > 1 else 'figure published is'} "
        f"{join(figures)} ({cited})."
        for cited, figures in sources.items()
    ]


@form(r"The nearest comparable figure.*")
def _published(match: re.Match[str], story: Story) -> bool:
    return match[0] in told(story.number, story.reports)


def false_sentences(texts: Iterable[str], number: int, reports: Reports) -> list[str]:
    """Give the sentences that no form has, or that the counts contradict."""
    story = Story(number, reports)
    return [text for text in texts if not story.is_true(text)]
