"""What the columns and words of a roster mean."""

from wres.files import Field


FIELDS = {
    "organisation": Field("Trust Code", required=False),
    "person": Field("Staff Number", "Payroll Number"),
    "assignment": Field("Post Reference"),
    "ethnic_category": Field("Ethnic Group", "Ethnicity"),
    "workforce_group": Field("Grade Type"),
    "pay_band": Field("Grade", "Banding"),
    "engagement": Field("Person Type", "Contract Type"),
    "primary": Field("Primary Post"),
    "fte": Field("Contracted WTE", required=False),
    "started_on": Field("Post Start Date", required=False),
    "senior_medical_manager": Field("Medical Manager", required=False),
}
"""Field of the record to the headers that it may have, the usual one first."""

GRADE_TYPES = {
    "registered nurse": "clinical",
    "allied health professional": "clinical",
    "administrative": "non_clinical",
    "medical": "medical",
}
PERSON_TYPES = {
    "substantive": "substantive",
    "fixed term": "fixed_term",
    "bank only": "bank",
    "agency worker": "agency",
}
"""Word of the system, in lower case, to what the standard calls it."""
