"""A plan as files: Word, workbook, CSV and JSON."""

from wres.exporters.plan.files import PLAN_FORMATS, plan_files, usual_formats


__all__ = ["PLAN_FORMATS", "plan_files", "usual_formats"]
