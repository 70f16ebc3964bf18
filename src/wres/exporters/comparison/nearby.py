"""Published figures beside those of a comparison, never without their year and source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from wres.benchmarks import ENGLAND, Published
from wres.comparison import Comparison, Series
from wres.dates import day
from wres.profiles import profile
from wres.wording import origin


PARTS = {"total": "Whole board", "voting": "Voting members", "executive": "Executives"}
CAPTION = "Published figures, and where they were printed"
HEADS = ("Indicator and figure", "As printed", "Of", "Data of", "Source, and its standing")


def head(comparison: Comparison) -> str:
    """Name the column."""
    return "National" if comparison.region is None else "National and regional"


def note(comparison: Comparison) -> str:
    """Say what stands in the column."""
    region = "" if comparison.region is None else f" and of {comparison.region}"
    return (
        f"The newest comparable figure of {ENGLAND}{region} that was published, with the year that "
        "it is of, and not of a later year than the organisation's own"
    )


def are_there(comparison: Comparison) -> bool:
    """Whether a figure was published beside which one of the comparison can stand."""
    return any(one.published for one in comparison.series)


def of_series(series: Series) -> Iterator[str]:
    """Give the published figures of a series with their years; a region by its name."""
    for one in series.published:
        yield _dated(one, "")


def of_indicator(comparison: Comparison, headline: Series) -> Iterator[str]:
    """Give those of an indicator: of its headline, else of the shares that it is made of."""
    if headline.published:
        yield from of_series(headline)
        return
    for series in comparison.of_metric(headline.metric):
        for one in series.published:
            yield _dated(one, _name(comparison, series))


def _dated(one: Published, name: str) -> str:
    place = "" if one.place == ENGLAND else one.place
    return " ".join(filter(None, (place, name, one.display, f"({one.year})")))


def _name(comparison: Comparison, series: Series) -> str:
    if series.part in PARTS:
        return PARTS[series.part]
    label: str = profile(comparison.years[-1].year)[f"label_{series.ethnic_group}"]
    return label


@frozen(kw_only=True)
class Cited:
    """Where a published figure was printed; its fields are the cells under `HEADS`."""

    title: str
    printed: str
    of: str
    data: str
    source: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Give the cells of a row."""
        return (self.title, self.printed, self.of, self.data, self.source)


def cited(comparison: Comparison) -> Iterator[Cited]:
    """Give every published figure once, with where it was printed and how far that is trusted."""
    for series in comparison.series:
        for one in series.published:
            restated = "; restated" if one.restated else ""
            yield Cited(
                title=f"{series.metric}. {series.title}",
                printed=one.printed,
                of=f"{one.place}, {one.year}",
                data=_data(one.period),
                source=f"{origin(one.source, one.verified)}; printed {one.vintage}{restated}",
            )


def _data(period: str) -> str:
    """Say of when data are.

    Examples
    --------
    >>> _data("2022-04-01/2023-03-31"), _data("2023 autumn")
    ('1 April 2022 to 31 March 2023', 'autumn 2023')
    """
    if "-" in period:
        return " to ".join(day(date.fromisoformat(one)) for one in period.split("/"))
    return " ".join(reversed(period.split()))
