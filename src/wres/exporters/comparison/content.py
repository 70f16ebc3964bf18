"""What stands on the page of a comparison, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from wres.comparison import Comparison, Series
from wres.exporters.comparison import nearby, shown
from wres.exporters.page.lines import Level, Mark, line_chart
from wres.exporters.page.pictures import Drawing, Picture
from wres.exporters.page.shown import sentence
from wres.exporters.page.svg import inline
from wres.exporters.page.tables import Table
from wres.metrics import metric
from wres.wording import origin


CHAPTERS = (
    ("bands", "Pay bands", (1,)),
    ("likelihoods", "Recruitment, discipline and training", (2, 3, 4)),
    ("survey", "What staff say", (5, 6, 7, 8)),
    ("board", "The board", (9,)),
)
EQUALITY = {"ratio": 1.0, "points": 0.0}
AT_A_GLANCE = 4
"""Years that the first table has room for; of more, the latest, and all of them below it."""


@frozen(kw_only=True)
class Indicator:
    """One of the nine: its sentences, and the tables behind them."""

    number: int
    title: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...]
    more: tuple[Table, ...]


@frozen(kw_only=True)
class Chapter:
    """Indicators that belong together, and the pictures of their series."""

    key: str
    title: str
    picture: Picture | None
    indicators: tuple[Indicator, ...]


@frozen(kw_only=True)
class Page:
    """Everything that the template prints."""

    organisation: str
    span: str
    white: str
    bme: str
    warnings: tuple[str, ...]
    glance: Table
    chapters: tuple[Chapter, ...]
    comparability: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[Table, ...]
    tested: int
    national: str
    national_note: str
    version: str


def page_of(comparison: Comparison) -> Page:
    """Collect the page of a comparison."""
    rules = shown.rules_of(comparison)
    changes = [one for series in comparison.series for one in series.changes]
    return Page(
        organisation=shown.whose(comparison),
        span=shown.span(comparison),
        white=rules["label_white"],
        bme=rules["label_bme"],
        warnings=tuple(map(sentence, comparison.warnings)),
        glance=_glance(comparison),
        chapters=tuple(_chapters(comparison)),
        comparability=tuple(
            (f"{one.from_year} and {one.to_year}", tuple(map(str, one.sentences)))
            for one in comparison.comparability
        ),
        sources=tuple(_sources(comparison)),
        tested=sum(one.chance is not None for one in changes),
        national=nearby.head(comparison) if nearby.are_there(comparison) else "",
        national_note=nearby.note(comparison),
        version=comparison.wres,
    )


def _glance(comparison: Comparison) -> Table:
    years = [str(one.year) for one in comparison.years][-AT_A_GLANCE:]
    caption = "The figure by which each indicator is told"
    if _are_many(comparison):
        caption += f": the latest {AT_A_GLANCE} years; those before are in the tables below"
    beside = nearby.are_there(comparison)
    national = [nearby.head(comparison)] if beside else []
    return Table(
        caption=caption,
        heads=("Indicator", *years, *national, "Last change", "Direction, and whether by chance"),
        rows=tuple(
            (
                f"{one.metric}. {metric(one.metric).title}: {one.title}",
                *(shown.shown(point, one) for point in one.points[-AT_A_GLANCE:]),
                *(["\n".join(nearby.of_indicator(comparison, one)) or "-"] if beside else []),
                shown.change_of(shown.last_step(one), one.unit),
                shown.direction_and_chance(one),
            )
            for one in comparison.headlines
        ),
        words=True,
        key="glance",
    )


def _are_many(comparison: Comparison) -> bool:
    return len(comparison.years) > AT_A_GLANCE


def _chapters(comparison: Comparison) -> Iterator[Chapter]:
    for key, title, numbers in CHAPTERS:
        headlines = [comparison[number] for number in numbers]
        yield Chapter(
            key=key,
            title=title,
            picture=_picture(comparison, headlines),
            indicators=tuple(_indicator(comparison, one) for one in headlines),
        )


def _indicator(comparison: Comparison, series: Series) -> Indicator:
    number = series.metric
    return Indicator(
        number=number,
        title=metric(number).title,
        sentences=tuple(map(str, series.sentences)),
        tables=tuple(_tables(comparison, number)),
        more=tuple(_more(comparison, series)),
    )


def _tables(comparison: Comparison, number: int) -> Iterator[Table]:
    every = tuple(shown.beside(comparison, number))
    are_many = _are_many(comparison)
    if are_many and comparison[number].measured:
        every = (evolve(comparison[number], published=()), *every)
    if every:
        table = shown.years_table(comparison, every, "Figure")
        caption = f"{'Figures' if are_many else 'More figures'} of indicator {number}"
        yield Table(caption=caption, heads=table.heads, rows=table.rows, key=f"figures-{number}")


def _more(comparison: Comparison, series: Series) -> Iterator[Table]:
    number = series.metric
    if number == 1 and (every := shown.bands(comparison)):
        table = shown.years_table(comparison, every, "Pay band")
        caption = "Share of each pay band"
        yield Table(caption=caption, heads=table.heads, rows=table.rows, key="share-by-band")
    if series.changes:
        yield Table(
            caption=f"Changes of indicator {number}",
            heads=("Years", "Change", "95% interval, and whether it is more than chance"),
            rows=tuple(
                (
                    f"{one.from_year} to {one.to_year}",
                    shown.change_of(one, series.unit),
                    shown.chance_of(one),
                )
                for one in series.changes
            ),
            words=True,
            key=f"changes-{number}",
        )
    if series.breaks:
        yield Table(
            caption=f"Breaks of indicator {number}, and where they are known from",
            heads=("Years", "Compared", "Why, and the standing of that"),
            rows=tuple(
                (
                    f"{one.from_year} and {one.to_year}",
                    "yes" if one.crossed else "no",
                    f"{one.reason}; {origin(one.source, one.verified)}",
                )
                for one in series.breaks
            ),
            words=True,
            key=f"breaks-{number}",
        )


def _picture(comparison: Comparison, headlines: list[Series]) -> Picture | None:
    drawings = tuple(_drawing(comparison, one) for one in headlines if one.measured)
    if not drawings:
        return None
    caption = (
        "Each figure by year, with its 95% interval where it has one. Years that can be compared "
        "are joined; a dotted line from top to bottom is a break. A whole line across is equality, "
        "dashed ones the mean and the process limits of a control chart, where there are enough "
        "years for one. A filled diamond stands out from usual variation."
    )
    return Picture(caption=caption, drawings=drawings)


def _drawing(comparison: Comparison, series: Series) -> Drawing:
    number = series.metric
    chart = line_chart(
        tuple(_marks(series)),
        [one.year for one in comparison.years],
        levels=_levels(comparison, series),
    )
    return Drawing(
        heading=f"{number}. {series.title}",
        wide=inline(
            chart,
            key=f"series-{number}",
            title=f"Indicator {number} by year: {series.title}",
            description=" ".join(map(str, series.sentences)),
        ),
    )


def _marks(series: Series) -> Iterator[Mark]:
    starts = {segment[0][0] for segment in series.segments}
    out = {year for one in series.control for signal in one.signals for year in signal.years}
    points = {one.year: one for one in series.points}
    for year, figure in series.measured:
        interval = figure.interval
        yield Mark(
            year=year,
            value=figure.value,
            words=shown.shown(points[year], series),
            low=None if interval is None else interval.low,
            high=None if interval is None else interval.high,
            joined=year not in starts,
            stands_out=year in out,
        )


def _levels(comparison: Comparison, series: Series) -> Iterator[Level]:
    first, last = comparison.years[0].year, comparison.years[-1].year
    if series.unit in EQUALITY:
        yield Level(value=EQUALITY[series.unit], first=first, last=last)
    for one in series.control:
        for figure, dash in ((one.mean, (7, 3)), (one.low, (2, 3)), (one.high, (2, 3))):
            yield Level(value=figure.value, first=one.from_year, last=one.to_year, dash=dash)


def _sources(comparison: Comparison) -> Iterator[Table]:
    if nearby.are_there(comparison):
        cited = tuple(one.cells for one in nearby.cited(comparison))
        yield Table(
            caption=nearby.CAPTION, heads=nearby.HEADS, rows=cited, words=True, key="published"
        )
    rows = tuple(
        (
            str(year.year),
            year.organisation.code or "not named",
            one.file or "input",
            one.sha256 or "not a file",
        )
        for year in comparison.years
        for one in year.sources
    )
    if rows:
        heads = ("Year", "Organisation", "File", "SHA-256")
        yield Table(
            caption="Files behind each year", heads=heads, rows=rows, words=True, key="files"
        )
