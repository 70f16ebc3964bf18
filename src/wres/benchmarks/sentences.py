"""A line of a benchmark in sentences, each with the figures that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wres.benchmarks.comparing import Benchmark, Line
from wres.benchmarks.published import Published, shown_as
from wres.metrics import Figure
from wres.narrative import Sentence, Stated
from wres.narrative.size import points
from wres.profiles import profile
from wres.rounding import display


LEAST_SHOWN = Fraction(1, 200)
"""Differences of ratios below this round to 0.00."""

PLACES = {
    "inside": "inside the 95% limits",
    "above": "above the 95% limits",
    "far_above": "above the 99.8% limits",
    "below": "below the 95% limits",
    "far_below": "below the 99.8% limits",
}


def sentences_of(benchmark: Benchmark, line: Line) -> tuple[Sentence, ...]:
    """Say what a line shows: own figure, published figure, gap, chance, place among peers.

    Examples
    --------
    >>> import polars as pl, wres
    >>> lines = pl.DataFrame({
    ...     "measure": ["shortlisted", "shortlisted", "appointed", "appointed"],
    ...     "ethnic_group": ["white", "bme"] * 2,
    ...     "value": [780, 210, 170, 30],
    ... })
    >>> report = wres.measure(wres.WresReturn.from_frame(lines), year=2025, organisation="RXX")
    >>> found = wres.benchmark(report)
    >>> for sentence in sentences_of(found, found[2][0]):
    ...     print(sentence)
    Ratio of White to BME likelihood of appointment from shortlisting: 1.53 in 2025.
    The nearest comparable published figure is 1.59 (NHS trusts in England, 2023: Health Business, on the WRES report of 2023, printed 2024); it is 2 years older.
    The own figure is 0.06 lower, which is better for BME staff.
    The 95% interval of the own figure holds the published one, so chance alone could explain the difference.
    """
    return tuple(_sentences(benchmark, line))


def _sentences(benchmark: Benchmark, line: Line) -> Iterator[Sentence]:
    year = benchmark.year
    if line.own is None:
        yield Sentence(f"{line.label}: no figure in {year}: {line.reason}.")
        return
    own = Stated(year, f"{line.label}, own", line.own.exact)
    yield Sentence(f"{line.label}: {shown(line, line.own.exact)} in {year}.", (own,))
    other = line.published
    if other is None:
        yield Sentence("No comparable figure was published for this year or an earlier one.")
    else:
        there = Stated(other.year, f"{line.label}, published", other.exact)
        yield Sentence(_nearest(line, other), (own, there))
        yield Sentence(_gap(benchmark, line), (own, there))
        if line.explained is not None:
            yield Sentence(_chance(line), (own, there))
    if line.peers is not None:
        yield _peers(line, own)


def shown(line: Line, exact: Fraction) -> str:
    """Show a value of a line's kind: shares in percent to one decimal, ratios to two."""
    return shown_as(line.figure, exact)


def _nearest(line: Line, other: Published) -> str:
    years = line.years_apart or 0
    older = f"; it is {years} year{'s' if years > 1 else ''} older" if years else ""
    value = shown(line, other.exact)
    return f"The nearest comparable published figure is {value} ({other.cited}){older}."


def _gap(benchmark: Benchmark, line: Line) -> str:
    if line.gap is None or not line.gap.exact:
        return "The own figure is the same."
    word = "higher" if line.gap.exact > 0 else "lower"
    bme = profile(benchmark.year)["label_bme"]
    meaning = f", which is {line.reading} for {bme} staff" if line.reading else ""
    return f"The own figure is {_size(line, line.gap)} {word}{meaning}."


def _size(line: Line, gap: Figure) -> str:
    if line.figure == "share":
        return points(gap.exact)
    size = abs(gap.exact)
    return "less than 0.01" if size < LEAST_SHOWN else display(size, 2)


def _chance(line: Line) -> str:
    holds, could = ("holds", "could") if line.chance else ("does not hold", "would not")
    return (
        f"The 95% interval of the own figure {holds} the published one, so chance alone {could} "
        "explain the difference."
    )


def _peers(line: Line, own: Stated) -> Sentence:
    peers = line.peers
    assert peers is not None  # noqa: S101  # asked for by the caller
    text = (
        f"Among {peers.organisations} organisations it ranks {peers.rank}{peers.shared} (1 is the "
        f"{peers.first}); their median is {shown(line, peers.median.exact)}"
    )
    figures = [own, Stated(own.year, "median of organisations", peers.median.exact)]
    if peers.pooled is not None:
        text += f", all together have {shown(line, peers.pooled.exact)}"
        figures.append(Stated(own.year, "pooled figure", peers.pooled.exact))
    if peers.place is not None:
        text += f"; in the funnel it lies {PLACES[peers.place]}"
        figures.append(Stated(own.year, "place in the funnel", peers.place))
    return Sentence(f"{text}.", tuple(figures))
