"""Which counts a report has, and how they hang together: one table for everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wres.disclosure.cells import HALF, Book, System, cluster_path, halves, row_path
from wres.disclosure.parts import SCALE, add_sums, start_of, values_of
from wres.metrics import (
    GROUPS,
    BoardRepresentation,
    Breakdown,
    Cluster,
    Experience,
    Likelihood,
    NoData,
    Representation,
    Result,
    metric,
)
from wres.report import Report
from wres.vocabulary import PayBand, WorkforceGroup, band_clusters


WORKFORCE, FLOW, BOARD, CLUSTER, ROW, SUBSET = 60, 20, 8, 4, 3, 2
"""What is lost with a count: about the figures that go with it, the headlines more."""

STAFF = "1.overall.headcount"
CONSULTANTS = (str(WorkforceGroup.MEDICAL), str(PayBand.CONSULTANT))


def system_of(
    report: Report, earlier: Iterable[Report] = (), breakdowns: Sequence[Breakdown] = ()
) -> System:
    """Collect a report's counts, and every relation between them that its reader may know.

    Parameters
    ----------
    breakdowns
        Those of the report's whose counts are collected too.
    earlier
        Publications of the same figures; what they have beside the report's is collected too.
    """
    book = Book()
    for result in report.metrics:
        _collect(result, book)
    reported = report.data_quality.self_reported
    codes = {name: getattr(reported, name) for name in ("not_stated", "not_known")}
    for name, count in codes.items():
        book.add(f"data_quality.self_reported.{name}", count, weight=1, is_person=True)
    book.adds_up(f"{STAFF}.unknown", [f"data_quality.self_reported.{name}" for name in codes])
    for published in earlier:
        staff = published.metrics[0]
        for cluster in staff.clusters if isinstance(staff, Representation) else ():
            if book.at(f"{cluster_path(cluster)}.total") is None:
                _cluster(cluster, book)
    # One by the same dimensions in another order has the same parts.
    for one in {frozenset(one.by): one for one in breakdowns}.values():
        for part in one:
            inner = book.within(start_of(values_of(one, part)), SCALE)
            for result in part:
                _collect(result, inner)
    add_sums(book, breakdowns)
    return book.system()


def _cluster(cluster: Cluster, book: Book) -> None:
    path, places = cluster_path(cluster), band_clusters(cluster.scheme)[cluster.cluster]
    book.headcount(path, cluster.headcount, CLUSTER)
    for group in GROUPS:
        rows = (f"1.rows.{block}/{band}.headcount.{group}" for block, band in places)
        book.adds_up(f"{path}.{group}", rows)


def _collect(result: Result, book: Book) -> None:
    match result:
        case Representation():
            _representation(result, book)
        case Likelihood():
            _likelihood(result, book)
        case Experience():
            book.groups(f"{result.number}.respondents", result.respondents, FLOW, base=True)
        case BoardRepresentation():
            _board(result, book)
        case NoData():
            pass  # nothing was counted


def _representation(result: Representation, book: Book) -> None:
    book.headcount(STAFF, result.overall.headcount, WORKFORCE)
    places: dict[tuple[str, str], str] = {}
    for row in result.rows:
        path = places[row.workforce_group, row.pay_band] = row_path(row)
        book.headcount(path, row.headcount, ROW)
    for group in GROUPS:
        book.adds_up(f"{STAFF}.{group}", [f"{path}.{group}" for path in places.values()])
    for cluster in result.clusters:
        _cluster(cluster, book)
    managers = "1.senior_medical_managers"
    book.headcount(managers, result.senior_medical_managers, SUBSET)
    consultants = places.get(CONSULTANTS, STAFF)
    for group in GROUPS:
        book.is_part(f"{managers}.{group}", f"{consultants}.{group}")


def _likelihood(result: Likelihood, book: Book) -> None:
    number = result.number
    population, events = f"{number}.population", f"{number}.events"
    for group in GROUPS:
        path, count = f"{population}.{group}", result.population[group]
        if metric(number).population != "staff" or not book.same(path, f"{STAFF}.{group}", count):
            book.add(path, count, weight=FLOW, is_person=metric(number).population != "staff")
    grain = HALF if result.basis == "two_year_average" else halves(result.events)
    book.groups(events, result.events, FLOW, grain=grain)
    _nested(book, events, population)
    if (others := result.without_international) is not None:
        apart = f"{number}.without_international"
        book.groups(f"{apart}.population", others.population, SUBSET)
        book.groups(f"{apart}.events", others.events, SUBSET)
        _nested(book, f"{apart}.events", f"{apart}.population")
        _nested(book, f"{apart}.population", population)
        _nested(book, f"{apart}.events", events)


def _board(result: BoardRepresentation, book: Book) -> None:
    board = "9.headcount"
    for part in ("total", "voting", "executive"):
        book.headcount(f"{board}.{part}", getattr(result.headcount, part), BOARD)
    for part in ("voting", "executive"):
        _nested(book, f"{board}.{part}", f"{board}.total")
        book.is_part(f"{board}.{part}.total", f"{board}.total.total")
    if result.local_population is not None:
        path = "9.local_population.headcount"
        book.headcount(path, result.local_population.headcount, BOARD, is_person=False)


def _nested(book: Book, part: str, whole: str) -> None:
    for group in GROUPS:
        book.is_part(f"{part}.{group}", f"{whole}.{group}")
