"""A broken plugin is named and stops nobody."""

import inspect
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from wres.errors import PluginError, UnknownNameError
from wres.hookspecs import API_VERSION, Adapter, WritesSpecimen
from wres.plugins import Plugins, installed, load


GOOD = """
    import pluggy
    hookimpl = pluggy.HookimplMarker("wres")

    class Acme:
        name = "{name}"
        title = "Acme HR"
        tables = ("workforce",)
        options = {{}}
        def read(self, source, options):
            raise AssertionError("not called")

    @hookimpl
    def wres_adapters():
        return [Acme()]
"""

Make = Callable[..., Any]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Write a plugin module and give the entry point of a distribution that has it."""
    monkeypatch.syspath_prepend(tmp_path)

    def made(module: str, source: str, distribution: str = "wres-acme", **values: str) -> object:
        text = textwrap.dedent(source)
        (tmp_path / f"{module}.py").write_text(text.format(**values) if values else text)
        point = EntryPoint(module, module, "wres")
        dist = SimpleNamespace(name=distribution, version="1.2")
        return SimpleNamespace(name=module, dist=dist, load=point.load)

    return made


def test_a_good_plugin_offers_its_adapter_by_name(make: Make) -> None:
    plugins = load([make("good_one", GOOD, name="acme-hr")])

    assert plugins.problems == ()
    assert isinstance(plugins.adapter("acme-hr"), Adapter)
    assert str(plugins.origins["acme-hr"]) == "wres-acme 1.2 (entry point 'good_one')"


BROKEN: Mapping[str, tuple[str, str, str]] = {
    "import": (
        "import no_such_module_at_all",
        "import",
        "ModuleNotFoundError: No module named 'no_such_module_at_all'",
    ),
    "exit": ("raise SystemExit(3)", "import", "SystemExit: 3"),
    "misspelt hook": (
        """
        import pluggy
        @pluggy.HookimplMarker("wres")
        def wres_adaptors(): return []
        """,
        "register",
        "PluginValidationError: unknown hook 'wres_adaptors' in plugin",
    ),
    "unknown argument": (
        """
        import pluggy
        @pluggy.HookimplMarker("wres")
        def wres_adapters(config): return []
        """,
        "register",
        "PluginValidationError: ",
    ),
    "raises": (
        """
        import pluggy
        @pluggy.HookimplMarker("wres")
        def wres_adapters(): raise RuntimeError("no licence")
        """,
        "call",
        "RuntimeError: no licence",
    ),
    "not a list": (
        """
        import pluggy
        @pluggy.HookimplMarker("wres")
        def wres_adapters(): return 7
        """,
        "call",
        "TypeError: ",
    ),
    "no adapter": (
        """
        import pluggy
        class Half: name = "half"
        @pluggy.HookimplMarker("wres")
        def wres_adapters(): return [Half()]
        """,
        "validate",
        "adapter 'half' lacks options, read, tables, title",
    ),
    "bad name": (
        GOOD.replace("{name}", "Acme HR").replace("{{}}", "{}"),
        "validate",
        "adapter name must be lower case",
    ),
}


@pytest.mark.parametrize(("source", "phase", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_plugin_is_named_and_stops_no_other(
    make: Make, source: str, phase: str, message: str
) -> None:
    broken = make(f"broken_{phase}_{len(source)}", source, "wres-broken")

    plugins = load([broken, make("good_beside", GOOD, name="acme-hr")])

    assert list(plugins.adapters) == ["acme-hr"]
    (problem,) = plugins.problems
    assert problem.phase == phase
    assert problem.message.startswith(message)
    assert f"plugin wres-broken 1.2 (entry point '{broken.name}') failed to {phase}" in str(problem)
    assert f"WRES_DISABLE_PLUGINS={broken.name}" in problem.advice


def test_a_name_that_two_plugins_claim_belongs_to_neither(make: Make) -> None:
    first = make("claims_first", GOOD, "wres-one", name="acme-hr")
    second = make("claims_second", GOOD, "wres-two", name="acme-hr")

    plugins = load([second, first])

    assert plugins.adapters == {}
    (problem,) = plugins.problems
    assert problem.message == (
        "adapter 'acme-hr' is claimed by wres-one 1.2 (entry point 'claims_first') "
        "and by wres-two 1.2 (entry point 'claims_second')"
    )
    with pytest.raises(PluginError, match=r"wres-one .* and by wres-two"):
        plugins.adapter("acme-hr")


@pytest.mark.parametrize("name", ["bad_off", "wres-off"])
def test_a_plugin_that_is_switched_off_is_not_imported(make: Make, name: str) -> None:
    point = make("bad_off", "raise RuntimeError('imported')", "wres-off")

    assert load([point], switched_off={name}) == Plugins()


def test_an_unknown_adapter_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match=r"no adapter named 'esr'; there are: .*esr-bi"):
        installed().adapter("esr")


def test_the_built_in_plugins_load_without_problem() -> None:
    assert installed().problems == ()
    assert {"csv", "json"} <= set(installed().exporters)


def test_listing_plugins_loads_no_spreadsheet_library_and_no_statistics() -> None:
    code = (
        "import sys, wres.plugins; wres.plugins.installed(); "
        "print(sorted({'fastexcel', 'xlsxwriter', 'scipy', 'docx', 'jinja2', 'vl_convert'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_the_environment_switches_a_plugin_off() -> None:
    code = "import wres.plugins; print(list(wres.plugins.installed().adapters))"
    env = {**os.environ, "WRES_DISABLE_PLUGINS": "other, builtin"}

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env
    )

    assert done.stdout == "[]\n"


LAST_MAJOR = """
    import pluggy

    class Acme:
        api_version = {version}
        name = "acme-hr"
        tables = ("workforce",)
        def read(self, source, options):
            return "read"
        def specimen(self, tables):
            return b"written"

    @pluggy.HookimplMarker("wres")
    def wres_adapters():
        return [Acme()]
"""


def test_a_plugin_built_for_the_last_contract_still_loads(make: Make) -> None:
    version = str(API_VERSION - 1)

    plugins = load([make("last_major", LAST_MAJOR, version=version)])

    adapter = plugins.adapter("acme-hr")
    assert plugins.problems == ()
    assert isinstance(adapter, Adapter)
    assert isinstance(adapter, WritesSpecimen)
    assert (adapter.title, adapter.options) == ("acme-hr", {})
    assert str(adapter.read(Path(), {})) == "read"
    assert adapter.specimen({}) == b"written"
    # Python 3.11 asks `hasattr`, and from 3.12 on isinstance of a protocol looks no further.
    parts = ("name", "title", "tables", "options", "read", "specimen")
    assert all(inspect.getattr_static(adapter, part, None) is not None for part in parts)


def test_an_adapter_may_pass_on_what_another_has(make: Make) -> None:
    source = """
        import pluggy
        from types import SimpleNamespace

        class Passing:
            inner = SimpleNamespace(
                name="acme-hr", title="Acme", tables=(), options={}, read=lambda source, options: "read"
            )
            def __getattr__(self, name):
                return getattr(self.inner, name)

        @pluggy.HookimplMarker("wres")
        def wres_adapters():
            return [Passing()]
    """

    plugins = load([make("passing", source)])

    assert plugins.problems == ()
    assert str(plugins.adapter("acme-hr").read(Path(), {})) == "read"


def test_a_plugin_built_for_the_last_contract_is_named(make: Make) -> None:
    version = str(API_VERSION - 1)

    plugins = load([make("dated", LAST_MAJOR, version=version), make("new", GOOD, name="new")])

    (told,) = plugins.dated
    assert told.origin.entry_point == "dated"
    assert "is built for version 0 of the plugin contract" in str(told)


@pytest.mark.parametrize(
    ("version", "told"),
    [
        (API_VERSION + 1, "which this wres, with version 1, does not know; bring wres up to date"),
        (API_VERSION - 2, "is built for version -1 of the plugin contract; 0 and 1 are known"),
    ],
)
def test_a_plugin_of_another_contract_is_named(make: Make, version: int, told: str) -> None:
    point = make(f"major_{version + 9}", LAST_MAJOR, version=str(version))

    plugins = load([point, make(f"beside_{version + 9}", GOOD, name="other")])

    assert list(plugins.adapters) == ["other"]
    (problem,) = plugins.problems
    assert problem.phase == "validate"
    assert told in problem.message


def test_a_plugin_that_is_slow_to_import_works_and_is_named(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wres.plugins.SLOW", 0.2)
    slow = "    import time; time.sleep(0.3)\n" + GOOD

    plugins = load([make("slow_one", slow, name="slow"), make("quick_one", GOOD, name="quick")])

    assert list(plugins.adapters) == ["quick", "slow"]
    assert plugins.problems == ()
    (told,) = plugins.slow
    assert told.origin.entry_point == "slow_one"
    assert 0.3 <= told.seconds < 60
    assert "WRES_DISABLE_PLUGINS=slow_one" in str(told)


def test_a_misspelt_module_or_object_of_an_entry_point_is_named() -> None:
    dist = SimpleNamespace(name="wres-acme", version="1.2")
    points = [
        SimpleNamespace(name=value, dist=dist, load=EntryPoint(value, value, "wres").load)
        for value in ("wres_acmee", "wres.plugins:Plugin")
    ]

    problems = load(points).problems  # type: ignore[arg-type]

    assert [(problem.phase, problem.origin.entry_point) for problem in problems] == [
        ("import", "wres.plugins:Plugin"),
        ("import", "wres_acmee"),
    ]
