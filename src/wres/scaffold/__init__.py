"""A new adapter as a plugin package of its own, whose tests pass as written."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from string import Template

from wres.plugins import NAME


SHARED = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    "test_adapter.py": "tests/test_$module.py",
    "example.csv": "tests/example.csv",
}
CODE = {"adapter.py": "src/$module/__init__.py", "columns.py": "src/$module/columns.py"}
MAPPING = {"mapped.py": "src/$module/__init__.py", "mapping.toml": "src/$module/mapping.toml"}
"""Template to where it stands in the package."""


def plugin_package(name: str, *, version: str, mapping: bool = False) -> Mapping[str, bytes]:
    """Write the files of a plugin package with one adapter.

    Parameters
    ----------
    name
        Of the adapter: lower case words with hyphens.
    version
        Of `wres`, the oldest that the plugin asks for.
    mapping
        Whether the adapter is a mapping, and not code.

    Returns
    -------
    dict
        Path within the package to content.

    Raises
    ------
    ValueError
        Where the name is none.

    Examples
    --------
    >>> sorted(plugin_package("acme-hr", version="0.1.0"))[-1]
    'tests/test_wres_acme_hr.py'
    >>> "src/wres_acme_hr/mapping.toml" in plugin_package("acme-hr", version="0.1.0", mapping=True)
    True
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"'{name}' is no name: lower case words with hyphens, such as acme-hr")
    kind = "".join(word.capitalize() for word in name.split("-"))
    words = {
        "name": name,
        "module": f"wres_{name.replace('-', '_')}",
        "title": " ".join(word.capitalize() for word in name.split("-")),
        "class_name": kind,
        "imported": "ADAPTER" if mapping else kind,
        "adapter": "ADAPTER" if mapping else f"{kind}()",
        "columns": "mapping.toml" if mapping else "columns.py",
        "version": version,
    }
    folder = resources.files(__name__).joinpath("templates")
    return {
        Template(path).substitute(words): Template(
            folder.joinpath(f"{template}.txt").read_text(encoding="utf-8")
        )
        .substitute(words)
        .encode()
        for template, path in {**SHARED, **(MAPPING if mapping else CODE)}.items()
    }
