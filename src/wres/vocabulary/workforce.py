"""Workforce groups, pay bands, and the kinds of engagement."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from wres.vocabulary._tables import keyed, read_table


class WorkforceGroup(StrEnum):
    """The three blocks of the return.

    Examples
    --------
    >>> WorkforceGroup.MEDICAL.label, WorkforceGroup.MEDICAL.scale
    ('Medical and dental', 'medical')
    """

    NON_CLINICAL = "non_clinical"
    CLINICAL = "clinical"
    MEDICAL = "medical"

    @property
    def label(self) -> str:
        """Name for people."""
        return keyed("workforce_groups", "label")[self]["title"]

    @property
    def scale(self) -> str:
        """Pay scale whose bands the block is counted by: ``afc`` or ``medical``."""
        return keyed("workforce_groups", "label")[self]["scale"]


class PayBand(StrEnum):
    """The rows of a block, in the form's order.

    Examples
    --------
    >>> PayBand("Band 8a").cluster, PayBand.CONSULTANT.scale, PayBand.CONSULTANT.cluster
    ('upper', 'medical', None)
    """

    UNDER_BAND_1 = "Under Band 1"
    BAND_1 = "Band 1"
    BAND_2 = "Band 2"
    BAND_3 = "Band 3"
    BAND_4 = "Band 4"
    BAND_5 = "Band 5"
    BAND_6 = "Band 6"
    BAND_7 = "Band 7"
    BAND_8A = "Band 8a"
    BAND_8B = "Band 8b"
    BAND_8C = "Band 8c"
    BAND_8D = "Band 8d"
    BAND_9 = "Band 9"
    VSM = "VSM"
    CONSULTANT = "Consultant"
    NON_CONSULTANT_CAREER_GRADE = "Non-consultant career grade"
    TRAINEE_GRADE = "Trainee grade"
    OTHER_MEDICAL = "Other medical"

    @property
    def scale(self) -> str:
        """Pay scale: ``afc`` (Agenda for Change and VSM) or ``medical``."""
        return keyed("pay_bands", "label")[self]["scale"]

    @property
    def cluster(self) -> str | None:
        """Place in the race disparity ratio: ``lower``, ``middle`` or ``upper``; medical has none."""
        return _disparity_clusters().get(self)


@cache
def _disparity_clusters() -> Mapping[str, str]:
    rows = read_table("band_clusters")
    return {row["pay_band"]: row["cluster"] for row in rows if row["scheme"] == "disparity"}


class Engagement(StrEnum):
    """How a person is engaged, which decides whether the person counts as staff.

    Examples
    --------
    >>> Engagement.FIXED_TERM.counts, Engagement.BANK.counts, Engagement.BANK.reason
    (True, False, 'bank-only worker')
    """

    SUBSTANTIVE = "substantive"
    FIXED_TERM = "fixed_term"
    BANK = "bank"
    AGENCY = "agency"
    HONORARY = "honorary"
    STUDENT = "student"
    NON_EXECUTIVE = "non_executive"
    OTHER = "other"

    @property
    def counts(self) -> bool:
        """Whether the person is staff in the sense of the standard."""
        return keyed("engagements", "label")[self]["counts"] == "yes"

    @property
    def reason(self) -> str:
        """Why not, in the words a ledger shows; empty for those who count."""
        return keyed("engagements", "label")[self]["reason"]


def fits(workforce_group: str, pay_band: str) -> bool:
    """Whether a block of the return has a row for the pay band.

    Examples
    --------
    >>> fits("clinical", "Band 5"), fits("medical", "Band 5"), fits("medical", "Consultant")
    (True, False, True)
    """
    return WorkforceGroup(workforce_group).scale == PayBand(pay_band).scale
