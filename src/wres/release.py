"""Which files go where: all into one folder, or apart what is published and what is handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from wres import auditing
from wres.disclosure import Policy, Publishable, protected
from wres.disclosure.publish import Audit
from wres.errors import FigureError
from wres.report import Report


PUBLIC, SUBMISSION = "public", "submission"
SUBMITTED = ("json", "csv", "template", "ledger")
"""Formats that are handed in or kept; the others are for the public alone."""

NOT_PUBLIC = ("ledger",)

ATTACKED = (
    "report.json",
    "metrics.csv",
    "breakdowns.csv",
    "template.xlsx",
    "template.docx",
    "report.html",
)
"""Files whose figures the auditor reads."""


@frozen
class Folder:
    """Files of one folder, and what they are made from.

    Parameters
    ----------
    name
        Within the results; empty for these themselves.
    report, previous
        This year's and the year before; what is published has published ones.
    """

    name: str
    report: Report
    previous: Report | None
    formats: tuple[str, ...]

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.name == PUBLIC

    def within(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Name files from the folder of the results."""
        return {f"{self.name}/{name}" if self.name else name: made for name, made in files.items()}


@frozen
class Release:
    """What is written where.

    Parameters
    ----------
    published
        The report that is safe to publish and its plan, where there is one.
    """

    folders: tuple[Folder, ...]
    published: Publishable | None = field(default=None)


def formats_of(formats: Iterable[str], *, publish: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Say which formats are written into which folder.

    Examples
    --------
    >>> formats_of(["json", "ledger", "html"], publish=True)
    (('public', ('json', 'html')), ('submission', ('json', 'ledger')))
    """
    kept = tuple(dict.fromkeys(formats))
    if not publish:
        return (("", kept),)
    public = tuple(name for name in kept if name not in NOT_PUBLIC)
    return ((PUBLIC, public), (SUBMISSION, tuple(name for name in kept if name in SUBMITTED)))


def release(
    report: Report,
    formats: Iterable[str],
    *,
    previous: Report | None = None,
    policy: str | None = None,
    earlier: Sequence[Report] = (),
    breakdowns: bool = False,
) -> Release:
    """Divide a report's files into folders.

    Parameters
    ----------
    previous
        Of the year before. If it is a full report, it is made publishable by the same policy.
    policy
        Of disclosure control; ``None`` publishes nothing, and all files go into one folder.
    earlier
        What was published of the same figures.
    breakdowns
        Whether to publish them too.
    """
    apart = formats_of(formats, publish=policy is not None)
    if policy is None:
        [(name, kept)] = apart
        return Release((Folder(name, report, previous, kept),))
    safe = protected(report, policy, earlier=earlier, breakdowns=breakdowns)
    before = previous
    if previous is not None and previous.publication is None:
        before = protected(previous, policy).report
    (public, shown), (submission, kept) = apart
    return Release(
        (
            Folder(public, safe.report, before, shown),
            Folder(submission, report, previous, kept),
        ),
        safe,
    )


def attack(files: Mapping[str, bytes], policy: Policy, report: Report) -> list[str]:
    """Attack what is about to be published, as anybody could and as those who are counted could.

    Parameters
    ----------
    report
        The full one, which says who is the only one in a count.

    Returns
    -------
    list of str
        What can be told, as `wres.audit` says it.
    """
    read = {name: content for name, content in files.items() if name in ATTACKED}
    if not read:
        return []
    found = auditing.audit(read, policy.id, unpublished={"report.json": report.to_json()})
    return [str(finding) for finding in found.findings]


def audited(
    files: Mapping[str, bytes], policy: Policy, report: Report, audit: Audit | None
) -> None:
    """Let an auditor attack what is about to be published.

    Parameters
    ----------
    report
        The full one.

    Raises
    ------
    FigureError
        It can tell more than the policy lets it.
    """
    findings = [] if audit is None else list(audit(files, policy, report))
    if findings:
        raise FigureError(
            f"nothing was written, as it would give counts away: {'; '.join(findings)}"
        )
