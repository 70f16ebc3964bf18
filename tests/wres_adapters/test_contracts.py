"""Every adapter and every preset keeps the contract of `wres.testing.AdapterContract`."""

from pathlib import Path

import pytest

from wres.hookspecs import Adapter
from wres.plugins import installed
from wres.testing import AdapterContract
from wres.testing.kit import subject_of


PRESETS = installed().presets
BUILT_IN: dict[str, Adapter] = {
    **{
        name: adapter
        for name, adapter in installed().adapters.items()
        if type(adapter).__module__.startswith("wres_adapters.")
    },
    **PRESETS,
}

WRITABLE = [name for name, adapter in BUILT_IN.items() if hasattr(adapter, "specimen")]

for _name, _adapter in BUILT_IN.items():
    _class = "Test" + _name.title().replace("-", "")
    globals()[_class] = type(_class, (AdapterContract,), {"adapter": _adapter})


def test_every_built_in_adapter_is_held_to_the_contract() -> None:
    held = {one.adapter.name for one in AdapterContract.__subclasses__()}

    assert {"board", "dcf", "esr-bi", "esr-go2", "nss-national", "recruitment", "sql"} <= held
    assert len(PRESETS) == 15
    assert set(BUILT_IN) <= held


def test_no_adapter_is_excused_from_a_check_for_want_of_a_specimen() -> None:
    excused = {
        name: list(adapter.capabilities.expected_failures)
        for name, adapter in BUILT_IN.items()
        if hasattr(adapter, "capabilities") and adapter.capabilities.expected_failures
    }

    assert excused == {
        "return-csv": ["further-columns"],
        "esr-go1": ["row-order", "no-rows-in-python"],
    }
    assert {name for name in BUILT_IN if name not in WRITABLE} == {
        "esr-go1"
    }  # two files, an example


@pytest.mark.parametrize("name", WRITABLE)
def test_a_specimen_holds_every_record_of_the_kit(name: str, tmp_path: Path) -> None:
    subject = subject_of(BUILT_IN[name], tmp_path)

    tables, _ = subject.sample()

    people = {"workforce", "recruitment", "disciplinary", "training", "board"}
    assert {frame.height for table, frame in tables.items() if table in people} <= {6}
    assert all(frame.height for frame in tables.values())
