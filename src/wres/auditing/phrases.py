"""What a figure is of that stands in a sentence or a short line, once its parts are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import evolve

from wres.auditing.patterns import pattern
from wres.auditing.said import HIDDEN, Said
from wres.profiles import profile


MARK = "[c]"
NONE = {"-", "not defined"}
PARTS = {
    "voting member": "voting",
    "member": "total",
    "whole board": "total",
    "executive": "executive",
}
LESS = {"below", "lower", "fallen"}
BOARD, SURVEY = 9, range(5, 9)

Found = Mapping[str, str | None]
"""Parts of a sentence by name; `now_year` is the year of the document's own figures."""


def shown(text: str, where: Said) -> Iterator[Said]:
    """Read a figure that stands for itself."""
    if text.startswith(MARK):
        yield evolve(where, status=HIDDEN)
    elif text not in NONE:
        yield evolve(where, display=text)


def headline(group: str, text: str, where: Said) -> Iterator[Said]:
    """Read the figure of a group that stands for its whole indicator."""
    one = evolve(where, ethnic_group=group.lower(), figure="share")
    if one.metric == 1:
        one = evolve(one, part="overall")
    elif one.metric == BOARD:
        one = evolve(one, part=profile(one.year)["metric_9_headline"])
    elif one.metric not in SURVEY:
        one = evolve(one, figure="likelihood")
    yield from shown(text, one) if one.metric else ()


def count(where: Said, figure: str, text: str | None) -> Iterator[Said]:
    """Read a number of people."""
    if text is not None:
        exact = Fraction(text.replace(",", ""))
        yield evolve(where, figure=figure, exact=exact, display=text)


def part_of(text: str | None) -> str:
    """Give the part of the board that some words are of."""
    return next((part for word, part in PARTS.items() if (text or "").startswith(word)), "total")


def apart(found: Found, where: Said) -> Said:
    """Read by how much one is above or below another."""
    if found["apart"] is None:
        return evolve(where, exact=Fraction(0))
    size = "0.0" if found["apart"].startswith("less") else found["apart"]
    return evolve(where, display=f"-{size}" if found["way"] in LESS else size)


def basis(found: Found, where: Said) -> Iterator[Said]:
    """Say whom shares are of, and what the board is compared with."""
    if found.get("known"):
        yield evolve(where, figure="base", display="known_only")
    if "population" in (found.get("other") or ""):
        yield evolve(where, figure="compared_with", display="population")


# Indicator 1


def staff(found: Found, where: Said) -> Iterator[Said]:
    """Read the headcount and shares of all staff."""
    place = evolve(where, metric=1, part="overall")
    for group in ("total", "white", "bme", "unknown"):
        own = evolve(place, ethnic_group=group)
        yield from count(own, "headcount", found.get(group))
        if share := found.get(f"share_{group}"):
            yield evolve(own, figure="share", display=share)


def shares(found: Found, where: Said) -> Iterator[Said]:
    """Read shares of those whose ethnicity is known."""
    yield evolve(where, metric=1, figure="base", display="known_only")
    yield from staff(found, where)


def senior(found: Found, where: Said) -> Iterator[Said]:
    """Read staff of Band 8a and above."""
    place = evolve(where, metric=1, ethnic_group="bme")
    yield from basis(found, place)
    yield from count(evolve(place, ethnic_group="total"), "senior", found.get("all"))
    yield from count(place, "senior", found.get("of_them"))
    yield from shown(found["share"] or "-", evolve(place, figure="senior_share"))
    if "apart" in found:
        yield apart(found, evolve(place, figure="senior_difference"))
    yield from staff(found, where)


def moved(found: Found, where: Said) -> Iterator[Said]:
    """Read the BME share of an earlier year, and by how much it has moved since."""
    one = evolve(where, metric=1, part="overall", ethnic_group="bme")
    yield from basis(found, one)
    yield evolve(one, figure="share", display=found["share"])
    yield apart(found, evolve(one, figure="moved", content=int(found["now_year"] or 0)))


def recorded(found: Found, where: Said) -> Iterator[Said]:
    """Read the share of unknown ethnicity of two years."""
    one = evolve(where, metric=1, part="overall", ethnic_group="unknown", figure="share")
    yield evolve(one, display=found["before"])
    yield evolve(one, year=int(found["now_year"] or 0), display=found["now"])


def above(found: Found, where: Said) -> Iterator[Said]:
    """Read that more than a part of the staff are of unknown ethnicity."""
    one = evolve(where, metric=1, part="overall", ethnic_group="unknown")
    yield evolve(one, figure="above", exact=Fraction(found["limit"] or 0) / 100)


def reported(found: Found, where: Said) -> Iterator[Said]:
    """Read of how many staff ethnicity is known."""
    yield evolve(where, metric=1, figure="self_reported", display=found["share"])
    for part in ("not_stated", "not_known"):
        own = evolve(where, metric=1, ethnic_group="unknown", part=part)
        yield from count(own, "headcount", found.get(part))
    if later := found.get("later"):
        now = evolve(where, year=int(later), metric=1, figure="self_reported")
        yield evolve(now, display=found["now"])


# Indicator 9


def members(found: Found, where: Said) -> Iterator[Said]:
    """Read members of a part of the board."""
    one = evolve(where, metric=BOARD, part=part_of(found["part"]), ethnic_group="bme")
    yield from basis(found, one)
    if found["known"]:
        yield from count(one, "known", found["all"])
    else:
        yield from count(evolve(one, ethnic_group="total"), "headcount", found["all"])
    yield from count(one, "headcount", found["of_them"])
    yield evolve(one, figure="share", display=found["share"])
    if found["other"]:
        yield apart(found, evolve(one, figure="difference"))


def one_member(found: Found, where: Said) -> Iterator[Said]:
    """Read how many members the board has."""
    one = evolve(where, metric=BOARD, part=profile(where.year)["metric_9_headline"])
    yield from count(evolve(one, ethnic_group="total"), "headcount", found["all"])


def less(found: Found, where: Said) -> Iterator[Said]:
    """Read by how much the board differs from the workforce."""
    one = evolve(where, metric=BOARD, part=part_of(found["part"]), ethnic_group="bme")
    yield from basis(found, one)
    text = (found["points"] or found["hidden"] or "-").removeprefix("+")
    yield from shown(text, evolve(one, figure="difference"))


def board_before(found: Found, where: Said) -> Iterator[Said]:
    """Read the same of an earlier year."""
    one = evolve(where, metric=BOARD, part=part_of(found["part"]), ethnic_group="bme")
    yield from basis(found, one)
    yield apart(found, evolve(one, figure="difference"))


def beside(found: Found, where: Said) -> Iterator[Said]:
    """Read the same of each part of the board."""
    one = evolve(where, metric=BOARD, ethnic_group="bme", figure="difference")
    yield from basis(found, one)
    for match in pattern("<points:apart> points <way>").finditer(found["parts"] or ""):
        before = (found["parts"] or "")[: match.start()].rpartition(", ")[2].strip()
        part = part_of(before.removeprefix("the ") or "member")
        yield apart(match.groupdict(), evolve(one, part=part))


# Any


def pair(found: Found, where: Said) -> Iterator[Said]:
    """Read the figures of both groups."""
    for group in ("white", "bme", "unknown"):
        yield from headline(group, found.get(group) or "-", where)


def line(found: Found, where: Said) -> Iterator[Said]:
    """Read a group and its figure."""
    for group in ("white", "bme", "unknown"):
        if found.get(group):
            yield from headline(group, found["figure"] or "-", where)


def warning(found: Found, where: Said) -> Iterator[Said]:
    """Read a warning of few events."""
    text = found["warning"] or ""
    yield evolve(where, metric=0, figure="warning", display=f"i{text[1:]}")


def form(found: Found, where: Said) -> Iterator[Said]:
    """Read in which form an indicator was measured."""
    yield from basis(found, evolve(where, metric=int(found["number"] or 0)))
