"""From files to findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from os import PathLike

from attrs import evolve

from wres.auditing.attack import Attack
from wres.auditing.book import Book
from wres.auditing.cells import Cell
from wres.auditing.figures import Reader, cell_of
from wres.auditing.files import ACCEPTED, Release, released
from wres.auditing.findings import Audit, Finding
from wres.auditing.ledger import Releases, read_ledger
from wres.auditing.publication import DEFAULT, Policy, policy
from wres.auditing.region import Contradiction, Region
from wres.auditing.said import COUNTS, Said
from wres.auditing.sums import Total, add_sums
from wres.auditing.survey import GivenBack, survey
from wres.errors import InputError, Location, Problem


Files = Iterable[str | PathLike[str]] | Mapping[str, str | bytes] | str | PathLike[str]


def audit(
    files: Files,
    policy: str | Policy | None = None,
    *,
    ledger: str | PathLike[str] | None = None,
    unpublished: Files = (),
) -> Audit:
    """Attack published files, all together.

    Parameters
    ----------
    files
        Paths, or contents by file name: ``report.json``, ``metrics.csv``, ``breakdowns.csv``,
        a return as tidy CSV, ``template.xlsx``, ``template.docx``, ``report.html``; of any
        organisations and years. What is of the same organisation and year is the same people.
    policy
        What may not be learnt; without it, the policy that the first file with one was
        published under, else ``threshold-5``.
    ledger
        A TOML file that lists releases, to be attacked together with the files, and says which
        organisations together are a region.
    unpublished
        The full figures of the same reports. With them, insiders are those who really are alone
        in a count; without them, what those could find who may be alone is only possible.

    Returns
    -------
    Audit
        Findings sorted; the same files give the same findings.

    Raises
    ------
    InputError
        There is no file, one cannot be read, or the files contradict each other.
    UnknownNameError
        No policy is called that.
    MissingExtraError
        Where scipy is not installed.

    Examples
    --------
    One of the two counts is hidden, and the total gives it back:

    >>> published = '''measure,workforce_group,pay_band,ethnic_group,value
    ... staff,clinical,Band 9,bme,[c]
    ... staff,clinical,Band 8d,bme,20
    ... staff,,,bme,23
    ... '''
    >>> found = audit({"return.csv": published})
    >>> found.safe, found.findings[0].name, found.findings[0].extent
    (False, 'indicator 1, Clinical Band 9, BME', 'exactly 3')
    """
    listed = Releases() if ledger is None else read_ledger(ledger)
    releases = [*released(files), *listed.releases]
    if not releases:
        message = "there is no file to audit"
        raise InputError((Problem("not-published", Location(""), message, ACCEPTED),))
    rules = policy_of(releases, policy or listed.policy)
    said = _completed([one for release in releases for one in release.said])
    try:
        return _attacked(releases, said, rules, listed.totals, _truth(unpublished))
    except Contradiction as error:
        names = ", ".join(one.name for one in releases)
        accepted = "files whose figures can all be true"
        problem = Problem("contradiction", Location(names), str(error), accepted)
        raise InputError((problem,)) from error


def policy_of(releases: Iterable[Release], name: str | Policy | None) -> Policy:
    """Choose the policy: as asked for, as the files say, or the default."""
    named = [one.publication.policy for one in releases if one.publication.policy]
    return policy(name or next(iter(named), DEFAULT))


def _completed(said: list[Said]) -> list[Said]:
    """Tell adjusted p-values how many they were adjusted for, and which ratio they are of."""
    family = Counter((one.organisation, one.year) for one in said if one.figure == "holm")
    return [
        evolve(one, content=family[one.organisation, one.year], ethnic_group="white/bme")
        if one.figure == "holm"
        else one
        for one in said
    ]


def _attacked(
    releases: Iterable[Release],
    said: list[Said],
    rules: Policy,
    totals: Iterable[Total],
    truth: Mapping[Cell, Fraction] | None,
) -> Audit:
    totals = [*totals]
    try:
        book, given = book_of(said, rules, totals)
        region = region_of(book)
    except Contradiction:
        book, given = book_of(said, rules, totals, halves=True)
        region = region_of(book)
    attack = Attack(
        region=region,
        policy=rules,
        scales={cell: book.scale(cell) for cell in region.low if book.scale(cell) > 1},
        shown=book.shown,
        rounded=book.rounding > 1,
        truth=truth,
    )
    findings, narrowest, recovered = attack.run()
    return Audit(
        policy=rules.id,
        files=tuple(one.name for one in releases),
        findings=(*(one for one in findings if not one.allowed), *map(_share, given)),
        possible=tuple(one for one in findings if one.allowed),
        narrowest=narrowest,
        hidden=sum(
            ends[0] != ends[1] and attack.is_asked(cell) for cell, ends in book.known.items()
        ),
        recovered=recovered,
        not_taken=tuple(f"{one.name}: {place}" for one in releases for place in one.not_taken),
    )


def _share(one: GivenBack) -> Finding:
    return Finding(cell=one.cell, low=Fraction(0), high=Fraction(1), kind="found", by=(one.source,))


def book_of(
    said: list[Said], rules: Policy, totals: Iterable[Total] = (), *, halves: bool = False
) -> tuple[Book, list[GivenBack]]:
    """Note everything that is published, and what everybody knows.

    Parameters
    ----------
    halves
        Whether a half may be hidden though none is shown.
    """
    counts = [one.exact for one in said if one.figure in COUNTS and one.exact is not None]
    halves = halves or any(
        one.metric == 3  # noqa: PLR2004
        and (one.display == "two_year_average" or (one.figure == "events" and _is_half(one.exact)))
        for one in said
    )
    is_rounded = rules.rounding > 1 and all(one % rules.rounding == 0 for one in counts)
    book = Book(halves=halves, rounding=rules.rounding if is_rounded else 1)
    reader = Reader.of(said, book)
    reader.counts(said)
    add_sums(book, totals)
    reader.figures(said)
    return book, survey(book, said)


def _is_half(value: Fraction | None) -> bool:
    return value is not None and value.denominator > 1


def region_of(book: Book) -> Region:
    """Narrow what is known; the ledger's row counts only where they contradict nothing."""
    try:
        return Region.of(book.known, [*book.facts, *book.loose])
    except Contradiction:
        return Region.of(book.known, book.facts)


def _truth(files: Files) -> Mapping[Cell, Fraction] | None:
    """Read the real counts."""
    said = [one for release in released(files) for one in release.said]
    return counts_in(said) if said else None


def counts_in(said: Iterable[Said]) -> dict[Cell, Fraction]:
    """Give the counts that are published as they are."""
    return {
        cell_of(one): one.exact for one in said if one.figure in COUNTS and one.exact is not None
    }
