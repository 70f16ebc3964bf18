"""The NHS Workforce Race Equality Standard: HR exports in, all nine metrics out.

::

    intake = wres.read("staff.csv", adapter="esr-bi", year=2025)
    filed = wres.count(intake)
    report = wres.measure(filed, year=2025, organisation="RXX")
    wres.export(report, "out", formats=["template", "csv", "json"])

Names are resolved when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from wres.admission import Intake, LooseTable, LooseTables, Source
    from wres.auditing import Audit, audit
    from wres.benchmarks import Benchmark, benchmark
    from wres.comparison import Comparison, compare
    from wres.disclosure import publishable
    from wres.errors import InputError, Location, Problem, WresError
    from wres.ledger import Ledger
    from wres.metrics import METRICS, Metric
    from wres.nationwide import National, national
    from wres.planning import Plan, plan
    from wres.profiles import Profile, profile
    from wres.reading import read
    from wres.records import (
        Application,
        BoardMember,
        DisciplinaryEntry,
        StaffRecord,
        SurveyShare,
        TrainingUptake,
    )
    from wres.report import Report, figures, measure, measure_all
    from wres.returns import WresReturn, count
    from wres.tables import schema, to_frame, to_records
    from wres.writing import export

    __version__: str

_HOMES = {
    "admission": ("Intake", "LooseTable", "LooseTables", "Source"),
    "benchmarks": ("Benchmark", "benchmark"),
    "comparison": ("Comparison", "compare"),
    "disclosure": ("publishable",),
    "auditing": ("Audit", "audit"),
    "errors": ("InputError", "Location", "Problem", "WresError"),
    "ledger": ("Ledger",),
    "metrics": ("METRICS", "Metric"),
    "planning": ("Plan", "plan"),
    "nationwide": ("National", "national"),
    "profiles": ("Profile", "profile"),
    "reading": ("read",),
    "records": (
        "Application",
        "BoardMember",
        "DisciplinaryEntry",
        "StaffRecord",
        "SurveyShare",
        "TrainingUptake",
    ),
    "report": ("Report", "figures", "measure", "measure_all"),
    "returns": ("WresReturn", "count"),
    "tables": ("schema", "to_frame", "to_records"),
    "writing": ("export",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "METRICS",
    "Application",
    "Audit",
    "Benchmark",
    "BoardMember",
    "Comparison",
    "DisciplinaryEntry",
    "InputError",
    "Intake",
    "Ledger",
    "Location",
    "LooseTable",
    "LooseTables",
    "Metric",
    "National",
    "Plan",
    "Problem",
    "Profile",
    "Report",
    "Source",
    "StaffRecord",
    "SurveyShare",
    "TrainingUptake",
    "WresError",
    "WresReturn",
    "__version__",
    "audit",
    "benchmark",
    "compare",
    "count",
    "export",
    "figures",
    "measure",
    "measure_all",
    "national",
    "plan",
    "profile",
    "publishable",
    "read",
    "schema",
    "to_frame",
    "to_records",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name == "__version__":
        return import_module("importlib.metadata").version("wres")
    if name not in _HOME_OF:
        raise AttributeError(f"module 'wres' has no attribute {name!r}")
    value = getattr(import_module(f"wres.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
