"""What the values of the NHS Electronic Staff Record mean here; keys are folded spellings."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from wres.vocabulary._tables import read_table
from wres.vocabulary.workforce import Engagement, PayBand, WorkforceGroup


class AssignmentStatus(NamedTuple):
    """Whether an assignment is in post, and why not, in the words a ledger shows."""

    in_post: bool
    reason: str


@cache
def assignment_categories() -> Mapping[str, Engagement]:
    """Engagement by assignment category.

    Examples
    --------
    >>> str(assignment_categories()["fixed term temp"])
    'fixed_term'
    """
    rows = read_table("esr_assignment_categories")
    return MappingProxyType({row["spelling"]: Engagement(row["engagement"]) for row in rows})


@cache
def assignment_statuses() -> Mapping[str, AssignmentStatus]:
    """Standing by assignment status, user or system.

    Examples
    --------
    >>> assignment_statuses()["terminate assignment"]
    AssignmentStatus(in_post=False, reason='assignment ended')
    """
    rows = read_table("esr_assignment_statuses")
    return MappingProxyType(
        {row["spelling"]: AssignmentStatus(row["in_post"] == "yes", row["reason"]) for row in rows}
    )


@cache
def staff_groups() -> Mapping[str, WorkforceGroup]:
    """Workforce group by staff group: name, number or abbreviation.

    Examples
    --------
    >>> str(staff_groups()["add prof scientific and technic"])
    'clinical'
    """
    rows = read_table("staff_groups")
    return MappingProxyType(
        {row["spelling"]: WorkforceGroup(row["workforce_group"]) for row in rows}
    )


@cache
def occupation_prefixes() -> Mapping[str, WorkforceGroup]:
    """Workforce group by the first characters of an occupation code, upper case, longest first.

    Examples
    --------
    >>> code = "N6H"
    >>> next(str(group) for prefix, group in occupation_prefixes().items() if code.startswith(prefix))
    'clinical'
    """
    rows = sorted(read_table("occupation_codes"), key=lambda row: -len(row["prefix"]))
    return MappingProxyType({row["prefix"]: WorkforceGroup(row["workforce_group"]) for row in rows})


@cache
def grades(kind: Literal["code", "prefix", "label"]) -> Mapping[str, PayBand]:
    """Pay band by national pay scale code, by the first characters of one, or by label.

    A code decides before a prefix, and a prefix before a label; a local scale has no entry.

    Examples
    --------
    >>> str(grades("code")["xr05"]), str(grades("label")["review body band 8 range a"])
    ('Band 5', 'Band 8a')
    """
    rows = [row for row in read_table("grades") if row["kind"] == kind]
    return MappingProxyType({row["spelling"]: PayBand(row["pay_band"]) for row in rows})


@cache
def senior_medical_roles() -> frozenset[str]:
    """Job roles, by name or number, that make a consultant a senior medical manager.

    Examples
    --------
    >>> "medical director" in senior_medical_roles()
    True
    """
    rows = read_table("job_roles")
    return frozenset(row["spelling"] for row in rows if row["senior_medical_manager"] == "yes")
