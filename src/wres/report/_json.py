"""``report.json``: the report's fields in order, and a few that only JSON has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from wres.documents import dumped, loaded, number, strict_converter
from wres.errors import FigureError
from wres.ledger import State
from wres.metrics import (
    BoardRepresentation,
    Count,
    Disparity,
    Experience,
    Figure,
    GroupCounts,
    GroupFigures,
    Headcount,
    Likelihood,
    NoData,
    Ratio,
    Representation,
    Result,
    metric,
)
from wres.metrics.figures import whole
from wres.report._pointers import HIDDEN, put_back, taken_out
from wres.report.parts import ProfileUsed
from wres.statistics import Interval


if TYPE_CHECKING:
    from wres.report.report import Report

    ReportT = TypeVar("ReportT", bound=Report)

FORMAT = "wres-report/1"
RESULT_OF_FAMILY: Mapping[str, type[Result]] = {
    "representation": Representation,
    "likelihood": Likelihood,
    "survey": Experience,
    "board": BoardRepresentation,
}
KEYS: Mapping[tuple[type, str], str] = {(Disparity, "from_"): "from"}
OPTIONAL = {
    (ProfileUsed, "note"),
    (Figure, "interval"),
    *((kind, "hidden") for kind in (GroupCounts, Headcount, GroupFigures)),
}
LEFT_OUT: Mapping[str, Any] = {"breakdowns": [], "publication": None}
"""Keys of the report that are left out where it has nothing there."""
BY_GROUP = (GroupCounts, Headcount, GroupFigures)
DERIVED: Mapping[type, tuple[str, ...]] = {
    Figure: ("value",),
    Ratio: ("value", "meaning"),
}
"""Keys that only JSON has, worked out from the fields."""
UNNEEDED: Mapping[type, tuple[str, ...]] = {Interval: ("approximate",)}
"""The same, where they are written only when they say something."""


def to_json(report: Report) -> str:
    """Write a report."""
    content = _converter().unstructure(report)
    for name in LEFT_OUT:
        if not content[name]:
            del content[name]
    if report.publication is not None:
        *told, (last, sentence) = content.pop("publication").items()
        hidden = list(taken_out(content))
        content["publication"] = {**dict(told), HIDDEN: hidden, last: sentence}
    return dumped(content)


def from_json(kind: type[ReportT], text: str | bytes) -> ReportT:
    """Read a report."""

    def structure(content: dict[str, Any]) -> ReportT:
        if content.get("publication"):
            _put_back(content)
        report = _converter().structure({**LEFT_OUT, **content}, kind)
        _check(report)
        return report

    return loaded(text, structure, named=FORMAT, what="a report")


def _put_back(content: dict[str, Any]) -> None:
    try:
        put_back(content, content["publication"].pop(HIDDEN))
    except (AttributeError, TypeError, ValueError) as error:
        raise FigureError(f"this is no {FORMAT}: its publication cannot be read") from error


def _check(report: Report) -> None:
    """Check that ratios are of the groups of the standard, which only breakdowns go beyond."""
    for result in report.metrics:
        if isinstance(result, Likelihood) and {result.ratio.of, result.ratio.to} != {
            "white",
            "bme",
        }:
            raise FigureError(f"this is no {FORMAT}: ratio {result.number} is of other groups")


@cache
def _converter() -> Converter:
    return report_converter()


def report_converter() -> Converter:
    """Make a converter that reads and writes a report, and whatever is made of the same parts."""
    converter = strict_converter()
    _scalars(converter)
    _writing(converter)
    converter.register_structure_hook_factory(attrs.has, _strictly)
    converter.register_structure_hook_func(
        lambda kind: kind == Result, lambda content, _: _result(converter, content)
    )
    return converter


def _scalars(converter: Converter) -> None:
    converter.register_structure_hook_func(
        lambda kind: kind in {Count | None, Count}, lambda value, _: _count(value)
    )
    converter.register_unstructure_hook(Fraction, float)
    # Else the hook of str, of which it is a kind, would leave it a plain text.
    converter.register_structure_hook(State, lambda text, _: State(text))


def _count(value: object) -> Count | None:
    return None if value is None else whole(Fraction(number(value)))


def _writing(converter: Converter) -> None:
    """Put the float before each exact figure, and leave out what is optional and not there."""

    def interval(one: Interval) -> dict[str, Any]:
        return plain_interval(one) | ({"approximate": True} if one.approximate else {})

    def figure(one: Figure) -> dict[str, Any]:
        shown = {"value": one.value, "exact": str(one.exact), "display": one.display}
        return shown | ({} if one.interval is None else {"interval": interval(one.interval)})

    def ratio(one: Ratio) -> dict[str, Any]:
        fields = plain(one)
        start = list(fields).index("exact")
        exact = None if one.exact is None else str(one.exact)
        head, tail = list(fields.items())[:start], list(fields.items())[start:]
        every = dict([*head, ("value", one.value), *tail])
        return every | {"exact": exact, "meaning": one.meaning}

    plain_interval = make_dict_unstructure_fn(Interval, converter)
    converter.register_unstructure_hook(Interval, interval)
    plain = make_dict_unstructure_fn(Ratio, converter)
    converter.register_unstructure_hook(Figure, figure)
    converter.register_unstructure_hook(Ratio, ratio)
    # After the ratio's: what holds one takes over the hook that is there.
    step = make_dict_unstructure_fn(Disparity, converter, **_renamed(Disparity))
    converter.register_unstructure_hook(Disparity, step)
    note = override(omit_if_default=True)
    for kind in BY_GROUP:
        by_group = make_dict_unstructure_fn(kind, converter, hidden=note)
        converter.register_unstructure_hook(kind, by_group)
    rules = make_dict_unstructure_fn(ProfileUsed, converter, note=note)
    converter.register_unstructure_hook(ProfileUsed, rules)


def _renamed(kind: type) -> dict[str, Any]:
    keys = {name: key for (of, name), key in KEYS.items() if of is kind}
    return {name: override(rename=key) for name, key in keys.items()}


@cache
def exact_converter() -> Converter:
    """Give the converter of what is made from reports: a fraction is a text such as ``119/78``."""
    converter = report_converter()
    converter.register_unstructure_hook(Fraction, str)
    return converter


def _strictly(kind: type[Any], converter: Converter) -> Callable[[Any, Any], Any]:
    """Read an object that has every key of its class, defaults or not, and no other."""
    structure = make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=True, **_renamed(kind)
    )
    derived = DERIVED.get(kind, ())
    names = (KEYS.get((kind, one.name), one.name) for one in attrs.fields(kind))
    needed = [name for name in names if (kind, name) not in OPTIONAL] + [*derived]

    def of_object(content: object, _: object) -> object:
        if not isinstance(content, dict):
            raise TypeError(f"{content!r} is no object")
        for name in needed:
            if name not in content:
                raise KeyError(name)
        ignored = {*derived, *UNNEEDED.get(kind, ())}
        return structure({k: v for k, v in content.items() if k not in ignored}, kind)

    return of_object


def _result(converter: Converter, content: Mapping[str, Any]) -> Result:
    if content["status"] == "no_data":
        return converter.structure(content, NoData)
    family = metric(content["name"]).family
    result: Result = converter.structure(content, RESULT_OF_FAMILY[family])
    return result
