"""The same of indicators 2 to 8: rates, their ratios and differences, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from wres.auditing.phrases import BOARD, SURVEY, Found, apart, count, shown
from wres.auditing.said import Said
from wres.profiles import profile


LIKELY = {"appoint": 2, "disciplinary": 3, "process": 3, "training": 4}
TOLD = {"from patients": 5, "from other staff": 6, "equal opportunities": 7, "discrimination": 8}


def about(text: str | None, known: Mapping[str, int], otherwise: int) -> int:
    """Give the indicator that some words are of."""
    return next((number for word, number in known.items() if word in (text or "")), otherwise)


# Indicators 2 to 4


def likelihoods(found: Found, where: Said) -> Iterator[Said]:
    """Read both likelihoods, and the counts in brackets."""
    one = evolve(where, metric=about(found["did"], LIKELY, where.metric))
    if found["average"]:
        yield evolve(one, figure="basis", display="two_year_average")
    for side in ("first", "second"):
        if group := found[f"group_{side}"]:
            own = evolve(one, ethnic_group=group.lower())
            yield evolve(own, figure="likelihood", display=found[f"share_{side}"])
            yield from count(own, "events", found[f"events_{side}"])
            yield from count(own, "population", found[f"people_{side}"])


def overfull(found: Found, where: Said) -> Iterator[Said]:
    """Read events that are more than people."""
    metric = about(found["what"], LIKELY, where.metric)
    one = evolve(where, metric=metric, ethnic_group=(found["group"] or "").lower())
    yield from count(one, "events", found["events"])
    yield from count(one, "population", found["people"])


def _between(where: Said) -> Said:
    """Say of which groups a ratio is where the sentence does not: as the year's rules have it."""
    if where.metric in SURVEY:
        return evolve(where, ethnic_group="bme/white")
    if not where.metric or where.metric in {1, BOARD}:
        return where
    return evolve(where, ethnic_group="/".join(profile(where.year).direction(where.metric)))


def ratio(found: Found, where: Said) -> Iterator[Said]:
    """Read a ratio, its interval, and what stands in the same sentence."""
    metric = about(found.get("likely"), LIKELY, where.metric)
    one = _between(evolve(where, metric=metric))
    if found.get("of"):
        of, to = found["of"] or "", found.get("to") or one.ethnic_group.split("/")[1]
        one = evolve(one, ethnic_group=f"{of}/{to}".lower())
    if found.get("average"):
        yield evolve(one, figure="basis", display="two_year_average")
    ends = (found["low"], found.get("high")) if found.get("low") else None
    yield from shown(found["ratio"] or "-", evolve(one, figure="ratio", content=ends))
    yield from verdict(found, one)
    if home := found.get("home"):
        yield evolve(one, figure="ratio", part="without_international", display=home)
    if found.get("apart"):
        yield apart(found, evolve(one, figure="difference", ethnic_group="bme"))


VERDICTS = {
    "disadvantage of BME": "worse_for_bme",
    "disadvantage of White": "worse_for_white",
    "worse for BME": "worse_for_bme",
    "worse for White": "worse_for_white",
    "similar": "similar",
    "too few to tell": "cannot_tell",
}


def verdict(found: Found, where: Said) -> Iterator[Said]:
    """Read whether that is more than chance."""
    said = (found.get("verdict") or "").casefold()
    words = [word for text, word in VERDICTS.items() if text.casefold() in said]
    if words:
        yield evolve(_between(where), figure="verdict", display=words[0])


def undefined(found: Found, where: Said) -> Iterator[Said]:
    """Read why there is no ratio."""
    one = _between(where)
    if one.ethnic_group:
        yield evolve(one, figure="ratio", status="undefined", reason=found["reason"] or "")


def interval(found: Found, where: Said) -> Iterator[Said]:
    """Read the interval of a ratio."""
    yield evolve(_between(where), figure="ratio", content=(found["low"], found["high"]))


def caution(found: Found, where: Said) -> Iterator[Said]:
    """Read two p-values that disagree."""
    exact = "fisher" if "Fisher" in (found["test"] or "") else "mid_p_minlike"
    for figure, text in (("p_value", found["score"]), (exact, found["other"])):
        yield evolve(_between(where), figure=figure, decimal=text)


def few(_: Found, where: Said) -> Iterator[Said]:
    """Read that there are few events."""
    yield evolve(_between(where), figure="low_count", display="few events")


def change(found: Found, where: Said) -> Iterator[Said]:
    """Read how many people would change a verdict."""
    yield evolve(_between(where), figure="change", display=found["change"])


def if_unknown(found: Found, where: Said) -> Iterator[Said]:
    """Read what unknown ethnicity leaves open."""
    one = _between(where)
    yield evolve(one, figure="unknown_share", display=found["share"])
    for group in ("white", "bme"):
        yield evolve(one, figure="ratio_if_unknown", part=group, display=found[group])


# Indicators 5 to 8


def answers(found: Found, where: Said) -> Iterator[Said]:
    """Read shares of the survey, and how many answered."""
    one = evolve(where, metric=about(found.get("told"), TOLD, where.metric))
    for group in ("bme", "white"):
        own = evolve(one, ethnic_group=group)
        if share := found.get(f"share_{group}"):
            yield evolve(own, figure="share", display=share)
        yield from count(own, "respondents", found.get(f"of_{group}"))


def gap(found: Found, where: Said) -> Iterator[Said]:
    """Read the difference of two shares of the survey."""
    ends = (found["low"], found.get("high")) if found.get("low") else None
    one = evolve(where, figure="difference", ethnic_group="bme", content=ends)
    yield apart(found, one)
