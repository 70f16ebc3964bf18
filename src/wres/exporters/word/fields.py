"""What the public report says that no figure does: its user fills it in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from wres.errors import FigureError, UnknownNameError
from wres.metrics import METRICS


@frozen
class Field:
    """Something to fill in.

    Parameters
    ----------
    name
        Key of the configuration's table ``template``, and placeholder of a Word template.
    asks
        What to write there, in words that follow "To be filled in:".
    """

    name: str
    asks: str

    @property
    def empty(self) -> str:
        """What stands there as long as nobody has filled it in."""
        return f"[To be filled in: {self.asks}]"


FIELDS = (
    Field("date", "month and year of this report"),
    Field("board_lead", "name and title of the Board lead for the WRES"),
    Field("lead_manager", "name and contact details of the lead manager who compiled this report"),
    Field("commissioners", "names of the commissioners this report was sent to"),
    Field(
        "coordinating_commissioner",
        "name and contact details of the co-ordinating commissioner this report was sent to",
    ),
    Field("url", "address of the page where this report and its action plan are found"),
    Field("signed_off_by", "who signed this report off on behalf of the Board"),
    Field("signed_off_on", "date of the sign-off"),
    Field("self_reporting_taken", "steps taken in the last year so that more staff report it"),
    Field("self_reporting_planned", "steps planned for this year so that more staff report it"),
    Field("other_factors", "other factors or data that bear on progress, or none"),
    Field("action_plan", "the action plan that the Board agreed, or a link to it"),
    Field("eds2", "links to EDS2 evidence or to a corporate equality objective"),
)
"""In the order of the document."""

ACTION = "action taken and planned"
ACTIONS = "actions"
NUMBERS = tuple(str(one.number) for one in METRICS)


def filled_in(given: Mapping[str, Any] | None) -> tuple[dict[str, str], dict[str, str]]:
    """Take apart what a user filled in.

    Parameters
    ----------
    given
        Names of `FIELDS` to text; ``actions``, number of an indicator to text.

    Returns
    -------
    tuple
        Each field's text, and each indicator's action; what is to be filled in says so.

    Raises
    ------
    UnknownNameError
        A name or a number that there is not.
    FigureError
        A value that is no text.

    Examples
    --------
    >>> fields, actions = filled_in({"url": "https://example.org", "actions": {"2": "Train panels"}})
    >>> fields["url"], fields["date"], actions["2"], actions["3"]
    ('https://example.org', '[To be filled in: month and year of this report]', 'Train panels', '[To be filled in: action taken and planned]')
    """
    values = dict(given or {})
    actions = {str(number): text for number, text in (values.pop(ACTIONS, None) or {}).items()}
    _check("field of the template", values, [field.name for field in FIELDS])
    _check("indicator", actions, NUMBERS)
    fields = {field.name: _text(values, field.name) or field.empty for field in FIELDS}
    empty = Field(ACTIONS, ACTION).empty
    return fields, {number: _text(actions, number) or empty for number in NUMBERS}


def _check(kind: str, given: Mapping[str, Any], known: list[str] | tuple[str, ...]) -> None:
    for name in given:
        if name not in known:
            raise UnknownNameError.of(kind, name, known)


def _text(given: Mapping[str, Any], name: str) -> str:
    text = given.get(name, "")
    if not isinstance(text, str):
        raise FigureError(f"a field of the template must be text; got {name}={text!r}")
    return text.strip()
