"""What the page, the document and the terminal show of a comparison alike."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from wres.comparison import Change, Comparison, Point, Series, distance
from wres.exporters.comparison import nearby
from wres.metrics import metric
from wres.profiles import Profile, profile
from wres.vocabulary import CONFIDENTIAL
from wres.wording import ends, percent_of


NOTHING = "-"
SAME = "no change"
CHANCE = {
    "more_than_chance": "more than chance",
    "within_chance": "no more than chance",
}
MORE = {
    "likelihood": ("likelihood", "events", "population"),
    "survey": ("share", "ratio", "respondents"),
    "representation": ("headcount", "share", "disparity"),
    "board": ("share", "headcount", "difference"),
}
"""Family of a metric to the figures beside its headline, in the order shown."""

PAIRED = ("share", "likelihood")
SHORT = {"ratio": "Ratio", "points": "Gap"}

Row = tuple[str, ...]


def rules_of(comparison: Comparison) -> Profile:
    """Give the rules of the latest year."""
    return profile(comparison.years[-1].year)


def whose(comparison: Comparison) -> str:
    """Name the organisation, or all of them."""
    names: dict[str, str] = {}
    for one in (year.organisation for year in reversed(comparison.years)):
        code = names.get(one.code, one.code)
        named = f"{one.name} ({one.code})" if one.code else str(one.name)
        names[one.code] = named if one.name and code == one.code else code
    return ", ".join(filter(None, names.values())) or "an organisation without a name"


def span(comparison: Comparison) -> str:
    """Give the first and the last year."""
    return f"{comparison.years[0].year} to {comparison.years[-1].year}"


def shown(point: Point, series: Series) -> str:
    """Show a figure; a dash where there is none, and a mark where it was hidden or restated.

    Examples
    --------
    >>> shown(Point(year=2025, status="hidden"), None)
    '[c]'
    """
    if point.status == "hidden":
        return CONFIDENTIAL
    if point.figure is None:
        return NOTHING
    text = grouped(point.figure.display)
    if series.unit == "likelihood":
        text = percent_of(point.figure)
    sign = "+" if series.unit == "points" and point.figure.exact > 0 else ""
    return f"{sign}{text}{'*' if point.restated_from else ''}"


def grouped(text: str) -> str:
    """Set thousands apart.

    Examples
    --------
    >>> grouped("12345.5"), grouped("-1200"), grouped("1.53")
    ('12,345.5', '-1,200', '1.53')
    """
    sign = "-" if text.startswith("-") else ""
    whole, point, rest = text.removeprefix("-").partition(".")
    return f"{sign}{int(whole):,}{point}{rest}" if whole.isdigit() else text


def change_of(change: Change | None, unit: str) -> str:
    """Show a change without what chance allows."""
    if change is None or change.change is None:
        return NOTHING
    if change.kind == "ratio":
        return f"x {change.change.display}"
    sign = "+" if change.change.exact > 0 and change.change.display.strip("0.") else ""
    points = "" if unit == "count" else " points"
    return f"{sign}{grouped(change.change.display)}{points}"


def chance_of(change: Change | None) -> str:
    """Say what chance allows, or why that is not told."""
    if change is None:
        return "no two years to compare"
    if change.status == "not_compared":
        return f"not compared: {change.reason}"
    if change.chance is None:
        return f"not tested: {change.reason}"
    interval = change.change.interval if change.change else None
    bounds = ends(interval, "ratio" if change.kind == "ratio" else "points")
    return f"{CHANCE[change.chance]} ({bounds})"


def last_step(series: Series) -> Change | None:
    """Give the change to the last year from the measured one before; `None` without its figure."""
    steps = len(series.measured) - 1
    return series.changes[steps - 1] if steps > 0 and _has_last(series) else None


def _has_last(series: Series) -> bool:
    return series.points[-1].figure is not None


@frozen(kw_only=True)
class Years:
    """A table of figures by year.

    Parameters
    ----------
    rows
        Name, a figure for each year, published figures where there are any, and the last change.
    """

    heads: Row
    rows: tuple[Row, ...]


def years_table(comparison: Comparison, every: tuple[Series, ...], first: str) -> Years:
    """Set series below each other, a column a year, and the change of the last step."""
    years = [str(one.year) for one in comparison.years]
    beside = any(one.published for one in every)
    return Years(
        heads=(first, *years, *([nearby.head(comparison)] if beside else []), "Last change"),
        rows=tuple(
            (
                one.title,
                *(shown(point, one) for point in one.points),
                *(["\n".join(nearby.of_series(one)) or NOTHING] if beside else []),
                change_of(last_step(one), one.unit),
            )
            for one in every
        ),
    )


def beside(comparison: Comparison, number: int) -> Iterator[Series]:
    """Give the series of a metric beside its headline, those of pay bands left out."""
    order = MORE[metric(number).family]
    kept = [
        one
        for one in comparison.of_metric(number)
        if not one.headline and one.figure in order and one.pay_band is None and one.measured
    ]
    yield from sorted(kept, key=lambda one: order.index(one.figure))


def bands(comparison: Comparison) -> tuple[Series, ...]:
    """Give the BME share of every pay band where somebody is."""
    return tuple(
        one
        for one in comparison.of_metric(1)
        if one.pay_band is not None and one.figure == "share" and one.measured
    )


def direction_of(series: Series) -> str:
    """Say in a word or two which way the last step went, and whether by more than chance."""
    change = last_step(series)
    if change is None:
        return NOTHING
    if change.status == "not_compared":
        return "not compared"
    way = _way(series)
    return f"{way}, {CHANCE[change.chance]}" if change.chance and way != SAME else way


def direction_and_chance(series: Series) -> str:
    """Say which way the last step went, and all that is known of chance."""
    change = last_step(series)
    told = chance_of(change) if _has_last(series) else f"no figure of {series.points[-1].year}"
    if change is None or change.status == "not_compared":
        return told
    way = _way(series)
    return way if way == SAME else f"{way}; {told}"


def _way(series: Series) -> str:
    """Say of a ratio or a gap whether it went towards equality, of a share whether up."""
    (_, before), (_, after) = series.measured[-2:]
    if before.exact == after.exact:
        return SAME
    far = distance(series.unit, before.exact), distance(series.unit, after.exact)
    match far:
        case (Fraction() as then, Fraction() as now) if then == now:
            return "as far from equality"
        case (Fraction() as then, Fraction() as now):
            return f"{'nearer to' if now < then else 'further from'} equality"
    return "up" if after.exact > before.exact else "down"


def lines_in(comparison: Comparison, series: Series, year: int) -> Iterator[str]:
    """Give the figures of an indicator in one year, a line each, as public reports show them."""
    rules = rules_of(comparison)
    order = ("white", "bme")
    every = sorted(
        comparison.of_metric(series.metric), key=lambda one: one.ethnic_group != order[0]
    )
    for one in every:
        if one.figure in PAIRED and one.ethnic_group in order and _is_whole(one, series):
            point = next(point for point in one.points if point.year == year)
            yield f"{rules[f'label_{one.ethnic_group}']} {shown(point, one)}"
    point = next(point for point in series.points if point.year == year)
    if series.unit in {"ratio", "points"}:
        yield f"{SHORT[series.unit]} {shown(point, series)}"


def _is_whole(one: Series, headline: Series) -> bool:
    """Whether a share is of the same people as the headline."""
    return one.part == headline.part and one.pay_band is None
