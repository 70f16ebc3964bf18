"""National and regional figures that were published, and which of them is nearest to a report's."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache

from attrs import frozen

from wres.errors import UnknownNameError
from wres.rounding import display
from wres.vocabulary import read_table


NATIONAL, REGION = "national (NHS trusts, England)", "region: "
ENGLAND = "NHS trusts in England"


@frozen
class Key:
    """Which figure of a report: two with the same key and definition measure the same thing.

    Parameters
    ----------
    metric
        Its number.
    figure
        ``share`` or ``ratio``.
    part
        Of metric 1 a band, a block or some bands together, of metric 9 a part of the board; empty
        for the whole.
    group
        ``bme``, ``white``, or the two of a ratio in its direction, such as ``white/bme``.
    """

    metric: int
    figure: str
    part: str
    group: str


@frozen(kw_only=True)
class Published:
    """A figure as a source printed it.

    Parameters
    ----------
    year
        WRES year that it is of.
    place
        ``NHS trusts in England`` or a region of it.
    printed
        As the source has it.
    exact
        The same as a number; shares in units of 1.
    definition
        What to know of how it was measured: of metric 3 the years it covers, of metric 7 whether
        "don't know" is in the base, of metrics 1 and 9 whom shares are of. Empty where nothing.
    period
        Days or season that the data are of.
    vintage
        Year in which the source was published.
    restated
        Whether this source printed another value than an earlier one for the same year.
    source, url
        Title and address.
    verified
        How far it is trusted: ``likely`` for one who retells the national report.
    """

    key: Key
    year: int
    place: str
    printed: str
    exact: Fraction
    definition: str
    period: str
    vintage: str
    restated: bool
    source: str
    url: str
    verified: str
    note: str

    @property
    def display(self) -> str:
        """The value for people: a share in percent to one decimal, a ratio to two."""
        return shown_as(self.key.figure, self.exact)

    @property
    def cited(self) -> str:
        """Place, year and source, without which a figure is not to be shown."""
        restated = ", restated" if self.restated else ""
        return f"{self.place}, {self.year}: {self.source}, printed {self.vintage}{restated}"


def shown_as(figure: str, exact: Fraction) -> str:
    """Show a value: of a ``share`` in percent to one decimal, of a ``ratio`` to two.

    Examples
    --------
    >>> shown_as("share", Fraction(286, 1000)), shown_as("ratio", Fraction(18, 10))
    ('28.6%', '1.80')
    """
    return display(exact, 1, percent=True) if figure == "share" else display(exact, 2)


@cache
def published() -> tuple[Published, ...]:
    """Every published figure that a report has a counterpart of, in file order.

    Rows of ``national_benchmarks.csv`` that are suspect, quoted at second hand, a target, of
    other organisations or of something that a report does not measure are not among them.

    Examples
    --------
    >>> [(one.year, one.printed) for one in published() if one.key.metric == 4][:2]
    [(2016, '1.11'), (2017, '1.22')]
    """
    rows = read_table("national_benchmarks")
    return tuple(_published(row) for row in rows if row["standing"] == "usable")


def _published(row: dict[str, str]) -> Published:
    scope = row["scope"]
    return Published(
        key=Key(int(row["metric"]), row["figure"], row["part"], row["ethnic_group"]),
        year=int(row["wres_year"]),
        place=ENGLAND if scope == NATIONAL else scope.removeprefix(REGION),
        printed=row["printed"],
        exact=Fraction(row["value"]),
        definition=row["definition"],
        period=row["period"],
        vintage=row["vintage"],
        restated=row["restated"] == "yes",
        source=row["source"],
        url=row["url"],
        verified=row["verified"],
        note=row["note"],
    )


PLACES = (ENGLAND, *sorted({one.place for one in published()} - {ENGLAND}))
"""England, then the regions that any figure was published of."""


def check_region(region: str | None) -> None:
    """Check that figures were published of a region, if one is named.

    Raises
    ------
    UnknownNameError
        None were; the message lists the regions that there are.
    """
    if region is not None and region not in PLACES[1:]:
        raise UnknownNameError.of("region", region, PLACES[1:])


def nearest(
    key: Key, *, year: int, definition: str, region: str | None = None
) -> tuple[Published, ...]:
    """Find the published figure that is nearest to one of a report.

    It measures the same thing by the same definition, and is not of a later year. Of those, the
    newest year comes first; in one year, the region before England; at one place, the newest
    printing, since a later one corrects an earlier.

    Parameters
    ----------
    year
        WRES year of the report.
    definition
        By which the report measured.
    region
        Where the organisation is; ``None`` looks at England alone.

    Returns
    -------
    tuple of Published
        The nearest first, then what else was printed for the same year and place; empty where
        there is none.

    Examples
    --------
    The national report of 2023 printed 1.54 for 2022, a release of 2024 printed 1.53:

    >>> ratio = Key(2, "ratio", "", "white/bme")
    >>> [(one.printed, one.vintage) for one in nearest(ratio, year=2022, definition="")]
    [('1.53', '2024'), ('1.54', '2023')]
    >>> nearest(ratio, year=2025, definition="", region="London")[0].cited
    'London, 2024: HSJ, on the WRES report of 2024, printed 2025'
    """
    fit = [
        one
        for one in published()
        if one.key == key
        and one.definition == definition
        and one.year <= year
        and one.place in {ENGLAND, region}
    ]
    return _nearest_first(fit)


def _nearest_first(fit: Iterable[Published]) -> tuple[Published, ...]:
    ordered = sorted(
        fit, key=lambda one: (-one.year, one.place == ENGLAND, -int(one.vintage), one.printed)
    )
    first = ordered[:1]
    return tuple(
        one for one in ordered if (one.year, one.place) in {(x.year, x.place) for x in first}
    )
