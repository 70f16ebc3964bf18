"""Every adapter in code keeps the contract of `wres.testing.AdapterContract`."""

from wres.plugins import installed
from wres.testing import AdapterContract


BUILT_IN = {
    name: adapter
    for name, adapter in installed().adapters.items()
    if type(adapter).__module__.startswith("wres_adapters.")
}

for _name, _adapter in BUILT_IN.items():
    _class = "Test" + _name.title().replace("-", "")
    globals()[_class] = type(_class, (AdapterContract,), {"adapter": _adapter})


def test_every_built_in_adapter_is_held_to_the_contract() -> None:
    held = {one.adapter.name for one in AdapterContract.__subclasses__()}

    assert {"board", "dcf", "esr-bi", "esr-go2", "nss-national", "recruitment"} <= held
    assert set(BUILT_IN) <= held
