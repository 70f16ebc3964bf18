"""What tests of `wres` and of its plugins share; not needed to use the library.

`AdapterContract` and `check_adapter`, which hold an adapter to its contract; strategies for
Hypothesis; and `wres.testing.laws`, to which any implementation of a metric can be held. The extra ``testing`` brings what they need.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from wres.errors import MissingExtraError


if TYPE_CHECKING:
    from wres.testing import laws
    from wres.testing._reports import evidences, ledgers, reports
    from wres.testing.contract import AdapterContract
    from wres.testing.counts import TwoByTwo, group_counts, returns, two_by_two
    from wres.testing.frames import (
        return_lines,
        rows_of,
        staff_tables,
        survey_tables,
        tables,
        tables_of,
    )
    from wres.testing.kit import ConformanceReport, check_adapter
    from wres.testing.strategies import (
        applications,
        board_members,
        disciplinary_entries,
        records_of,
        staff_records,
        survey_shares,
        training_uptakes,
    )

if find_spec("hypothesis") is None:
    raise MissingExtraError(
        "wres.testing needs the package hypothesis; install it with: pip install 'wres[testing]'"
    )

_HOMES = {
    "contract": ("AdapterContract",),
    "counts": ("TwoByTwo", "group_counts", "returns", "two_by_two"),
    "frames": (
        "return_lines",
        "rows_of",
        "staff_tables",
        "survey_tables",
        "tables",
        "tables_of",
    ),
    "kit": ("ConformanceReport", "check_adapter"),
    "_reports": ("evidences", "ledgers", "reports"),
    "strategies": (
        "applications",
        "board_members",
        "disciplinary_entries",
        "records_of",
        "staff_records",
        "survey_shares",
        "training_uptakes",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "AdapterContract",
    "ConformanceReport",
    "TwoByTwo",
    "applications",
    "board_members",
    "check_adapter",
    "disciplinary_entries",
    "evidences",
    "group_counts",
    "laws",
    "ledgers",
    "records_of",
    "reports",
    "return_lines",
    "returns",
    "rows_of",
    "staff_records",
    "staff_tables",
    "survey_shares",
    "survey_tables",
    "tables",
    "tables_of",
    "training_uptakes",
    "two_by_two",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name == "laws":
        return import_module("wres.testing.laws")
    if name not in _HOME_OF:
        raise AttributeError(f"module 'wres.testing' has no attribute {name!r}")
    return getattr(import_module(f"wres.testing.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
