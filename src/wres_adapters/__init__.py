"""The built-in adapters: one module per source system, registered as anyone's plugin is."""

from importlib import import_module, resources

import pluggy


hookimpl = pluggy.HookimplMarker("wres")

MODULES = {  # alphabetical
    "board": "Board",
    "dcf": "Dcf",
    "er_cases": "ErCases",
    "esr_bi": "EsrBi",
    "esr_dw": "EsrDw",
    "esr_go1": "EsrGo1",
    "esr_go2": "EsrGo2",
    "esr_qualifications": "EsrQualifications",
    "learning": "Learning",
    "nss_benchmark": "NssBenchmark",
    "nss_national": "NssNational",
    "nss_older": "NssOlder",
    "recruitment": "Recruitment",
    "return_csv": "ReturnCsv",
    "sql": "Sql",
}
"""Module to the adapter class that it has; imported only when the adapters are asked for."""


@hookimpl
def wres_adapters() -> list[object]:
    """Give the built-in adapters: those in code, then the presets, which are mappings."""
    coded = [getattr(import_module(f"{__name__}.{name}"), kind)() for name, kind in MODULES.items()]
    return [*coded, *_presets()]


def _presets() -> list[object]:
    """Read the mappings that ship with the library."""
    from wres.mappings import MappedAdapter, parse_mapping  # noqa: PLC0415  # heavy

    files = resources.files(__name__).joinpath("mappings").iterdir()
    texts = sorted(
        file.read_text(encoding="utf-8") for file in files if file.name.endswith(".toml")
    )
    return [MappedAdapter(parse_mapping(text)) for text in texts]
