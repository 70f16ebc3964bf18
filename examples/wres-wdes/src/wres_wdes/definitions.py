"""The data pack: definitions, group names, directions, and what of them is not verified."""

from __future__ import annotations

import csv
import tomllib
from importlib import resources
from typing import Any

from attrs import evolve

from wres.metrics import Metric
from wres.profiles import Profile, Rule, profile
from wres.vocabulary import read_document


DIMENSION = "disability"
"""Column that says whether somebody is disabled."""

ENGINE = {"not_disabled": "white", "disabled": "bme", "unknown": "unknown"}
"""Our group to the engine's: those that a ratio compares with, those it is about, the rest."""

GROUPS = {engine: own for own, engine in ENGINE.items()}


def read_rows(name: str) -> list[dict[str, str]]:
    """Read a table of the data pack."""
    return list(csv.DictReader(_text(f"{name}.csv").splitlines(), strict=True))


def _text(name: str) -> str:
    return (resources.files("wres_wdes") / "data" / name).read_text(encoding="utf-8")


def _metric(row: dict[str, Any]) -> Metric:
    """Take the maths of a metric of `wres`, and the words of ours."""
    like = next(one for one in read_document("metrics")["metrics"] if one["name"] == row["like"])
    own = {key: value for key, value in row.items() if key != "like"}
    return Metric(**{**like, **own, "notes": (), "changes": ()})


METRICS = tuple(_metric(row) for row in tomllib.loads(_text("metrics.toml"))["metrics"])
RULES = {row["rule"]: row for row in read_rows("rules")}
SPELLINGS = {row["spelling"]: row["group"] for row in read_rows("disability_spellings")}

UNVERIFIED = (
    "experimental, not for submission",
    *(f"metric {one.number}: definition ({one.verified})" for one in METRICS),
    *(
        f"{row['rule']}: {row['value']} ({row['verified']})"
        for row in RULES.values()
        if row["verified"] not in {"yes", "choice"}
    ),
    "which words of a source mean disabled, not disabled and not declared",
    "who counts as staff, the windows and the verdict's thresholds: those of the WRES are used",
    "metrics 4 to 9 are not there",
)
"""What nobody has checked against the standard's own documents."""


def rules_of(year: int) -> Profile:
    """Give the rules of a year in the engine's terms, with our names for its groups.

    Examples
    --------
    >>> rules_of(2025)["label_bme"], rules_of(2025).direction(3)
    ('Disabled', ('bme', 'white'))
    """
    base = profile(year, metric_3_basis=RULES["capability_basis"]["value"])
    own = {}
    for name, row in RULES.items():
        kind, _, rest = name.partition("_")
        if kind == "label":
            own[f"label_{ENGINE[rest]}"] = row["value"]
        elif name.startswith("ratio_direction"):
            own[name] = "/".join(ENGINE[group] for group in row["value"].split("/"))
    told = {
        name: Rule(name, value, "wres-wdes, data/rules.csv", "likely")
        for name, value in own.items()
    }
    return evolve(base, rules={**base.rules, **told})
