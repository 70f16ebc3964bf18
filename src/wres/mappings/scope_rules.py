"""The tables [[out_of_scope]] of a mapping: what each may say."""

from __future__ import annotations

from collections.abc import Sequence

from wres.mappings.column_rules import headers_of
from wres.mappings.document import Document, Key, is_a
from wres.mappings.rules import OutOfScope


STRING = (str,)
ACCEPTED = "tables [[out_of_scope]] with headers, reason and values"
KEYS = {
    "headers": Key((str, list), "a header, or a list of those that may stand there", required=True),
    "reason": Key(STRING, "why such rows are none of the table", required=True),
    "values": Key((list,), "a list of values whose rows are left out"),
    "unless": Key((list,), "a list of values; rows with any other are left out"),
    "blank": Key((bool,), "true where a blank is left out too"),
    "each": Key(STRING, "a field such as 'person', each of which should keep a row"),
    "required": Key((bool,), "false where the source may lack the column"),
    "standing": Key(STRING, "sourced or assumed"),
    "source": Key(STRING, "where the header is shown"),
}


def scope_rules(
    document: Document, items: Sequence[object], fields: Sequence[str]
) -> tuple[OutOfScope, ...]:
    """Read the tables [[out_of_scope]], without those that have a fault.

    Parameters
    ----------
    fields
        Those that the mapping has.
    """
    read = (_scope_rule(document, index, item, fields) for index, item in enumerate(items))
    return tuple(rule for rule in read if rule is not None)


def _scope_rule(
    document: Document, index: int, item: object, fields: Sequence[str]
) -> OutOfScope | None:
    path = ["out_of_scope", str(index + 1)]
    if not isinstance(item, dict):
        document.wrong(path, item, ACCEPTED)
        return None
    before = len(document.problems)
    document.check(item, KEYS, path)
    headers = headers_of(document, path, item.get("headers"))
    listed = {key: item.get(key, []) for key in ("values", "unless")}
    for key, values in listed.items():
        for value in values if isinstance(values, list) else []:
            if not is_a(value, (str, int, bool)):
                document.wrong([*path, key], value, KEYS[key].accepted)
    if not any(item.get(key) for key in ("values", "unless", "blank")):
        message = f"'out_of_scope.{index + 1}' leaves nothing out"
        document.fault("missing-key", path, message, "one of the keys values, unless, blank")
    if isinstance(each := item.get("each"), str) and each not in fields:
        document.wrong([*path, "each"], each, f"one of {', '.join(fields)}")
    if len(document.problems) > before:
        return None
    return OutOfScope(
        headers,
        item["reason"],
        values=_as_texts(listed["values"]),
        unless=_as_texts(listed["unless"]),
        blank=item.get("blank", False),
        each=each,
        required=item.get("required", True),
        standing=item.get("standing"),
        source=item.get("source"),
    )


def _as_texts(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(str(value).lower() if isinstance(value, bool) else str(value) for value in values)
