"""Names of series for people."""

from __future__ import annotations

from wres.comparison.parts import Key
from wres.metrics import metric
from wres.profiles import Profile
from wres.vocabulary import WorkforceGroup


BOARD = {"voting": "voting members", "total": "whole board", "executive": "executive members"}
PLAIN = {"ratio": "ratio", "likelihood": "likelihood", "respondents": "respondents"}
AT_RISK = {2: "shortlisted", 3: "staff", 4: "staff"}


def title_of(key: Key, rules: Profile, against: str = "all staff") -> str:
    """Say what a series is of.

    Parameters
    ----------
    against
        Whom the board is compared with.

    Examples
    --------
    >>> from wres.profiles import profile
    >>> title_of(Key(2, "ratio", ethnic_group="white/bme"), profile(2025))
    'White to BME ratio'
    >>> title_of(Key(1, "share", None, "clinical", "Band 5", "bme"), profile(2025))
    'Clinical, Band 5: BME share'
    """
    group, of = _group(key, rules), _of(key)
    if key.figure in PLAIN:
        return f"{group} {PLAIN[key.figure]}"
    if key.figure == "disparity":
        return f"{of}: {group} disparity ratio"
    if key.figure in {"events", "population"}:
        return f"{group} {_who(key)}"
    if not of:
        return f"{group} share" if key.figure == "share" else f"{group} less {rules['label_white']}"
    other = f" less that of {against}" if key.figure == "difference" else ""
    return f"{of}: {group} {'headcount' if key.figure == 'headcount' else f'share{other}'}"


def _who(key: Key) -> str:
    return str(metric(key.metric).event_nouns) if key.figure == "events" else AT_RISK[key.metric]


def _group(key: Key, rules: Profile) -> str:
    if key.ethnic_group == "total":
        return "total"
    return " to ".join(rules[f"label_{group}"] for group in str(key.ethnic_group).split("/"))


def _of(key: Key) -> str:
    """Name the part, such as a band or voting members."""
    if key.metric == 9:  # noqa: PLR2004  # the board
        return BOARD[str(key.part)].capitalize()
    if key.part == "overall":
        return "All staff"
    block = WorkforceGroup(key.workforce_group).label if key.workforce_group else ""
    if key.pay_band:
        return f"{block}, {key.pay_band}"
    part = str(key.part or "")
    if key.figure == "disparity":
        return f"{block}, {part.replace('/', ' to ')} bands"
    return part.replace("/", ", ")
