"""The published figures nearest to those of a comparison, found as `wres.benchmarks` finds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from wres.benchmarks import ENGLAND, Own, Published, nearest, own_figures
from wres.benchmarks import Key as PublishedKey
from wres.comparison.parts import Key, Series
from wres.narrative import Sentence, Stated
from wres.narrative.sentence import listed
from wres.report import Report


PATH = "published of"
Beside = Mapping[int, Mapping[Key, Own]]
"""Year, and what a figure is of, to the figure as a benchmark has it."""


def with_published(
    every: Sequence[Series], statements: Mapping[int, Sequence[Report]], region: str | None
) -> Iterator[Series]:
    """Set beside each series the nearest comparable figures that were published.

    Parameters
    ----------
    statements
        Reports by year, the latest statement of a year last.
    region
        Where the organisation is; its figure follows that of England where it was published.

    Yields
    ------
    Series
        In the same order; headline series with a sentence for each source.
    """
    own = {year: _figures(reports) for year, reports in statements.items()}
    found = [evolve(one, published=tuple(_published(one, own, region))) for one in every]
    for one in found:
        if one.headline:
            of_metric = [other for other in found if other.metric == one.metric]
            yield evolve(one, sentences=(*one.sentences, *_sentences(one, of_metric)))
        else:
            yield one


def tells_published(sentence: Sentence) -> bool:
    """Whether a sentence tells figures that were published of others.

    Examples
    --------
    >>> tells_published(Sentence("It is 1.59.", (Stated(2023, "published of London", 1),)))
    True
    """
    return any(one.path.startswith(PATH) for one in sentence.figures)


def _figures(reports: Sequence[Report]) -> dict[Key, Own]:
    return {
        key: own
        for report in reports
        for own in own_figures(report)
        if own.figure is not None and (key := _key(own.key)) is not None
    }


def _key(of: PublishedKey) -> Key | None:
    """Find the series of a benchmark's figure; those of bands are of one block of staff alone.

    Examples
    --------
    >>> _key(PublishedKey(1, "share", "", "bme")).part, _key(PublishedKey(1, "share", "VSM", "bme"))
    ('overall', None)
    """
    if of.metric == 1:
        return None if of.part else Key(1, of.figure, "overall", ethnic_group=of.group)
    return Key(of.metric, of.figure, of.part or None, ethnic_group=of.group)


def _published(series: Series, own: Beside, region: str | None) -> Iterator[Published]:
    """Give the nearest figure of England and, if it is nearer or as near, that of the region."""
    if not series.measured:
        return
    year, _ = series.measured[-1]
    beside = own[year].get(series.key)
    if beside is None:
        return
    for place in dict.fromkeys((None, region)):
        found = nearest(beside.key, year=year, definition=beside.definition, region=place)
        if found and found[0].place == (place or ENGLAND):
            yield found[0]


def _sentences(headline: Series, of_metric: Sequence[Series]) -> Iterator[Sentence]:
    """Tell the published figures of a metric, those of one source together."""
    sources: dict[str, list[tuple[Series, Published]]] = {}
    for series in of_metric:
        for one in series.published:
            sources.setdefault(one.cited, []).append((series, one))
    for cited, figures in sources.items():
        told = [
            one.display if series is headline else f"{series.title} {one.display}"
            for series, one in figures
        ]
        subject = "figures published are" if len(told) > 1 else "figure published is"
        yield Sentence(
            f"The nearest comparable {subject} {listed(told)} ({cited}).",
            tuple(Stated(one.year, f"{PATH} {one.place}", one.exact) for _, one in figures),
        )
