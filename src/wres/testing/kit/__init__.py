"""The conformance kit: what every adapter must do, checked by functions without pytest."""

from wres.testing.kit.checking import check_adapter, checks_of, run_check
from wres.testing.kit.report import ConformanceReport, Result
from wres.testing.kit.subject import CheckError, Subject, subject_of


__all__ = [
    "CheckError",
    "ConformanceReport",
    "Result",
    "Subject",
    "check_adapter",
    "checks_of",
    "run_check",
    "subject_of",
]
