"""Where the fields of a GO2 file are; only those listed here are ever read."""

WIDEST = 52
PERSON_ID = "f1"
TYPE = "f0"

PERSON = {
    "person": 4,
    "hired_on": 16,
    "terminated_on": 17,
    "ethnic_category": 22,
    "system_person_type": 33,
    "user_person_type": 34,
}
"""Positions of the fields used of a person row; names, birth date and NI number are never read."""

HELD = (2, 3)
"""Positions of the days between which a person row holds."""

ASSIGNMENT = {
    "assignment_id": 2,
    "effective_from": 3,
    "effective_to": 4,
    "earliest_start": 5,
    "assignment": 7,
    "system_status": 8,
    "user_status": 9,
    "employee_category": 19,
    "category": 20,
    "primary": 21,
    "fte": 25,
    "organisation_id": 27,
    "position_id": 28,
    "position_name": 29,
    "grade": 30,
    "job_name": 34,
    "assignment_end": 48,
}
POSITION = {
    "position_staff_group": 8,
    "position_role": 9,
    "position_occupation": 10,
    "payscale": 11,
}
ORGANISATION = {"organisation_name": 2, "organisation": 11}

HEADERS = {
    "organisation": "NacsCode",
    "person": "EmployeeNumber",
    "assignment": "AssignmentNumber",
    "ethnic_category": "EthnicOrigin",
    "workforce_group": "JobName",
    "pay_band": "Grade",
    "engagement": "AssignmentCategory",
    "primary": "PrimaryAssignment",
    "fte": "Fte",
    "started_on": "EarliestAssignmentDate",
    "senior_medical_manager": "JobName",
}
RAW_HEADERS = {
    "user_status": "UserAssignmentStatus",
    "system_status": "SystemAssignmentStatus",
    "effective_from": "EffectiveStartDate",
    "effective_to": "EffectiveEndDate",
    "assignment_end": "AssignmentEndDate",
    "terminated_on": "ActualTerminationDate",
}
JOB = ("staff_group", "job_role")
"""Parts of a job name."""

DIMENSIONS = (*JOB, "area_of_work")

OTHER_ROWS = {
    "HDR": "header record",
    "\ufeffHDR": "header record",
    "TRL": "trailer record",
    "PRD": "deletion record",
    "ASD": "deletion record",
    "POD": "deletion record",
    "ORD": "deletion record",
    "POA": "position record",
    "ORA": "organisation record",
}
