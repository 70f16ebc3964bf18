"""The words of the standard: closed lists as enums, and the rule files behind them."""

from wres.vocabulary._tables import fold, read_document, read_schema, read_table
from wres.vocabulary.clusters import band_clusters, cluster_schemes
from wres.vocabulary.esr import (
    AssignmentStatus,
    assignment_categories,
    assignment_statuses,
    grades,
    occupation_prefixes,
    senior_medical_roles,
    staff_groups,
)
from wres.vocabulary.ethnicity import (
    EthnicCategory,
    EthnicGroup,
    ethnic_category,
    ethnic_spellings,
)
from wres.vocabulary.hidden import CONFIDENTIAL, HIDDEN
from wres.vocabulary.measures import INTERNATIONAL, SURVEY_MEASURES, Measure, respondents_of
from wres.vocabulary.workforce import Engagement, PayBand, WorkforceGroup, fits


__all__ = [
    "CONFIDENTIAL",
    "HIDDEN",
    "INTERNATIONAL",
    "SURVEY_MEASURES",
    "AssignmentStatus",
    "Engagement",
    "EthnicCategory",
    "EthnicGroup",
    "Measure",
    "PayBand",
    "WorkforceGroup",
    "assignment_categories",
    "assignment_statuses",
    "band_clusters",
    "cluster_schemes",
    "ethnic_category",
    "ethnic_spellings",
    "fits",
    "fold",
    "grades",
    "occupation_prefixes",
    "read_document",
    "read_schema",
    "read_table",
    "respondents_of",
    "senior_medical_roles",
    "staff_groups",
]
