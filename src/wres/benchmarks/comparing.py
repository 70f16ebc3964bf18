"""A report's figures, each beside the nearest published one and those of its peers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, Self

import polars as pl
from attrs import frozen

from wres.benchmarks.own import Own, own_figures
from wres.benchmarks.published import Key, Published, check_region, nearest
from wres.benchmarks.standing import Standing, standing
from wres.errors import FigureError
from wres.metrics import Figure, likelihood_figure, metric, points_figure
from wres.profiles import Profile, profile
from wres.report import Report


FORMAT: Literal["wres-benchmark/1"] = "wres-benchmark/1"
Reading = Literal["better", "worse", "same"]


@frozen(kw_only=True)
class Line:
    """One figure of the report beside others.

    Parameters
    ----------
    metric
        Its number.
    figure, part, group
        Which figure: see `wres.benchmarks.Published`.
    label
        For people.
    definition
        How it was measured, where a year, a report or a publisher may differ in that.
    own, reason
        The report's figure; where it has none, why.
    published
        The nearest comparable figure that was published; ``None`` where there is none.
    also_printed
        What else was printed for the same year and place.
    years_apart
        How much older the published figure is.
    gap
        Own less published: of shares in percentage points, of ratios as it is.
    reading
        What the gap means for BME staff; ``None`` where neither higher nor lower is better.
    chance
        Whether the 95% interval of the own figure holds the published one, so that chance alone
        could explain the gap; ``None`` without an interval.
    peers
        Where it stands among other organisations; ``None`` without any.
    """

    metric: int
    figure: str
    part: str
    group: str
    label: str
    definition: str
    own: Figure | None
    reason: str | None
    published: Published | None
    also_printed: tuple[Published, ...]
    years_apart: int | None
    gap: Figure | None
    reading: Reading | None
    chance: bool | None
    peers: Standing | None

    @property
    def explained(self) -> bool | None:
        """Whether chance alone could explain the gap; ``None`` where there is none to explain."""
        return self.chance if self.gap is not None and self.gap.exact else None


@frozen(kw_only=True)
class Benchmark:
    """A report beside published figures and its peers; its fields are those of the JSON.

    Parameters
    ----------
    region
        Whose published figures come before those of England; ``None`` where not named.
    peers
        Codes of the organisations compared with, sorted.
    warnings
        Reports that were not compared with, and why.
    """

    format: Literal["wres-benchmark/1"] = FORMAT
    organisation: str
    year: int
    region: str | None
    peers: tuple[str, ...]
    lines: tuple[Line, ...]
    warnings: tuple[str, ...]

    def __getitem__(self, number: int) -> tuple[Line, ...]:
        """Give the lines of a metric, the headline first."""
        return tuple(line for line in self.lines if line.metric == number)

    def to_frame(self) -> pl.DataFrame:
        """Give one row a line; see the columns in docs/reference/benchmark.md."""
        from wres.benchmarks._frame import frame_of  # noqa: PLC0415  # needs this class

        return frame_of(self)

    def to_json(self) -> str:
        """Write ``benchmark.json``; `wres.benchmarks.benchmark_schema` describes it."""
        from wres.documents import dumped  # noqa: PLC0415  # for those who ask for JSON
        from wres.report._json import exact_converter  # noqa: PLC0415  # as above

        return dumped(exact_converter().unstructure(self))

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read ``benchmark.json`` back; the inverse of `to_json`.

        Raises
        ------
        FigureError
            The text is no such JSON; the message says where.
        """
        from wres.documents import loaded  # noqa: PLC0415  # as above
        from wres.report._json import exact_converter  # noqa: PLC0415  # as above

        read = exact_converter().structure
        return loaded(text, lambda content: read(content, cls), named=FORMAT, what="a benchmark")


def benchmark(
    report: Report, peers: Iterable[Report] = (), *, region: str | None = None
) -> Benchmark:
    """Set a report's figures beside the nearest published ones, and beside those of its peers.

    Parameters
    ----------
    peers
        Reports of other organisations of the same year; others are left out with a warning.
    region
        One of `wres.benchmarks.PLACES`, where the organisation is.

    Raises
    ------
    UnknownNameError
        No figure was published of that region; the message lists those that there are.
    FigureError
        Two peers are of one organisation.

    Examples
    --------
    >>> import polars as pl, wres
    >>> lines = pl.DataFrame({
    ...     "measure": ["shortlisted", "shortlisted", "appointed", "appointed"],
    ...     "ethnic_group": ["white", "bme"] * 2,
    ...     "value": [780, 210, 170, 30],
    ... })
    >>> report = wres.measure(wres.WresReturn.from_frame(lines), year=2025, organisation="RXX")
    >>> [line] = wres.benchmark(report, region="London")[2]
    >>> line.own.display, line.published.printed, line.published.cited, line.reading
    ('1.53', '1.16', 'London, 2024: HSJ, on the WRES report of 2024, printed 2025', 'worse')
    """
    check_region(region)
    others, warnings = _fit(report, peers)
    rules = profile(report.year)
    beside = [{own.key: own for own in own_figures(one)} for one in others]
    return Benchmark(
        organisation=report.organisation.code,
        year=report.year,
        region=region,
        peers=tuple(sorted(one.organisation.code for one in others)),
        lines=tuple(_line(own, beside, report.year, region, rules) for own in own_figures(report)),
        warnings=tuple(warnings),
    )


def _fit(report: Report, peers: Iterable[Report]) -> tuple[list[Report], list[str]]:
    """Part the reports that can stand beside this one from those that cannot."""
    fit: dict[str, Report] = {}
    warnings = []
    for one in peers:
        code = one.organisation.code
        if one == report or code == report.organisation.code:
            continue
        if one.year != report.year:
            warnings.append(f"the report of {code} is of {one.year}, and is left out")
        elif code in fit:
            raise FigureError(f"two of the peers' reports are of organisation '{code}'")
        else:
            fit[code] = one
    return list(fit.values()), sorted(warnings)


def _line(
    own: Own, beside: list[dict[Key, Own]], year: int, region: str | None, rules: Profile
) -> Line:
    key = own.key
    found = nearest(key, year=year, definition=own.definition, region=region)
    other = found[0] if found and own.figure is not None else None
    gap = None
    if other is not None and own.figure is not None:
        show = points_figure if key.figure == "share" else likelihood_figure
        gap = show(own.figure.exact - other.exact)
    lower_is_better = lowest_is_best(key)
    return Line(
        metric=key.metric,
        figure=key.figure,
        part=key.part,
        group=key.group,
        label=label_of(key, rules),
        definition=own.definition,
        own=own.figure,
        reason=own.reason,
        published=found[0] if found else None,
        also_printed=found[1:],
        years_apart=year - found[0].year if found else None,
        gap=gap,
        reading=_reading(gap, lower_is_better=lower_is_better),
        chance=_explained(own.figure, other),
        peers=standing(
            own,
            [one[key] for one in beside if key in one],
            lowest_first=bool(lower_is_better),
        ),
    )


def _explained(own: Figure | None, other: Published | None) -> bool | None:
    if own is None or other is None or own.interval is None:
        return None
    return own.interval.contains(other.exact)


def _reading(gap: Figure | None, *, lower_is_better: bool | None) -> Reading | None:
    if gap is None or lower_is_better is None:
        return None
    if not gap.exact:
        return "same"
    return "better" if (gap.exact < 0) == lower_is_better else "worse"


def lowest_is_best(key: Key) -> bool | None:
    """Say whether a lower figure is better for BME staff; ``None`` where neither is.

    Examples
    --------
    >>> lowest_is_best(Key(2, "ratio", "", "white/bme")), lowest_is_best(Key(7, "share", "", "bme"))
    (True, False)
    >>> lowest_is_best(Key(1, "share", "VSM", "bme")) is None
    True
    """
    wanted = metric(key.metric).wanted
    if key.figure == "ratio":
        return key.group.startswith("white") == bool(wanted)
    if wanted is None or key.group != "bme":
        return None
    return not wanted


BOARD: Mapping[str, str] = {
    "total": "the board",
    "voting": "voting members of the board",
    "executive": "executive members of the board",
}
SURVEY = {
    5: "harassed, bullied or abused by patients or the public",
    6: "harassed, bullied or abused by staff",
    7: "believing that career progression is fair",
    8: "discriminated against by a manager or colleague",
}
RATIO = {
    2: "likelihood of appointment from shortlisting",
    3: "likelihood of entering the disciplinary process",
    4: "likelihood of non-mandatory training",
}


def label_of(key: Key, rules: Profile) -> str:
    """Say what a figure is, for people.

    Examples
    --------
    >>> label_of(Key(2, "ratio", "", "white/bme"), profile(2025))
    'Ratio of White to BME likelihood of appointment from shortlisting'
    >>> label_of(Key(1, "share", "VSM", "bme"), profile(2025))
    'BME share of staff at VSM'
    """
    labels = [rules[f"label_{group}"] for group in key.group.split("/")]
    if key.figure == "ratio":
        return f"Ratio of {labels[0]} to {labels[1]} {RATIO[key.metric]}"
    if key.metric in SURVEY:
        return f"{labels[0]} staff {SURVEY[key.metric]}"
    if key.part in BOARD:
        return f"{labels[0]} share of {BOARD[key.part]}"
    where = {"": "all staff", "medical": "medical and dental staff"}
    return f"{labels[0]} share of {where.get(key.part, f'staff at {key.part}')}"
