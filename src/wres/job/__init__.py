"""The main job: several sources in, one report and its files out, every problem told at once."""

from wres.job.asked import Job, SourceFile, check_names
from wres.job.recorded import as_run
from wres.job.running import Outcome, run
from wres.job.sources import count_all, gather, in_source_order, problems_of


__all__ = [
    "Job",
    "Outcome",
    "SourceFile",
    "as_run",
    "check_names",
    "count_all",
    "gather",
    "in_source_order",
    "problems_of",
    "run",
]
