"""What ``report.json`` says, figure by figure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import evolve

from wres.auditing.cells import slice_of
from wres.auditing.publication import Publication
from wres.auditing.said import HIDDEN, Said


GROUPS = ("white", "bme", "unknown")
COUNTED = {*GROUPS, "total"}
Json = Mapping[str, Any]


def read_json(content: Json) -> tuple[list[Said], Publication]:
    """Read a report; what is hidden has status ``hidden``, and so has every count of ``null``."""
    content = _supplied(content)
    organisation = _get(content, "organisation")
    whose = Said(organisation=organisation.get("code") or "", year=int(content.get("year") or 0))
    said = [line for one in content.get("metrics") or () for line in _metric(one, whose)]
    for breakdown in content.get("breakdowns") or ():
        for part in _list(breakdown, "parts"):
            labels = part.get("labels") or part.get("values") or ()
            place = slice_of(zip(breakdown["by"], map(str, labels), strict=True))
            own = evolve(whose, slice=place)
            said += [line for one in _list(part, "metrics") for line in _metric(one, own)]
    said += _quality(_get(content, "data_quality"), whose)
    said += _comparisons(_get(content, "comparisons"), whose)
    return said, Publication.of_json(content.get("publication"))


def _supplied(content: Json) -> Json:
    """Leave out counts that were not supplied, where the report says which nulls are hidden."""
    pointers = _get(content, "publication").get("hidden")
    if not isinstance(pointers, list):
        return content
    kept: Json = _without_nulls(content, "", frozenset(map(str, pointers)))
    return kept


def _without_nulls(node: Any, at: str, hidden: frozenset[str]) -> Any:  # noqa: ANN401
    if isinstance(node, dict):
        return {
            key: _without_nulls(value, f"{at}/{key}", hidden)
            for key, value in node.items()
            if value is not None or key not in COUNTED or f"{at}/{key}" in hidden
        }
    if isinstance(node, list):
        return [_without_nulls(one, f"{at}/{number}", hidden) for number, one in enumerate(node)]
    return node


def said_in(text: str) -> tuple[list[Said], Publication]:
    """Read the text of a report."""
    return read_json(json.loads(text))


def _get(content: Json, key: str) -> Json:
    value = content.get(key)
    return value if isinstance(value, dict) else {}


def _list(content: Json, key: str) -> list[Json]:
    value = content.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _metric(content: Json, whose: Said) -> Iterator[Said]:
    number = int(content["number"])
    base = evolve(whose, metric=number)
    if content.get("status") == "no_data":
        return
    if number == 1:
        yield from _representation(content, base)
    elif number <= 4:  # noqa: PLR2004  # likelihoods
        yield from _likelihood(content, base)
    elif number <= 8:  # noqa: PLR2004  # the survey
        yield from _survey(content, base)
    else:
        yield from _board(content, base)
    for word in ("base", "basis", "compared_with"):
        if isinstance(content.get(word), str):
            yield evolve(base, figure=word, display=content[word])


def _representation(content: Json, base: Said) -> Iterator[Said]:
    yield from _place(_get(content, "overall"), evolve(base, part="overall"))
    for row in _list(content, "rows"):
        place = evolve(base, workforce_group=row["workforce_group"], pay_band=row["pay_band"])
        yield from _place(row, place)
    for one in _list(content, "clusters"):
        yield from _place(one, evolve(base, part=f"{one['scheme']}/{one['cluster']}"))
    managers = evolve(base, part="senior_medical_managers", figure="headcount")
    yield from _counts(_get(content, "senior_medical_managers"), managers)
    for one in _list(content, "disparity"):
        place = evolve(
            base, part=f"{one['from']}/{one['to']}", workforce_group=one["workforce_group"]
        )
        yield from _ratio(_get(one, "ratio"), evolve(place, figure="disparity"))


def _place(content: Json, where: Said) -> Iterator[Said]:
    yield from _counts(_get(content, "headcount"), evolve(where, figure="headcount"))
    for figure in ("share", "difference", "distribution"):
        yield from _figures(_get(content, figure), evolve(where, figure=figure))


def _likelihood(content: Json, base: Said) -> Iterator[Said]:
    yield from _likelihoods(content, base)
    ratio = _get(content, "ratio")
    between = f"{ratio.get('of')}/{ratio.get('to')}"
    for group, figure in _get(content, "if_unknown_were").items():
        where = evolve(base, figure="ratio_if_unknown", part=group, ethnic_group=between)
        yield _figure(figure, where)
    home = _get(content, "without_international")
    if home:
        yield from _likelihoods(home, evolve(base, part="without_international"))


def _likelihoods(content: Json, where: Said) -> Iterator[Said]:
    for figure in ("population", "events"):
        yield from _counts(_get(content, figure), evolve(where, figure=figure))
    yield from _figures(_get(content, "likelihood"), evolve(where, figure="likelihood"))
    yield from _ratio(_get(content, "ratio"), evolve(where, figure="ratio"))


def _survey(content: Json, base: Said) -> Iterator[Said]:
    yield from _figures(_get(content, "share"), evolve(base, figure="share"))
    yield from _counts(_get(content, "respondents"), evolve(base, figure="respondents"))
    difference = _get(content, "difference").get("bme")
    yield _figure(difference, evolve(base, figure="difference", ethnic_group="bme"))
    yield from _ratio(_get(content, "ratio"), evolve(base, figure="ratio"))


def _board(content: Json, base: Said) -> Iterator[Said]:
    for part in ("total", "voting", "executive"):
        one = {
            figure: _get(content, figure).get(part)
            for figure in ("headcount", "share", "difference")
        }
        yield from _place(one, evolve(base, part=part))
    yield from _place(_get(content, "local_population"), evolve(base, part="local_population"))


def _counts(counts: Json, where: Said) -> Iterator[Said]:
    for group, count in counts.items():
        line = evolve(where, ethnic_group=group)
        if isinstance(count, int | float):
            exact = Fraction(count)
            yield evolve(line, value=float(count), exact=exact, display=f"{count:g}")
        else:
            yield evolve(line, status=HIDDEN)


def _figures(figures: Json, where: Said) -> Iterator[Said]:
    for group in GROUPS:
        if group in figures:
            yield _figure(figures[group], evolve(where, ethnic_group=group))


def _figure(figure: object, where: Said) -> Said:
    if not isinstance(figure, dict):
        return evolve(where, status=HIDDEN)
    interval = _get(figure, "interval")
    return evolve(
        where,
        value=figure.get("value"),
        exact=_fraction(figure.get("exact")),
        display=figure.get("display"),
        low=interval.get("low"),
        high=interval.get("high"),
        method=interval.get("method"),
        status=figure.get("status") or "measured",
    )


def _fraction(text: object) -> Fraction | None:
    return Fraction(text) if isinstance(text, str) and text else None


def _ratio(ratio: Json, where: Said) -> Iterator[Said]:
    if not ratio:
        return
    line = evolve(where, ethnic_group=f"{ratio.get('of')}/{ratio.get('to')}")
    status = str(ratio.get("status") or "measured").replace("defined", "measured")
    status = "undefined" if status == "unmeasured" else status
    yield evolve(_figure(ratio, line), status=status, reason=ratio.get("reason") or "")
    for name in ("four_fifths", "verdict", "change"):
        if isinstance(ratio.get(name), str):
            yield evolve(line, figure=name, display=ratio[name], part=_of(where))
    if isinstance(ratio.get("p_value"), int | float):
        yield evolve(line, figure="p_value", value=float(ratio["p_value"]), part=_of(where))
    if ratio.get("low_count") is True:
        yield evolve(line, figure="low_count", display="few events", part=_of(where))
    for test in _list(ratio, "exact_tests"):
        if isinstance(test.get("p_value"), int | float):
            own = evolve(line, figure=str(test["test"]), part=_of(where))
            yield evolve(own, value=float(test["p_value"]))
    if isinstance(ratio.get("people_needed"), dict):
        needed = evolve(line, figure="people_needed", content=ratio["people_needed"])
        yield evolve(needed, part=_of(where))


def _of(where: Said) -> str:
    """Give the part of what stands beside a ratio: the ratio's own."""
    return where.part


def _quality(content: Json, whose: Said) -> Iterator[Said]:
    ledger = _list(content, "ledger")
    tables = {one.get("table") for one in ledger if one.get("state") == "counted"}
    for table in sorted(filter(None, tables)):
        rows = sum(
            int(one.get("rows") or 0)
            for one in ledger
            if one.get("state") == "counted" and one.get("table") == table
        )
        yield evolve(whose, figure="ledger", part=str(table), exact=Fraction(rows))
    reported = _get(content, "self_reported")
    if "share" in reported:
        yield evolve(_figure(reported["share"], evolve(whose, figure="self_reported")), metric=1)
    named = {key: reported[key] for key in ("not_stated", "not_known") if reported.get(key)}
    for key, count in named.items():
        line = evolve(whose, metric=1, figure="headcount", part=key, ethnic_group="unknown")
        yield evolve(line, exact=Fraction(count), value=float(count), display=str(count))
    for warning in content.get("warnings") or ():
        yield evolve(whose, figure="warning", display=str(warning))


def _comparisons(content: Json, whose: Said) -> Iterator[Said]:
    for one in _list(content, "tests"):
        for name in ("holm",):
            if isinstance(one.get(name), int | float):
                yield evolve(
                    whose,
                    metric=int(one["metric"]),
                    figure=name,
                    part=one.get("part") or "",
                    workforce_group=one.get("workforce_group") or "",
                    value=float(one[name]),
                )
