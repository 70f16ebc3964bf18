"""Checks sentences of a narrative against the counts, by other code than wrote them.

A sentence must have one of the forms below, and every number and every word of direction in
it must be what the counts of the two reports give; anything else is a fault.
"""

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from wres.metrics import (
    BoardRepresentation,
    Experience,
    Headcount,
    Likelihood,
    NoData,
    Representation,
    metric,
)
from wres.profiles import profile
from wres.report import Report
from wres.statistics import (
    Interval,
    caution,
    difference_change,
    koopman,
    mover_r,
    newcombe_weighted,
    ratio_change,
    verdict,
)


Match = re.Match[str]
Check = Callable[[Match, "Facts"], bool]
GROUP = {"White": "white", "BME": "bme"}
BAD_NEWS = {3, 5, 6, 8}
"""Indicators whose event is to a person's disadvantage."""


def shown(value: Fraction | int, places: int) -> str:
    """Round half up by decimals of 60 digits."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(Fraction(value).numerator) / Decimal(Fraction(value).denominator)
        text = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return text.removeprefix("-") if not re.search("[1-9]", text) else text


def percent(share: Fraction) -> str:
    return f"{shown(100 * share, 2 if 0 < share < Fraction(1, 100) else 1)}%"


def points(difference: Fraction) -> str:
    size = shown(100 * abs(difference), 1)
    small = size == "0.0" and difference
    return f"{'less than 0.1' if small else size} percentage points"


def number(count: Fraction | int) -> str:
    return f"{int(count):,}" if Fraction(count).denominator == 1 else f"{float(count):,.1f}"


class Facts:
    """The counts behind one indicator of a report and of an earlier one."""

    def __init__(self, indicator: int, now: Report, before: Report | None) -> None:
        self.indicator, self.now = indicator, now
        self.before = before if before is not None and before.year < now.year else None
        self.result = now[indicator]
        self.then = None if self.before is None else self.before[indicator]
        self.rules = profile(now.year)

    # Indicators 2 to 4.
    def table(self, result: object) -> tuple[Fraction, Fraction, Fraction, Fraction] | None:
        assert isinstance(result, Likelihood)
        of, to = self.direction(self.now if result is self.result else self.before)
        cells = (
            result.events[of],
            result.population[of],
            result.events[to],
            result.population[to],
        )
        return None if None in cells else tuple(map(Fraction, cells))  # type: ignore[arg-type,return-value]

    def direction(self, report: Report | None) -> tuple[str, str]:
        assert report is not None
        whites_first = self.indicator in {2, 4} and report.year > 2015
        return ("white", "bme") if whites_first else ("bme", "white")

    def ratio(self, result: object) -> Fraction | None:
        table = self.table(result)
        if table is None or not (table[1] and table[3] and table[2]):
            return None
        return table[0] * table[3] / (table[1] * table[2])

    def interval(self, result: object) -> Interval | None:
        table = self.table(result)
        if table is None or table[0] > table[1] or table[2] > table[3]:
            return None
        return koopman(*table)

    def verdict(self) -> str | None:
        return verdict(
            self.ratio_interval(),
            above="above",
            below="below",
            low=Fraction(4, 5),
            high=Fraction(5, 4),
        )

    def ratio_interval(self) -> Interval | None:
        if isinstance(self.result, Likelihood):
            return self.interval(self.result) if self.ratio(self.result) is not None else None
        (p, n), (q, m) = self.answers(self.result)
        return mover_r(p, n, q, m) if p is not None and q else None

    # Indicators 5 to 8: share and number who answered, of BME then of White.
    def answers(self, result: object) -> tuple[tuple[Fraction | None, int | None], ...]:
        assert isinstance(result, Experience)
        pairs = []
        for group in ("bme", "white"):
            figure, base = result.share[group], result.respondents[group]
            pairs.append((figure.exact if figure else None, None if base is None else int(base)))
        return tuple(pairs)

    def gap(self, result: object) -> Fraction | None:
        (p, _), (q, _) = self.answers(result)
        return None if p is None or q is None else p - q

    def gap_interval(self, result: object) -> Interval | None:
        (p, n), (q, m) = self.answers(result)
        assert p is not None
        assert q is not None
        return newcombe_weighted(p, n, q, m)


def ends(interval: Interval, places: int, unit: int = 1) -> str:
    low, high = (
        None if end is None else shown(unit * Fraction(f"{end:.12g}"), places)
        for end in (interval.low, interval.high)
    )
    return f"{low} and more" if high is None else f"{low} to {high}"


# Each form is a regular expression, and says of a match whether it is true.
FORMS: list[tuple[frozenset[int], re.Pattern[str], Check]] = []


def form(indicators: str, pattern: str) -> Callable[[Check], Check]:
    def keep(check: Check) -> Check:
        FORMS.append((frozenset(map(int, indicators)), re.compile(pattern, re.DOTALL), check))
        return check

    return keep


@form("123456789", r"There are no figures for this indicator: (.*)\.")
def _no_data(match: Match, facts: Facts) -> bool:
    return isinstance(facts.result, NoData) and match[1] == facts.result.reason


@form("123456789", r"There is no figure of (\d+) to compare with\.")
def _nothing_before(match: Match, facts: Facts) -> bool:
    if facts.before is None or match[1] != str(facts.before.year):
        return False
    then = facts.then
    if isinstance(then, NoData):
        return True
    if isinstance(then, Likelihood):
        return facts.ratio(then) is None
    return isinstance(then, Experience) and facts.gap(then) is None


def staff(report: Report | None) -> dict[str, Fraction | None]:
    result = report and report[1]
    assert isinstance(result, Representation)
    return {
        group: None if result.overall.headcount[group] is None else Fraction(count)
        for group in ("white", "bme", "unknown")
        for count in [result.overall.headcount[group] or 0]
    }


def total(counts: dict[str, Fraction | None]) -> Fraction | None:
    known = [count for count in counts.values() if count is not None]
    return sum(known, Fraction()) if len(known) == 3 else None


def share(counts: dict[str, Fraction | None], group: str) -> Fraction:
    whole = total(counts)
    assert whole
    return (counts[group] or Fraction()) / whole


def is_known_only(report: Report, indicator: int) -> bool:
    return bool(getattr(report[indicator], "base", "everybody") == "known_only")


def of_base(counts: dict[str, Fraction | None], *, known_only: bool) -> Fraction:
    """Give the BME share of all staff, or of those whose ethnicity is known."""
    if not known_only:
        return share(counts, "bme")
    assert counts["bme"] is not None
    assert counts["white"] is not None
    return counts["bme"] / (counts["bme"] + counts["white"])


@form(
    "1",
    r"On 31 March (\d+) there were ([\d,.]+) staff: ([\d,.]+) White(?: \(([\d.]+%)\))?, "
    r"([\d,.]+) BME(?: \(([\d.]+%)\))? and ([\d,.]+) of unknown ethnicity(?: \(([\d.]+%)\))?\.",
)
def _staff(match: Match, facts: Facts) -> bool:
    counts, bare = staff(facts.now), is_known_only(facts.now, 1)
    told = [number(counts[group] or 0) for group in counts]
    shares = [None if bare else percent(share(counts, group)) for group in counts]
    return match.groups() == (
        str(facts.now.year),
        number(total(counts) or 0),
        *(text for pair in zip(told, shares, strict=True) for text in pair),
    )


@form("1", r"Of the staff whose ethnicity is known, ([\d.]+%) are White and ([\d.]+%) BME\.")
def _of_known(match: Match, facts: Facts) -> bool:
    bme = of_base(staff(facts.now), known_only=True)
    return match.groups() == (percent(1 - bme), percent(bme)) and is_known_only(facts.now, 1)


@form("1", r"On 31 March (\d+) no staff were counted\.")
def _nobody(match: Match, facts: Facts) -> bool:
    return match[1] == str(facts.now.year) and total(staff(facts.now)) == 0


@form("1", r"The number of (.*) staff was not supplied(, so there are no shares)?\.")
def _some_staff(match: Match, facts: Facts) -> bool:
    labels = {"white": "White", "bme": "BME", "unknown": "Unknown"}
    counts = staff(facts.now)
    lacking = [labels[group] for group, count in counts.items() if count is None]
    known = bool(counts["white"] is not None and counts["bme"] is not None)
    known = known and bool(counts["white"] or counts["bme"])
    no_shares = not (is_known_only(facts.now, 1) and known)
    return lacking == re.split(", | and ", match[1]) and bool(match[2]) == no_shares


UPPER = {"Band 8a", "Band 8b", "Band 8c", "Band 8d", "Band 9", "VSM"}


@form(
    "1",
    r"Of ([\d,.]+) staff( of known ethnicity)? in Band 8a and above, ([\d,.]+) (is|are) BME "
    r"\(([\d.]+%)\): (.*?) the BME share of all staff( of known ethnicity)?\.",
)
def _senior(match: Match, facts: Facts) -> bool:
    assert isinstance(facts.result, Representation)
    rows = [row.headcount for row in facts.result.rows if row.pay_band in UPPER]
    known_only = is_known_only(facts.now, 1)
    white, bme, unknown = (
        sum((Fraction(row[group] or 0) for row in rows), Fraction())
        for group in ("white", "bme", "unknown")
    )
    everybody = white + bme + (0 if known_only else unknown)
    beside = bme / everybody - of_base(staff(facts.now), known_only=known_only)
    verb = "is" if bme == 1 else "are"
    base = " of known ethnicity" if known_only else None
    told = (number(bme), verb, percent(bme / everybody), above_or_below(beside))
    return match.groups() == (number(everybody), base, *told, base)


def above_or_below(difference: Fraction) -> str:
    if difference > 0:
        return f"{points(difference)} above"
    return f"{points(difference)} below" if difference < 0 else "the same as"


@form(
    "1",
    r"In (\d+) the BME share of all staff( of known ethnicity)? was ([\d.]+%); it (has "
    r"(risen|fallen) by (.*) since|is the same now)\.",
)
def _share_moved(match: Match, facts: Facts) -> bool:
    if facts.before is None:
        return False
    bases = [is_known_only(one, 1) for one in (facts.before, facts.now)]
    then, now = (of_base(staff(one), known_only=bases[1]) for one in (facts.before, facts.now))
    said = (str(facts.before.year), " of known ethnicity" if bases[1] else None, percent(then))
    if match.groups()[:3] != said or bases[0] != bases[1]:
        return False
    if match[5] is None:
        return now == then
    way = "risen" if now > then else "fallen" if now < then else ""
    return match[5] == way and match[6] == points(now - then)


@form(
    "19",
    r"The figure of (\d+) is not compared: it is measured against (.*), that of (\d+) against (.*)\.",
)
def _other_form(match: Match, facts: Facts) -> bool:
    assert facts.before is not None
    before, now = (against(one, facts.indicator) for one in (facts.before, facts.now))
    years = (str(facts.before.year), str(facts.now.year))
    return before != now and (match[1], match[3], match[2], match[4]) == (*years, before, now)


def against(report: Report, indicator: int) -> str:
    population = getattr(report[indicator], "compared_with", "workforce") == "population"
    known = " of known ethnicity" if is_known_only(report, indicator) else ""
    return f"{'the local population' if population else 'all staff'}{known}"


@form(
    "1",
    r"The share of unknown ethnicity went from ([\d.]+%) to ([\d.]+%) in that time, so part of "
    r"the change may lie in what is recorded\.",
)
def _unknown_moved(match: Match, facts: Facts) -> bool:
    then, now = (share(staff(one), "unknown") for one in (facts.before, facts.now))
    return match.groups() == (percent(then), percent(now)) and then != now


DID = {
    2: "were appointed",
    3: "entered the formal disciplinary process",
    4: "took up non-mandatory training",
}
LIKELY = {
    2: "to be appointed",
    3: "to enter the formal disciplinary process",
    4: "to take up non-mandatory training",
}
WHO = {2: "applicants", 3: "staff", 4: "staff"}


@form(
    "234",
    r"(From shortlisting|In the year to 31 March \d+|On the average of the two years to 31 "
    r"March \d+), (.*)\.",
)
def _likelihoods(match: Match, facts: Facts) -> bool:
    assert isinstance(facts.result, Likelihood)
    indicator, year = facts.indicator, facts.now.year
    averaged = indicator == 3 and basis(facts.now) == "two"
    starts = {2: "From shortlisting"}.get(
        indicator,
        f"On the average of the two years to 31 March {year}"
        if averaged
        else f"In the year to 31 March {year}",
    )
    parts: list[str] = []
    events, population = facts.result.events, facts.result.population
    for label, group in GROUP.items():
        event, people = events[group], population[group]
        if event is not None and people and event <= people:
            did = "" if parts else f" {DID[indicator]}"
            parts.append(
                f"{percent(Fraction(event) / Fraction(people))} of {label} {WHO[indicator]}{did} "
                f"({number(event)} of {number(people)})"
            )
    return bool(parts) and match.groups() == (starts, " and ".join(parts))


@form(
    "234",
    r"Among (White|BME) (applicants|staff) there are more (.*) than people \(([\d,.]+) against "
    r"([\d,.]+)\); leavers may be among them\.",
)
def _overfull(match: Match, facts: Facts) -> bool:
    assert isinstance(facts.result, Likelihood)
    group = GROUP[match[1]]
    events, people = facts.result.events[group], facts.result.population[group]
    assert events is not None
    assert people is not None
    return events > people and match.groups()[1:] == (
        WHO[facts.indicator],
        metric(facts.indicator).event_nouns,
        number(events),
        number(people),
    )


@form("234", r"There is no ratio of (White|BME) \w+ to (White|BME) \w+: (.*)\.")
def _no_ratio(match: Match, facts: Facts) -> bool:
    assert isinstance(facts.result, Likelihood)
    way = (GROUP[match[1]], GROUP[match[2]])
    return (
        facts.ratio(facts.result) is None
        and way == facts.direction(facts.now)
        and match[3] == facts.result.ratio.reason
    )


@form(
    "234",
    r"(White|BME) (\w+) were ([\d.]+) times as likely (.*) as (White|BME) (\w+)"
    r"(?: \(95% interval (.*)\))?\.",
)
def _ratio(match: Match, facts: Facts) -> bool:
    ratio, interval = facts.ratio(facts.result), facts.interval(facts.result)
    who, way = WHO[facts.indicator], (GROUP[match[1]], GROUP[match[5]])
    return (
        ratio is not None
        and way == facts.direction(facts.now)
        and match[3] == shown(ratio, 2)
        and (match[2], match[4], match[6]) == (who, LIKELY[facts.indicator], who)
        and match[7] == (None if interval is None else ends(interval, 2))
    )


@form(
    "2345678",
    r"That is more than chance alone would explain, to the disadvantage of (White|BME) "
    r"(applicants|staff)\.",
)
def _worse(match: Match, facts: Facts) -> bool:
    first = facts.direction(facts.now)[0] if isinstance(facts.result, Likelihood) else "bme"
    other = {"white": "bme", "bme": "white"}[first]
    # The likelier group is worse off where the event is bad.
    above, below = (first, other) if facts.indicator in BAD_NEWS else (other, first)
    worse = {"above": above, "below": below}.get(str(facts.verdict()))
    return GROUP[match[1]] == worse and match[2] == WHO.get(facts.indicator, "staff")


@form(
    "2345678",
    r"The two groups are similar: (?:the whole interval|the interval of their ratio) lies "
    r"within 0\.80 to 1\.25\.",
)
def _similar(_: Match, facts: Facts) -> bool:
    interval = facts.ratio_interval()
    return (
        interval is not None
        and interval.high is not None
        and 0.8 <= interval.low <= 1 <= interval.high <= 1.25
    )


@form(
    "2345678",
    r"There are too few to tell whether the groups differ: chance alone could explain it\.",
)
def _too_few(_: Match, facts: Facts) -> bool:
    return facts.verdict() == "cannot_tell"


@form("234", r"This rests on few people: .*")
def _caution(match: Match, facts: Facts) -> bool:
    table = facts.table(facts.result)
    found = None if table is None else caution(*(_whole(count) for count in table))
    return found is not None and match[0] == found.sentence


def _whole(count: Fraction) -> int | Fraction:
    return int(count) if count.denominator == 1 else count


@form(
    "234",
    r"At least one of the groups has fewer than 10 (.*), so that one more or fewer changes its "
    r"figure much\.",
)
def _few(match: Match, facts: Facts) -> bool:
    assert isinstance(facts.result, Likelihood)
    events = [facts.result.events[group] for group in ("white", "bme")]
    few = any(count is not None and count < 10 for count in events)
    return few and match[1] == metric(facts.indicator).event_nouns


@form(
    "234",
    r"The ethnicity of ([\d.]+%) of (\w+) is unknown; if they were all White the ratio would be "
    r"([\d.]+), if they were all BME ([\d.]+)\.",
)
def _if_known(match: Match, facts: Facts) -> bool:
    assert isinstance(facts.result, Likelihood)
    events, people = facts.result.events, facts.result.population
    of, to = facts.direction(facts.now)
    whole = sum(Fraction(people[group] or 0) for group in ("white", "bme", "unknown"))
    ratios = []
    for moved in ("white", "bme"):
        likely = [
            (Fraction(events[one] or 0) + (Fraction(events.unknown or 0) if one == moved else 0))
            / (Fraction(people[one] or 0) + (Fraction(people.unknown or 0) if one == moved else 0))
            for one in (of, to)
        ]
        ratios.append(shown(likely[0] / likely[1], 2))
    part = percent(Fraction(people.unknown or 0) / whole)
    return match.groups() == (part, WHO[facts.indicator], *ratios)


@form(
    "234",
    r"The figure of (\d+) is not compared: the ratio of (\d+) is of BME to White, the other way "
    r"round\.",
)
def _turned(match: Match, facts: Facts) -> bool:
    assert facts.before is not None
    return match[1] == match[2] == str(facts.before.year) == "2015" and facts.indicator != 3


BASES = {
    "the average of two years": "two",
    "a single year": "one",
    "two years or one (which is not known)": "either",
}


@form("3", r"The figure of (\d+) is not compared: it rests on (.*), that of (\d+) on (.*)\.")
def _other_basis(match: Match, facts: Facts) -> bool:
    assert facts.before is not None
    years = (match[1], match[3]) == (str(facts.before.year), str(facts.now.year))
    bases = [basis(facts.before), basis(facts.now)]
    comparable = bases[0] == bases[1] != "either"
    return years and not comparable and [BASES[match[2]], BASES[match[4]]] == bases


def basis(report: Report) -> str:
    result = report[3]
    assert isinstance(result, Likelihood)
    counts = [result.events[group] for group in ("white", "bme")]
    if any(count is not None and Fraction(count).denominator == 2 for count in counts):
        return "two"
    told = getattr(result, "basis", None)
    if told is not None:
        return {"two_year_average": "two", "single_year": "one"}[told]
    return "two" if report.year <= 2019 else "either" if report.year == 2020 else "one"


CHANGE = {
    "it is the same now": "same",
    "whether the change is more than chance cannot be told": "unsure",
    "the change is no more than chance alone could explain": "chance",
    "it has moved towards equality, by more than chance alone would explain": "towards",
    "it has moved away from equality, by more than chance alone would explain": "away",
    "it has moved to the other side of equality, by more than chance alone would explain": "over",
}


@form("234", r"In (\d+) the ratio was ([\d.]+); (.*)\.")
def _ratio_moved(match: Match, facts: Facts) -> bool:
    if facts.before is None or facts.direction(facts.before) != facts.direction(facts.now):
        return False
    if facts.indicator == 3 and basis(facts.before) != basis(facts.now):
        return False
    then, now = facts.ratio(facts.then), facts.ratio(facts.result)
    assert then is not None
    assert now is not None
    first, second = facts.interval(facts.then), facts.interval(facts.result)
    if match[1] != str(facts.before.year) or match[2] != shown(then, 2):
        return False
    if then == now:
        truth = "same"
    elif first is None or second is None or not then or not now:
        truth = "unsure"
    else:
        change = ratio_change(float(then), first, float(now), second)
        assert change is not None
        if change.contains(1):
            truth = "chance"
        elif (then < 1 < now) or (now < 1 < then):
            truth = "over"
        else:
            distance = [max(one, 1 / one) for one in (then, now)]
            truth = "towards" if distance[1] < distance[0] else "away"
    return CHANGE[match[3]] == truth


SAID = {
    5: "had experienced harassment, bullying or abuse from patients, relatives or the public",
    6: "had experienced harassment, bullying or abuse from other staff",
    7: "believed that the organisation offers equal opportunities for career progression",
    8: "had experienced discrimination at work from a manager or other colleagues",
}


@form("5678", r"In the Staff Survey of (\d+), (.*) said that they (had|believed) (.*)\.")
def _shares(match: Match, facts: Facts) -> bool:
    parts = []
    for label, (value, base) in zip(("BME", "White"), facts.answers(facts.result), strict=True):
        if value is not None:
            of = "" if base is None else f" (of {number(base)} who answered)"
            parts.append(f"{percent(value)} of {label} staff{of}")
    what = f"{match[3]} {match[4]}"
    return (match[1], match[2], what) == (
        str(facts.now.year - 1),
        " and ".join(parts),
        SAID[facts.indicator],
    )


@form("5678", r"The figure of (.*) staff was not supplied, so there is no comparison\.")
def _no_comparison(match: Match, facts: Facts) -> bool:
    (bme, _), (white, _) = facts.answers(facts.result)
    lacking = [label for label, one in (("White", white), ("BME", bme)) if one is None]
    return bool(lacking) and match[1] == " and ".join(lacking)


@form("5678", r"The two figures are the same\.")
def _same(_: Match, facts: Facts) -> bool:
    return facts.gap(facts.result) == 0


@form(
    "5678",
    r"The figure of BME staff is (.*) (higher|lower) than that of White staff"
    r"(?: \(95% interval, approximate, from (.*)\))?; (higher|lower) is worse\.",
)
def _gap(match: Match, facts: Facts) -> bool:
    gap, interval = facts.gap(facts.result), facts.gap_interval(facts.result)
    return (
        gap is not None
        and match[1] == points(gap)
        and match[2] == ("higher" if gap > 0 else "lower")
        and match[3] == (None if interval is None else ends(interval, 1, 100))
        and match[4] == ("higher" if facts.indicator in BAD_NEWS else "lower")
    )


@form(
    "5678",
    r"Without the numbers who answered, it cannot be told whether that is more than chance\.",
)
def _no_bases(_: Match, facts: Facts) -> bool:
    return any(base in {None, 0} for _, base in facts.answers(facts.result))


@form(
    "5678",
    r"At least one of the groups has fewer than 10 such answers, so that one more or fewer "
    r"changes its figure much\.",
)
def _few_answers(_: Match, facts: Facts) -> bool:
    return any(
        value is not None and base is not None and value * base < 10
        for value, base in facts.answers(facts.result)
    )


@form(
    "7",
    r"The figures of (\d+) are not compared: the figure of (\d+) leaves out those who answered that "
    r"they do not know, that of (\d+) counts those who answered that they do not know\.",
)
def _other_base(match: Match, facts: Facts) -> bool:
    assert facts.before is not None
    before, now = facts.before.year, facts.now.year
    return match.groups() == (str(before), str(before), str(now)) and before < 2022 <= now


GAP = {
    "the gap between them is the same now": "same",
    "whether the change in the gap is more than chance cannot be told": "unsure",
    "the change in the gap is no more than chance alone could explain": "chance",
    "the gap between them has narrowed, by more than chance alone would explain": "narrowed",
    "the gap between them has widened, by more than chance alone would explain": "widened",
    "the gap between them has changed sides, by more than chance alone would explain": "over",
}


@form("5678", r"In (\d+) it was ([\d.]+%) of BME staff and ([\d.]+%) of White staff; (.*)\.")
def _gap_moved(match: Match, facts: Facts) -> bool:
    if facts.before is None:
        return False
    if facts.indicator == 7 and facts.before.year < 2022 <= facts.now.year:
        return False
    (bme, _), (white, _) = facts.answers(facts.then)
    then, now = facts.gap(facts.then), facts.gap(facts.result)
    assert bme is not None
    assert white is not None
    assert then is not None
    assert now is not None
    if match.groups()[:3] != (str(facts.before.year), percent(bme), percent(white)):
        return False
    first, second = facts.gap_interval(facts.then), facts.gap_interval(facts.result)
    if then == now:
        truth = "same"
    elif first is None or second is None:
        truth = "unsure"
    else:
        change = difference_change(float(then), first, float(now), second)
        assert change is not None
        if change.contains(0):
            truth = "chance"
        elif (then < 0 < now) or (now < 0 < then):
            truth = "over"
        else:
            truth = "narrowed" if abs(now) < abs(then) else "widened"
    return GAP[match[4]] == truth


PART = {"voting members": "voting", "members": "total", "executive members": "executive"}


def board_gap(report: Report, part: str) -> Fraction | None:
    board, known_only = report[9], is_known_only(report, 9)
    assert isinstance(board, BoardRepresentation)
    members = counts_of(getattr(board.headcount, part))
    if "population" in against(report, 9):
        people = getattr(board, "local_population", None)
        others = counts_of(people.headcount) if people else {}
    else:
        others = staff(report) if isinstance(report[1], Representation) else {}
    try:
        return of_base(members, known_only=known_only) - of_base(others, known_only=known_only)
    except (AssertionError, KeyError, ZeroDivisionError):
        return None


def counts_of(headcount: Headcount) -> dict[str, Fraction | None]:
    groups = ("white", "bme", "unknown")
    found = {group: headcount[group] for group in groups}
    return {group: None if one is None else Fraction(one) for group, one in found.items()}


@form(
    "9",
    r"Of ([\d,]+) ((?:voting |executive )?member)s? of the board( of known ethnicity)?, ([\d,]+) "
    r"(is|are) BME \(([\d.]+%)\)(?:: (.*?) the BME share of (.*))?\.",
)
def _board(match: Match, facts: Facts) -> bool:
    assert isinstance(facts.result, BoardRepresentation)
    part, known_only = PART[f"{match[2]}s"], is_known_only(facts.now, 9)
    members, gap = counts_of(getattr(facts.result.headcount, part)), board_gap(facts.now, part)
    bme, white = members["bme"], members["white"]
    assert bme is not None
    whole = bme + (white or 0) if known_only else total(members)
    assert whole
    return (match[1], *match.groups()[2:]) == (
        number(whole),
        " of known ethnicity" if known_only else None,
        number(bme),
        "is" if bme == 1 else "are",
        percent(bme / whole),
        None if gap is None else above_or_below(gap),
        None if gap is None else against(facts.now, 9),
    )


@form("9", r"One person of ([\d,]+) is (.*)\.")
def _one_member(match: Match, facts: Facts) -> bool:
    assert isinstance(facts.result, BoardRepresentation)
    voting = facts.result.headcount.voting.total
    assert voting
    return match.groups() == (number(voting), points(1 / Fraction(voting)))


@form(
    "9",
    r"How many members of each ethnic group the board has is not known, so there are no shares\.",
)
def _unknown_board(_: Match, facts: Facts) -> bool:
    assert isinstance(facts.result, BoardRepresentation)
    parts, known_only = facts.result.headcount, is_known_only(facts.now, 9)
    for part in (parts.total, parts.voting, parts.executive):
        needed = ("white", "bme") if known_only else ("white", "bme", "unknown")
        counts = [part[group] for group in needed]
        if None not in counts and any(counts):
            return False
    return True


@form(
    "9",
    r"In (\d+) the BME share of voting members of the board was (.*) that of (.*); a board changes by "
    r"single people, so that two years show no trend\.",
)
def _board_before(match: Match, facts: Facts) -> bool:
    assert facts.before is not None
    gap, other = board_gap(facts.before, "voting"), against(facts.now, 9)
    return (
        gap is not None
        and against(facts.before, 9) == other
        and match.groups() == (str(facts.before.year), above_or_below(gap), other)
    )


def false_sentences(
    texts: Iterator[str] | list[str], indicator: int, now: Report, before: Report | None
) -> list[str]:
    """Give the sentences that no form has, or that the counts contradict."""
    facts = Facts(indicator, now, before)
    return [text for text in texts if not _is_true(text, facts)]


def _is_true(text: str, facts: Facts) -> bool:
    found = [
        (match, check)
        for indicators, pattern, check in FORMS
        if facts.indicator in indicators and (match := pattern.fullmatch(text))
    ]
    return any(_holds(match, check, facts) for match, check in found)


def _holds(match: Match, check: Check, facts: Facts) -> bool:
    # A form may ask the counts for what they do not have: the sentence is not true then.
    try:
        return check(match, facts)
    except (AssertionError, KeyError, TypeError, ZeroDivisionError):
        return False


TURNED = [
    ("White", "BME"),
    ("above", "below"),
    ("higher", "lower"),
    ("risen", "fallen"),
    ("towards", "away from"),
    ("narrowed", "widened"),
    ("would explain", "could explain"),
    ("leaves out", "counts"),
]


def falsified(text: str) -> Iterator[str]:
    """Give the sentence with one digit changed, and with its words of direction turned."""
    for match in re.finditer(r"\d", text):
        digit = str((int(match[0]) + 1) % 10)
        yield f"{text[: match.start()]}{digit}{text[match.end() :]}"
    for one, other in TURNED:
        parts = re.split(f"({one}|{other})", text)
        turned = "".join({one: other, other: one}.get(part, part) for part in parts)
        if turned != text:
            yield turned
