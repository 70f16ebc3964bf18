import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from wres.cli import main
from wres.hookspecs import Adapter
from wres.mappings import load_mapping
from wres.plugins import Origin, PluginProblem, Plugins, installed


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, arguments)
    return done.exit_code, done.output


def test_a_package_is_written_whole_and_never_over_another(tmp_path: Path) -> None:
    folder = tmp_path / "package"

    code, printed = run("new-adapter", "acme-hr", "--out", str(folder))
    again, refused = run("new-adapter", "acme-hr", "--out", str(folder))

    assert code == 0
    assert (folder / "src" / "wres_acme_hr" / "__init__.py").exists()
    assert 'acme-hr = "wres_acme_hr"' in (folder / "pyproject.toml").read_text("utf-8")
    assert "pip install -e" in printed
    assert again == 2
    assert "has files already" in refused


def test_a_mapping_is_written_in_the_place_of_code(tmp_path: Path) -> None:
    code, _ = run("new-adapter", "acme-hr", "--mapping", "--out", str(tmp_path / "package"))

    module = tmp_path / "package" / "src" / "wres_acme_hr"
    assert code == 0
    assert {path.name for path in module.iterdir()} == {"__init__.py", "mapping.toml"}
    assert load_mapping(module / "mapping.toml").name == "acme-hr"


def test_a_name_that_is_none_is_refused(tmp_path: Path) -> None:
    code, printed = run("new-adapter", "Acme HR", "--out", str(tmp_path / "x"))

    assert code == 2
    assert "'Acme HR' is no name: lower case words with hyphens" in printed


def test_the_name_of_an_adapter_that_is_there_is_refused(tmp_path: Path) -> None:
    for name in ("board", "trac"):
        code, printed = run("new-adapter", name, "--out", str(tmp_path / "x"))

        assert code == 2
        assert f"'{name}' is an adapter that is there" in printed
    assert not (tmp_path / "x").exists()


def test_an_adapter_that_keeps_its_contract_is_said_to_conform() -> None:
    assert run("adapters", "--check", "board") == (
        0,
        "board: conforms, 49 of 49 checks passed\n",
    )


@pytest.fixture
def unsound(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unsound:
        name, title, tables, options = "unsound", "Unsound", ("board",), dict[str, str]()

        def read(self, *_: object) -> object:
            raise ZeroDivisionError

    adapter = Unsound()
    assert isinstance(adapter, Adapter)
    problem = PluginProblem(Origin("wres-bad", "1", "bad"), "import", "ImportError: no")
    plugins = Plugins({"unsound": adapter}, problems=(problem,))
    installed.cache_clear()
    for module in ("adapters", "plugin_warnings"):
        monkeypatch.setattr(f"wres.cli.{module}.installed", lambda: plugins)


@pytest.mark.usefixtures("unsound")
def test_an_adapter_that_does_not_is_named_and_so_is_a_broken_plugin() -> None:
    code, printed = run("adapters", "--check")
    also, listed = run("adapters", "--check", "--json", "--seconds", "60")

    assert code == also == 1
    assert "unsound: does not conform" in printed
    assert "failed: good-file (There is a good file to test with)" in printed
    assert "plugin wres-bad 1 (entry point 'bad') failed to import" in printed
    assert "unsound: the contract is not kept" in printed
    (report,) = json.loads(listed[listed.index("[\n") : listed.rindex("]") + 1])
    assert (report["adapter"], report["conforms"]) == ("unsound", False)
