"""How the form looks: one format for each combination asked for."""

from __future__ import annotations

from typing import Any

from wres.returns.dcf.xlsx import Book


INK, BLUE, PALE, LINE, STRONG_LINE = "#212B32", "#003087", "#E8EDEE", "#AEB7BD", "#4C6272"
FONT = {"font_name": "Arial", "font_size": 12, "font_color": INK, "valign": "vcenter"}


class Style:
    """Makes formats of a workbook, each once, in the order they are first asked for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(
        self,
        *,
        bold: bool = False,
        border: bool = False,
        link: bool = False,
        shaded: bool = False,
        top: bool = False,
        wrap: bool = False,
        align: str | None = None,
        number: str | None = None,
    ) -> Any:  # noqa: ANN401  # the package has no types
        """Give the format of a cell.

        Parameters
        ----------
        shaded
            For a calculated figure.
        top
            A strong line above: a new block begins.
        """
        made: dict[str, object] = dict(FONT)
        if border:
            made |= {"border": 1, "border_color": LINE}
        if top:
            made |= {"top": 2, "top_color": STRONG_LINE}
        if shaded:
            made["bg_color"] = PALE
        if link:
            made |= {"font_color": BLUE, "underline": 1}
        if align:
            made["align"] = align
        if number:
            made["num_format"] = number
        made |= {"bold": True} if bold else {}
        made |= {"text_wrap": True} if wrap else {}
        return self._format(made)

    @property
    def header(self) -> Any:  # noqa: ANN401  # as above
        """The format of a table's headers."""
        colours = {"bg_color": BLUE, "font_color": "#FFFFFF", "border": 1, "border_color": LINE}
        return self._format({**FONT, **colours, "bold": True, "text_wrap": True})

    @property
    def title(self) -> Any:  # noqa: ANN401  # as above
        """The format of a sheet's title."""
        return self._format({**FONT, "bold": True, "font_size": 18, "font_color": BLUE})

    def _format(self, made: dict[str, object]) -> Any:  # noqa: ANN401  # as above
        key = tuple(sorted(made.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(made)
        return self._made[key]
