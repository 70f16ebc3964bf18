"""The built-in adapters: one module per source system, registered as anyone's plugin is."""

from importlib import import_module

import pluggy


hookimpl = pluggy.HookimplMarker("wres")

MODULES = {  # alphabetical
    "board": "Board",
    "dcf": "Dcf",
    "er_cases": "ErCases",
    "esr_bi": "EsrBi",
    "esr_dw": "EsrDw",
    "esr_go2": "EsrGo2",
    "learning": "Learning",
    "nss_benchmark": "NssBenchmark",
    "nss_national": "NssNational",
    "recruitment": "Recruitment",
    "return_csv": "ReturnCsv",
    "sql": "Sql",
}
"""Module to the adapter class that it has; imported only when the adapters are asked for."""


@hookimpl
def wres_adapters() -> list[object]:
    """Give the built-in adapters."""
    return [getattr(import_module(f"{__name__}.{name}"), kind)() for name, kind in MODULES.items()]
