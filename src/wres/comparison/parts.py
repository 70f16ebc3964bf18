"""What a comparison is made of: years, series of figures, changes, breaks, control charts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from attrs import field, frozen

from wres.benchmarks import Published
from wres.metrics import Figure
from wres.narrative import Sentence
from wres.report import Organisation, ProfileUsed
from wres.returns import SourceUsed


Status = Literal["measured", "undefined", "no_data", "hidden"]
Kind = Literal["ratio", "difference"]
Unit = Literal["count", "share", "likelihood", "ratio", "points"]


@frozen(kw_only=True)
class Year:
    """One report of the comparison.

    Parameters
    ----------
    year, snapshot
        WRES year, and the day on which staff were counted.
    survey_year
        Year of the Staff Survey that it uses.
    sources
        Files that its report was made from.
    """

    year: int
    snapshot: date
    survey_year: int
    organisation: Organisation
    profile: ProfileUsed
    sources: tuple[SourceUsed, ...] = ()


@frozen(order=True)
class Key:
    """What a figure is of; the names are those of `wres.Report.to_frame`."""

    metric: int
    figure: str
    part: str | None = None
    workforce_group: str | None = None
    pay_band: str | None = None
    ethnic_group: str | None = None


@frozen(kw_only=True)
class Point:
    """A figure of one year.

    Parameters
    ----------
    status, reason
        ``measured``; ``undefined`` where it cannot be had from the counts; ``no_data`` where it
        was not supplied; ``hidden`` where the report was made safe to publish.
    figure
        ``None`` unless measured.
    restated_from
        The figure as its own year reported it, where a later statement gives another.
    """

    year: int
    status: Status
    reason: str | None = None
    figure: Figure | None = None
    restated_from: Figure | None = None


@frozen(kw_only=True)
class Break:
    """Something that two years do not have in common.

    Parameters
    ----------
    name
        Of the row of ``data/comparability_breaks.csv``, or ``restated``.
    crossed
        Whether the figures are compared nevertheless.
    reason
        In words, without a capital and a full stop.
    """

    name: str
    from_year: int
    to_year: int
    crossed: bool
    reason: str
    source: str
    verified: str

    def parts_at(self, year: int) -> bool:
        """Whether it keeps a year apart from those before."""
        return self.to_year == year and not self.crossed


@frozen(kw_only=True)
class Change:
    """How far a figure has moved between two years.

    Parameters
    ----------
    status
        ``not_compared`` where a break lies between the years or there is nothing to divide by.
    kind
        ``ratio`` (later over earlier) of ratios, else ``difference`` (later less earlier).
    change
        Exact, with its interval where the two years' figures are independent.
    p_value, test
        Of no change, by the same method as the interval.
    chance
        ``more_than_chance`` where the 95% interval excludes no change, else ``within_chance``;
        ``None`` where that cannot be told, and why in `reason`.
    """

    from_year: int
    to_year: int
    status: Literal["compared", "not_compared"]
    kind: Kind
    change: Figure | None = None
    p_value: float | None = None
    test: str | None = None
    chance: Literal["more_than_chance", "within_chance"] | None = None
    reason: str | None = None


@frozen(kw_only=True)
class Stand:
    """Years that stand out in a control chart.

    Parameters
    ----------
    kind, side
        As of `wres.statistics.Signal`.
    """

    kind: str
    side: str
    years: tuple[int, ...]


@frozen(kw_only=True)
class Control:
    """The XmR chart of a series' comparable years.

    Parameters
    ----------
    mean, low, high
        Mean and process limits, in the unit of the series.
    trial
        Whether there are fewer points than limits need to be settled.
    """

    from_year: int
    to_year: int
    points: int
    mean: Figure
    low: Figure
    high: Figure
    trial: bool
    signals: tuple[Stand, ...]


@frozen(kw_only=True)
class Series:
    """One figure over the years.

    Parameters
    ----------
    metric, figure, part, workforce_group, pay_band, ethnic_group
        What it is of, as in `wres.Report.to_frame`.
    title
        For people.
    headline
        Whether it is the figure by which its metric is told.
    points
        One a year of the comparison, in order.
    breaks
        Between measured years that follow each other.
    changes
        Between measured years that follow each other; then between the first and the last of
        all, and of the last comparable ones, where there are more than two.
    control
        Runs of comparable years without a gap that are long enough for a chart.
    sentences
        What the headline series say; none of others.
    published
        The nearest comparable figures that were published, that of England first; see
        `wres.benchmarks.nearest`. Nearest to the last measured year, and not of a later one.
    """

    metric: int
    name: str
    figure: str
    part: str | None
    workforce_group: str | None
    pay_band: str | None
    ethnic_group: str | None
    title: str
    unit: Unit
    headline: bool
    points: tuple[Point, ...]
    breaks: tuple[Break, ...] = ()
    changes: tuple[Change, ...] = ()
    control: tuple[Control, ...] = ()
    sentences: tuple[Sentence, ...] = field(default=())
    published: tuple[Published, ...] = ()

    @property
    def key(self) -> Key:
        """What it is of."""
        return Key(
            self.metric,
            self.figure,
            self.part,
            self.workforce_group,
            self.pay_band,
            self.ethnic_group,
        )

    @property
    def measured(self) -> tuple[tuple[int, Figure], ...]:
        """Year and figure, where there is one."""
        return tuple((one.year, one.figure) for one in self.points if one.figure is not None)

    @property
    def segments(self) -> tuple[tuple[tuple[int, Figure], ...], ...]:
        """Measured years that can be compared with each other, in order."""
        return tuple(
            _segments(self.measured, {one.to_year for one in self.breaks if not one.crossed})
        )

    def change_between(self, first: int, last: int) -> Change | None:
        """Give the change between two years, if it is there."""
        return next(
            (one for one in self.changes if (one.from_year, one.to_year) == (first, last)), None
        )


def _segments(
    measured: tuple[tuple[int, Figure], ...], starts: set[int]
) -> Iterator[tuple[tuple[int, Figure], ...]]:
    segment: list[tuple[int, Figure]] = []
    for year, figure in measured:
        if year in starts and segment:
            yield tuple(segment)
            segment = []
        segment.append((year, figure))
    if segment:
        yield tuple(segment)


@frozen(kw_only=True)
class Comparability:
    """How far two years that follow each other can be compared."""

    from_year: int
    to_year: int
    sentences: tuple[Sentence, ...]
