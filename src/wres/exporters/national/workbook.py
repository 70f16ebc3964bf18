"""``national.xlsx``: the tables of an analysis, one a sheet, for sorting and filtering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from attrs import frozen

from wres.exporters.national.files import named
from wres.exporters.national.wording import notes, title
from wres.metrics.change import said
from wres.nationwide import National, measures
from wres.profiles import profile, years
from wres.returns.dcf.layout import HEADER_ROW, add_table, heighten, set_up
from wres.returns.dcf.style import Style
from wres.returns.dcf.xlsx import Book, Sheet, workbook_bytes


@frozen
class Column:
    """A column of a sheet: its header, where it comes from, how wide it is, how it is shown."""

    header: str
    name: str
    width: float = 14
    number: str | None = None


TITLE = "Workforce Race Equality Standard: national analysis"
RATIO, WHOLE, P = "0.00", "#,##0", "0.000"
MEASURE = Column("Measure", "title", 48)
POOL = (Column("Scope", "scope", 12), Column("Pool", "pool", 30), Column("Year", "year", 8, "0"))
WHO = (
    Column("Code", "organisation", 10),
    Column("Name", "name", 44),
    Column("Region", "region", 24),
    Column("Type", "type", 18),
    Column("Year", "year", 8, "0"),
)
ENDS = (Column("Low end, 95%", "low", 12, RATIO), Column("High end, 95%", "high", 12, RATIO))


@frozen
class Content:
    """One sheet: its name, what is on it, and its columns."""

    sheet: str
    told: str
    columns: tuple[Column, ...]


POOLED = Content(
    "Pooled",
    "One pooled figure a measure: counts added up, and the ratio of the sums; points for indicator 9.",
    (
        *POOL,
        MEASURE,
        Column("Organisations", "organisations", 15, WHOLE),
        Column("Figure", "shown", 12, RATIO),
        *ENDS,
        Column("Verdict", "verdict", 18),
        Column("Four-fifths", "four_fifths", 14),
        Column("p-value", "p_value", 12, P),
        Column("Reason for none", "reason", 34),
    ),
)
DISTRIBUTION = Content(
    "Distribution",
    "How organisations are spread; each counts once. Adverse is worse for BME staff.",
    (
        *POOL,
        MEASURE,
        Column("Organisations", "organisations", 15, WHOLE),
        Column("Lowest", "lowest", 12, RATIO),
        Column("Lower quartile", "lower_quartile", 12, RATIO),
        Column("Median", "median", 12, RATIO),
        Column("Upper quartile", "upper_quartile", 12, RATIO),
        Column("Highest", "highest", 12, RATIO),
        Column("Adverse", "adverse", 12, WHOLE),
        Column("Adverse, share", "adverse_share", 12),
        Column("Tested", "tested", 12, WHOLE),
        Column("Adverse and significant", "adverse_significant", 14, WHOLE),
        Column("Share of those tested", "adverse_significant_share", 14),
        Column("Favourable and significant", "favourable_significant", 14, WHOLE),
        Column("Adverse, beyond four-fifths", "outside_four_fifths", 14, WHOLE),
    ),
)
RANKINGS = Content(
    "Rankings",
    "Every organisation in every measure; rank 1 is the least favourable to BME staff.",
    (
        *WHO,
        MEASURE,
        Column("Rank", "rank", 8, "0"),
        Column("Of", "of", 8, "0"),
        Column("Quartile", "quartile", 11, "0"),
        Column("Figure", "shown", 12, RATIO),
        *ENDS,
        Column("Verdict", "verdict", 18),
        Column("Adjusted p-value", "q_value", 12, P),
        Column("Place in the funnel", "place", 14),
        Column("Outlier", "outlier", 13),
        Column("Reason for none", "reason", 34),
    ),
)
CHALLENGED = Content(
    "Most challenged",
    "The indicators in which each organisation ranks least favourably; the notes have the rule.",
    (
        *WHO,
        Column("Place", "place", 8, "0"),
        MEASURE,
        Column("Figure", "display", 12),
        Column("Rank", "rank", 8, "0"),
        Column("Of", "of", 8, "0"),
        Column("Verdict", "verdict", 18),
    ),
)
FUNNELS = Content(
    "Funnels",
    "Between: variance between organisations on the log scale; 0 where chance explains the spread.",
    (
        Column("Year", "year", 8, "0"),
        MEASURE,
        Column("Target", "target", 12, RATIO),
        Column("Organisations", "points", 15, WHOLE),
        Column("Dispersion", "dispersion", 13, RATIO),
        Column("Between", "between", 12, "0.0000"),
    ),
)
ORGANISATIONS = Content(
    "Organisations",
    "Whose figures these are. Predecessors are old codes that are counted under this one.",
    (
        Column("Code", "code", 10),
        Column("Name", "name", 48),
        Column("Region", "region", 26),
        Column("Type", "type", 20),
        Column("Integrated care system", "ics", 36),
        Column("Predecessors", "predecessors", 18),
        Column("Years", "years", 40),
    ),
)
NOTES = Content(
    "Notes",
    "How to read the figures.",
    (Column("Note", "number", 8, "0"), Column("Text", "text", 120)),
)
CONTENTS = Content(
    "Contents",
    "The names of sheets are links to them.",
    (Column("Sheet", "sheet", 24), Column("What is there", "told", 106)),
)
COVER = Content(
    "Cover",
    "The next sheet, Contents, has links to the others.",
    (Column("About", "label", 40), Column("Value", "value", 90)),
)


def workbook(analysis: National) -> bytes:
    """Write the workbook.

    Raises
    ------
    MissingExtraError
        Where XlsxWriter is not installed.
    """
    tables = _tables(analysis)
    listed = [(content.sheet, content.told) for content, _ in tables]
    contents = pl.DataFrame(listed, schema=["sheet", "told"], orient="row")

    def write(book: Book) -> None:
        style = Style(book)
        order = [(COVER, _cover(analysis)), (CONTENTS, contents), *tables]
        sheets = {content.sheet: book.add_worksheet(content.sheet) for content, _ in order}
        for content, frame in order:
            _write(sheets[content.sheet], style, content, frame)

    return workbook_bytes(
        write,
        properties={"title": TITLE, "subject": "NHS Workforce Race Equality Standard"},
    )


def _tables(analysis: National) -> list[tuple[Content, pl.DataFrame]]:
    told = [*notes(analysis), *analysis.warnings]
    numbered = pl.DataFrame({"number": range(1, len(told) + 1), "text": told})
    return [
        (POOLED, _shown(analysis.pooled)),
        (DISTRIBUTION, _in_points(analysis.distribution)),
        (RANKINGS, _ranked(_shown(named(analysis.standings, analysis)))),
        (CHALLENGED, _titled(named(analysis.challenged, analysis))),
        (FUNNELS, _titled(analysis.funnels)),
        (ORGANISATIONS, analysis.organisations),
        (NOTES, numbered),
    ]


def _ranked(frame: pl.DataFrame) -> pl.DataFrame:
    """Put the newest year first, and in each measure the least favourable figure."""
    order = {one.key: place for place, one in enumerate(measures())}
    measure = pl.col("measure").replace_strict(order, return_dtype=pl.Int64)
    return frame.sort(-pl.col("year"), measure, "rank", "organisation", nulls_last=True)


def _titled(frame: pl.DataFrame) -> pl.DataFrame:
    titles = {key: title(key) for key in frame["measure"].unique()}
    shown = frame.with_columns(title=pl.col("measure").replace(titles))
    return (
        shown.with_columns(verdict=_in_words(frame["verdict"]))
        if "verdict" in frame.columns
        else shown
    )


def _in_words(verdicts: pl.Series) -> pl.Series:
    """Say verdicts as people read them; the labels of groups are those of all years."""
    rules = profile(years()[-1])
    return verdicts.replace({one: said(one, rules) for one in verdicts.drop_nulls().unique()})


def _shown(frame: pl.DataFrame) -> pl.DataFrame:
    """Give the figure as a number: ratios as they are, differences in points."""
    points = pl.col("direction").is_null() & (pl.col("metric") == _BOARD)
    figure = pl.when(points).then(100 * pl.col("value")).otherwise("value")
    return _titled(frame).with_columns(shown=figure)


def _in_points(frame: pl.DataFrame) -> pl.DataFrame:
    spread = ["lowest", "lower_quartile", "median", "upper_quartile", "highest"]
    times = pl.when(pl.col("metric") == _BOARD).then(100).otherwise(1)
    return _titled(frame).with_columns(pl.col(name) * times for name in spread)


_BOARD = 9


def _cover(analysis: National) -> pl.DataFrame:
    facts = {
        "What": TITLE,
        "Of": analysis.whole,
        "Organisations": f"{analysis.organisations.height:,}",
        "WRES years": ", ".join(map(str, analysis.years)),
    }
    return pl.DataFrame([*facts.items()], schema=["label", "value"], orient="row")


def _write(sheet: Sheet, style: Style, content: Content, frame: pl.DataFrame) -> None:
    columns = content.columns
    heading = TITLE if content is COVER else content.sheet
    set_up(sheet, style, heading, [one.width for one in columns], content.told)
    rows = frame.select(one.name for one in columns).rows()
    name = f"wres_national_{content.sheet.lower().replace(' ', '_')}"
    add_table(sheet, style, [one.header for one in columns], max(len(rows), 1), name)
    forms = [
        style.of(
            border=True,
            number=one.number,
            wrap=one.number is None,
            align=None if one.number else "left",
        )
        for one in columns
    ]
    tall = [one for one in columns if one.number is None]
    for place, row in enumerate(rows, HEADER_ROW + 1):
        _row(sheet, place, row, forms)
        if content in {COVER, CONTENTS, NOTES}:
            texts = dict(zip([one.name for one in columns], row, strict=True))
            heighten(sheet, place, {one.width: str(texts[one.name]) for one in tall})
    if content is CONTENTS:
        for place, row in enumerate(rows, HEADER_ROW + 1):
            sheet.write_url(
                place, 0, f"internal:'{row[0]}'!A1", style.of(link=True, border=True), row[0]
            )


def _row(sheet: Sheet, place: int, row: Sequence[Any], forms: Sequence[Any]) -> None:
    for column, (value, form) in enumerate(zip(row, forms, strict=True)):
        if value is None:
            sheet.write_blank(place, column, None, form)
        elif isinstance(value, int | float):
            sheet.write_number(place, column, value, form)
        else:
            sheet.write_string(place, column, value, form)
