"""A small file in the form of each preset, what a user adds to it, and where its rows go."""

from __future__ import annotations

import json
from collections.abc import Mapping

from attrs import field, frozen


@frozen
class Case:
    """A file of one preset.

    Parameters
    ----------
    own
        What the user's own mapping says, which extends the preset; empty where it is used as it is.
    fates
        Rule in the ledger to rows, once read for 2025.
    """

    preset: str
    file: str
    content: bytes
    fates: Mapping[str, int]
    own: str = ""
    figures: Mapping[tuple[str, str], int] = field(factory=dict)


def _csv(text: str, encoding: str = "utf-8") -> bytes:
    return text.lstrip("\n").encode(encoding)


def _json(records: object) -> bytes:
    return json.dumps(records, indent=1).encode()


IN_POST = "person in post"
TRAINED = "person accessing training, ethnicity not found"
TITLES = '[columns.mandatory]\nothers = false\n[columns.mandatory.values]\n"Fire safety*" = true\n'

WORKDAY = """
Employee_ID,Full_Name,Ethnicity,Staff_Group,Pay_Band,Employee_Type,FTE,Start_Date,Termination_Date
00012345,Sample Exampleton,A White - British,Nursing and Midwifery Registered,Band 5,Regular,1,2019-06-03,
00012346,Sam Ple,Asian or Asian British - Indian,Administrative and Clerical,Band 3,Contingent Worker,1,2020-01-06,
00012347,Ex Ample,White Irish,Administrative and Clerical,Band 3,Fixed Term,0.5,2020-01-06,2024-12-31
"""
SUCCESSFACTORS = [
    {
        "userId": "0007",
        "ethnicGroup": "H",
        "staffGroup": "Medical and Dental",
        "payGrade": "Consultant",
        "employmentType": "Permanent",
        "startDate": "/Date(1711929600000)/",
        "endDate": "/Date(253402214400000)/",
    },
    {
        "userId": "0007",
        "ethnicGroup": "H",
        "staffGroup": "Medical and Dental",
        "payGrade": "Specialty Doctor",
        "employmentType": "Permanent",
        "startDate": "/Date(1559520000000)/",
        "endDate": "/Date(1711843200000)/",
    },
]
ORACLE = """
PERSON_NUMBER,ASSIGNMENT_NUMBER,ETHNICITY,LEGISLATION_CODE,PRIMARY_FLAG,STAFF_GROUP,GRADE_NAME,ASSIGNMENT_CATEGORY,PRIMARY_ASSIGNMENT_FLAG,EFFECTIVE_START_DATE,EFFECTIVE_END_DATE
1001,E1001,N - Black African,GB,Y,Estates and Ancillary,Band 2,Permanent,Y,2020-01-01,4712-12-31
1001,E1001,D,GB,N,Estates and Ancillary,Band 2,Permanent,Y,2020-01-01,4712-12-31
1001,E1001,BLACK,US,Y,Estates and Ancillary,Band 2,Permanent,Y,2020-01-01,4712-12-31
1001,E1001-2,N,GB,Y,Estates and Ancillary,Band 3,Bank,N,2020-01-01,4712-12-31
"""
PEOPLESOFT = """
EMPLID,EMPL_RCD,EMPL_STATUS,ETHNIC_GRP_CD,PRIMARY_INDICATOR,STAFF_GROUP,GRADE,REG_TEMP,JOB_INDICATOR,FTE,EFFDT
0100,0,A,WHITEUK,Y,Healthcare Scientists,Band 6,R,P,1,01/04/2020
0101,0,L,ASIANUK,Y,Healthcare Scientists,Band 7,T,P,.8,01/04/2020
0102,0,T,WHITEUK,Y,Healthcare Scientists,Band 7,R,P,1,01/04/2020
"""
ITRENT = """
Staff in post report,,,,,,
EMPLOYEE_REF,ETHNIC_ORIGIN,STAFF_GROUP,GRADE,CONTRACT_TYPE,MAIN_POSITION,LEAVING_DATE
000777,White - British,Allied Health Professionals,Band 6,Permanent,Yes,
000778,Not stated,Allied Health Professionals,Band 8a,Permanent,Yes,
Total,,,,,,
"""
BAMBOO = {
    "title": "WRES",
    "fields": [{"id": "employeeNumber", "type": "text", "name": "Employee #"}],
    "employees": [
        {
            "id": "1",
            "employeeNumber": "0042",
            "ethnicOrigin": "Pakistani",
            "staffGroup": "Additional Clinical Services",
            "payBand": "Band 2",
            "employmentHistoryStatus": "Part-Time",
            "hireDate": "2021-02-01",
            "terminationDate": "0000-00-00",
        },
    ],
}


def _personio(number: int, status: str, **own: str) -> dict[str, object]:
    values = {
        "id": number,
        "status": status,
        "employment_type": "internal",
        "hire_date": "2020-05-01T00:00:00+02:00",
        "termination_date": None,
        **own,
    }
    attributes = {name: {"label": name, "value": value} for name, value in values.items()}
    return {"type": "Employee", "attributes": attributes}


PERSONIO = {
    "success": True,
    "data": [
        _personio(
            7, "active", dynamic_1="Chinese", dynamic_2="Healthcare Scientists", dynamic_3="Band 7"
        ),
        _personio(
            8, "inactive", dynamic_1="Indian", dynamic_2="Healthcare Scientists", dynamic_3="Band 7"
        ),
    ],
}
PERSONIO_OWN = "".join(
    f'[columns.{name}]\nheaders = "attributes.dynamic_{number}.value"\n'
    for number, name in enumerate(("ethnic_category", "workforce_group", "pay_band"), 1)
)
MERGE = [
    {
        "id": "a",
        "employee_number": "0009",
        "ethnicity": "BLACK_OR_AFRICAN_AMERICAN",
        "custom_fields": {
            "ethnic_origin": "Caribbean",
            "staff_group": "Nursing and Midwifery Registered",
            "pay_band": "Band 5",
        },
        "employments": [{"employment_type": "FULL_TIME"}, {"employment_type": "PART_TIME"}],
        "employment_status": "ACTIVE",
        "start_date": "2020-10-10T00:00:00Z",
        "termination_date": None,
    },
    {
        "id": "b",
        "employee_number": "0010",
        "custom_fields": {
            "ethnic_origin": None,
            "staff_group": "Medical and Dental",
            "pay_band": "Consultant",
        },
        "employments": [{"employment_type": "FULL_TIME"}],
        "employment_status": "PENDING",
        "start_date": "2026-10-10T00:00:00Z",
        "termination_date": None,
    },
]
FINCH = [
    {
        "id": "f1",
        "ethnicity": "white",
        "ethnic_origin": "White Irish",
        "staff_group": "Administrative and Clerical",
        "pay_band": "Band 4",
        "employment": {"type": "employee", "subtype": "full_time"},
        "employment_status": "active",
        "start_date": "2019-01-01",
        "end_date": None,
    },
    {
        "id": "f2",
        "ethnicity": "asian",
        "ethnic_origin": "Indian",
        "staff_group": "Administrative and Clerical",
        "pay_band": "Band 4",
        "employment": {"type": "contractor", "subtype": "individual_contractor"},
        "employment_status": "active",
        "start_date": "2019-01-01",
        "end_date": None,
    },
]
TRAC = """
Application ID,Candidate Name,Vacancy,Stage,Ethnic Origin,Pay Band
A-1,Sample Exampleton,V1,Starting,A White British,Band 5
A-2,Sam Ple,V1,Interview,African,Band 5
A-3,Ex Ample,V1,Shortlisting - Rejected,,Band 5
"""
NHS_JOBS = """
VACANCY_ID,JOB_REFERENCE,APPLICATION_ID,STAFF_GROUP,PAY_BAND,APPLICATION_STATUS,ETHNIC_ORIGIN
V1,J1,1,Nursing and Midwifery Registered,Band 5,Appointed,White - British
V1,J1,2,Nursing and Midwifery Registered,Band 5,Shortlisting - Rejected,Bangladeshi
"""
ER = """
Case ID,Employee Name,Employee Number,Case Type,Formal Start Date,Ethnic Origin
C1,Sample Exampleton,0001,Disciplinary,03/06/2024,White - British
C2,Sam Ple,0002,Grievance,03/06/2024,Indian
C3,Ex Ample,0003,Disciplinary,,Indian
"""
MOODLE = """
User's full name,Email,ID number,Course,Time started,Time completed,Completion status
Sample Exampleton,s@exampleton.example,0001,Leading teams,"1/06/24, 09:00","3/06/24, 10:15",Yes
Sam Ple,p@exampleton.example,0002,Fire safety level 1,"1/06/24, 09:00","3/06/24, 10:15",Yes
Ex Ample,e@exampleton.example,0003,Leading teams,"1/06/24, 09:00",,No
"""
TOTARA = """
Course Name,Participant,User ID Number,Completion Status,Completion Date
Leading teams,Sample Exampleton,0001,Complete,03/06/2024
Fire safety,Sam Ple,0002,Complete,03/06/2024
Leading teams,Ex Ample,0003,Not yet started,
"""
KALLIDUS = """
Employee Number,Forename,Lesson,Training Status,Completion Date
0001,Sample,Leading teams,Completed,03/06/2024
0002,Sam,Fire safety,Completed,03/06/2024
0003,Ex,Leading teams,Did Not Attend,
"""
WHERE_TRAINED = {TRAINED: 1, "mandatory training": 1}

CASES = (
    Case(
        "workday",
        "workers.csv",
        _csv(WORKDAY),
        {IN_POST: 1, "agency worker": 1, "not in post at the snapshot": 1},
    ),
    Case(
        "workday",
        "workers.json",
        _json(
            {
                "Report_Entry": [
                    {
                        "Employee_ID": "00012345",
                        "Ethnicity": "B White - Irish",
                        "Job_Family_Group": "Administrative and Clerical",
                        "Compensation_Grade": "Band 8b",
                        "Employee_Type": "Fixed Term",
                        "FTE": "1",
                    }
                ]
            }
        ),
        {IN_POST: 1},
    ),
    Case(
        "successfactors",
        "jobs.json",
        _json({"d": {"results": SUCCESSFACTORS}}),
        {IN_POST: 1, "history of an assignment; the row at the snapshot is kept": 1},
    ),
    Case(
        "oracle-hcm",
        "assignments.csv",
        _csv(ORACLE),
        {
            IN_POST: 1,
            "another ethnicity of the person; the primary one is kept": 1,
            "ethnicity under another country's law": 1,
            "bank-only worker": 1,
        },
    ),
    Case(
        "peoplesoft",
        "job.csv",
        _csv(PEOPLESOFT),
        {IN_POST: 2, "neither active, on leave nor suspended": 1},
        own='[columns.ethnic_category.values]\nWHITEUK = "A"\nASIANUK = "L"\n',
    ),
    Case("itrent", "staff.csv", _csv(ITRENT), {IN_POST: 2, "totals row": 1}),
    Case("bamboohr", "report.json", _json(BAMBOO), {IN_POST: 1}),
    Case(
        "personio",
        "employees.json",
        _json(PERSONIO),
        {IN_POST: 1, "neither active nor on leave": 1},
        own=PERSONIO_OWN,
    ),
    Case(
        "merge",
        "employees.json",
        _json({"next": None, "previous": None, "results": MERGE}),
        {IN_POST: 1, "not yet employed": 1},
    ),
    Case("finch", "joined.json", _json(FINCH), {IN_POST: 1, "agency worker": 1}),
    Case(
        "trac", "applications.csv", _csv(TRAC), {"shortlisted application": 2, "not shortlisted": 1}
    ),
    Case(
        "nhs-jobs",
        "applications.csv",
        _csv(NHS_JOBS),
        {"shortlisted application": 1, "not shortlisted": 1},
    ),
    Case(
        "er-tracker",
        "cases.csv",
        _csv(ER),
        {
            "person entering the process, own ethnicity": 1,
            "not disciplinary": 1,
            "no formal start date": 1,
        },
    ),
    Case(
        "moodle",
        "completions.csv",
        "\ufeff".encode("utf-16-le") + _csv(MOODLE, "utf-16-le"),
        {**WHERE_TRAINED, "not completed": 1},
        own=TITLES,
    ),
    Case("totara", "learning.csv", _csv(TOTARA), {**WHERE_TRAINED, "not taken up": 1}, own=TITLES),
    Case(
        "kallidus", "status.csv", _csv(KALLIDUS), {**WHERE_TRAINED, "not taken up": 1}, own=TITLES
    ),
)
