"""Where the fields of a GO1 file are; only those listed here are ever read."""

WIDTHS = {"PER": 30, "ASG": 45}
WIDEST = 45

PERSON = {"person": 2, "hired_on": 11, "terminated_on": 12}
"""Positions of the fields used of a person row; names, birth date and NI number are never read."""

ASSIGNMENT = {
    "assignment": 2,
    "earliest_start": 3,
    "assignment_end": 4,
    "status": 5,
    "employee_category": 20,
    "category": 21,
    "primary": 22,
    "normal_hours": 23,
    "frequency": 24,
    "grade_hours": 25,
    "organisation_name": 32,
    "organisation": 33,
    "position_name": 34,
    "job_role_name": 35,
    "occupation_code": 36,
    "grade": 38,
    "job_name": 39,
}
HEADERS = {
    "organisation": "Legal Entity",
    "person": "Employee Number",
    "assignment": "Assignment Number",
    "workforce_group": "Job Name",
    "pay_band": "Grade",
    "engagement": "Assignment Category",
    "primary": "Primary Assignment",
    "fte": "Normal Hours",
    "started_on": "Earliest Assignment Start Date",
    "senior_medical_manager": "Job Role",
    "status": "Assignment Status",
    "assignment_end": "Final Assignment End Date",
    "terminated_on": "Termination Date",
}
DIMENSIONS = ("staff_group", "job_role", "area_of_work", "organisation_name")
OTHER_ROWS = {"HDR": "header record", "FTR": "footer record"}
