"""How the form looks, against a description of it that somebody has read."""

import os
from pathlib import Path

from tests.returns.form_look import look
from tests.returns.form_returns import filed, plain
from tests.returns.test_dcf import SOME
from wres.returns import Evidence, WresReturn
from wres.returns.dcf import Item, dcf_bytes
from wres.returns.dcf.items import _item


DESCRIBED = Path(__file__).parents[1] / "cases" / "dcf-form.txt"


def described() -> str:
    """Describe a form with two years, gaps and a warning."""
    gaps = {key: value for key, value in SOME.items() if key[0] != "board_executive"}
    missing = {"board_executive": "the source does not say which of the members are executives"}
    evidence = Evidence(missing=missing, warnings=("late returns",))
    warned = WresReturn.from_cells(filed(gaps).to_frame(), evidence)
    last = filed({**SOME, **plain("board", 20, 3, 1), **plain("appointed", 170, 0, 0)}, year=2024)
    return look(dcf_bytes(warned, name="Example NHS Trust", previous=last))


def test_the_form_looks_as_described() -> None:
    now = described()
    if os.environ.get("WRES_DESCRIBE") == "1":  # after a change that was meant: read the diff
        DESCRIBED.write_text(now, encoding="utf-8")

    assert now == DESCRIBED.read_text(encoding="utf-8")


def test_a_line_of_the_data_is_an_item() -> None:
    told = {
        "item": "7",
        "metric": "1",
        "block": "1b clinical, of which medical",
        "label": "Consultants",
        "kind": "headcount",
        "measure": "staff",
        "workforce_group": "medical",
        "pay_band": "Consultant",
        "verified": "plausible",
    }
    bare = {**told, "block": "", "measure": "", "workforce_group": "", "pay_band": ""}

    rest = (7, 1, "1b clinical: medical", "Consultants", "headcount")
    assert _item(told) == Item(*rest, "staff", "medical", "Consultant", "plausible")
    assert _item(bare) == Item(7, 1, "1", *rest[3:], None, None, None, "plausible")
