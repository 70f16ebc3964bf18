"""Band 8a and above, which sentences, tables and plans speak of."""

from __future__ import annotations

from wres.metrics import Headcount, Representation, Row, added, counted
from wres.vocabulary import PayBand


def is_senior(row: Row) -> bool:
    """Whether a row is Band 8a or above."""
    return PayBand(row.pay_band).cluster == "upper"


def senior_staff(result: Representation) -> Headcount:
    """Give staff in Band 8a and above, as far as shares are of them.

    Medical staff, who have no bands, are not among them. What needs a hidden count is hidden, and
    what needs one that was not supplied is not known.
    """
    staff = added(row.headcount for row in result.rows if is_senior(row))
    return counted(staff, result.base)
