"""The package of a form with figures in it: parts that change nowhere else, in the same order."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from wres.files.cells import MAIN_PART
from wres.files.markup import Edit, Element, edited, elements
from wres.returns.dcf.official import OpenForm, calculated, cells_of, reference


BEFORE_CALCULATION = ("sheets", "functionGroups", "externalReferences", "definedNames")
"""Elements of the main part after which the one about calculating stands."""

VALUE = rb"""\s*=\s*(?:"[^"]*"|'[^']*')"""
TYPE = re.compile(rb"\s+t" + VALUE)
CALCULATES = re.compile(rb"(\sfullCalcOnLoad)" + VALUE)


def with_figures(form: OpenForm, numbers: Mapping[tuple[int, int], str]) -> bytes:
    """Give the workbook with numbers in cells of the form's sheet.

    Results of formulas are taken out on every sheet, as they may rest on these cells; whoever
    opens the workbook is asked to calculate them.

    Parameters
    ----------
    numbers
        Row and column to the number as it is stored.
    """
    changed = {MAIN_PART: _calculating(form.book.part(MAIN_PART))}
    for sheet, part in form.book.parts.items():
        content = form.book.part(part)
        own = [] if sheet != form.sheet else [*_figures(form, content, numbers)]
        changed[part] = edited(content, [*own, *_results(content)])
    return _packed(form, changed)


def _packed(form: OpenForm, changed: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(form.book.path) as old, zipfile.ZipFile(made, "w") as new:
        new.comment = old.comment
        for item in old.infolist():
            entry = zipfile.ZipInfo(item.filename, item.date_time)
            entry.compress_type = item.compress_type
            entry.create_system = item.create_system
            entry.external_attr, entry.internal_attr = item.external_attr, item.internal_attr
            entry.comment = item.comment
            new.writestr(entry, changed.get(item.filename, old.read(item)))
    return made.getvalue()


def _figures(form: OpenForm, part: bytes, numbers: Mapping[tuple[int, int], str]) -> Iterator[Edit]:
    """Put a number into each cell; a cell that is not there yet is made in its row's order."""
    for (row, column), number in sorted(numbers.items()):
        cell, whole = form.cells.get((row, column)), form.row_elements[row]
        if cell is not None:
            value = f"<{cell.prefix}v>{number}</{cell.prefix}v></{cell.tag}>".encode()
            yield cell.start, cell.end, _bare_tag(part, cell) + b">" + value
            continue
        after = [one.start for (at, to), one in form.cells.items() if at == row and to > column]
        place = min(after, default=whole.stop)
        p, style = whole.prefix, form.style_attribute(row, column)
        name = reference(row, column)
        made = f'<{p}c r="{name}"{style}><{p}v>{number}</{p}v></{p}c>'
        yield place, place, made.encode()


def _bare_tag(part: bytes, cell: Element) -> bytes:
    """Give a cell's opening tag up to its end, without the type of what it held."""
    return TYPE.sub(b"", part[cell.start : cell.inner]).rstrip(b">").rstrip(b"/").rstrip()


def _results(part: bytes) -> Iterator[Edit]:
    """Take out the results of formulas."""
    found = elements(part, ("c", "f", "row", "v"))
    cells = cells_of(found)
    stale = {cells[at].start for at in calculated(found, cells)}
    for one in found:
        cell = one.within
        if one.name == "v" and cell is not None and cell.start in stale:
            tag = part[cell.start : cell.inner]
            yield cell.start, cell.inner, TYPE.sub(b"", tag)
            yield one.start, one.end, b""


def _calculating(part: bytes) -> bytes:
    """Ask whoever opens the workbook to calculate all of it."""
    found = elements(part, ("calcPr", *BEFORE_CALCULATION))
    for one in found:
        if one.name == "calcPr":
            tag = part[one.start : one.inner]
            if CALCULATES.search(tag):
                asked = CALCULATES.sub(rb'\1="1"', tag)
            else:
                name = one.tag.encode()
                asked = tag.replace(name, name + b' fullCalcOnLoad="1"', 1)
            return edited(part, [(one.start, one.inner, asked)])
    last = found[-1]
    element = f'<{last.prefix}calcPr fullCalcOnLoad="1"/>'.encode()
    return edited(part, [(last.end, last.end, element)])
