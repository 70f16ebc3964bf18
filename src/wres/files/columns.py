"""Which column of a source is which field: headers matched however a source spells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from wres.errors import Location, Problem, raise_all
from wres.vocabulary import fold


@frozen(init=False)
class Field:
    """The headers under which a source may hold one field.

    Parameters
    ----------
    aliases
        Headers, the usual one first; compared by `same`.
    required
        Whether the source is of no use without the column.
    one_of
        Name of a set of fields of which at least one is required; each is then not, by itself.

    Examples
    --------
    >>> Field("Employee Number").matches("employee_number")
    True
    >>> Field("Organisation", "ODS Code", required=False).matches("ORGANIZATION")
    True
    """

    aliases: tuple[str, ...]
    required: bool = True
    one_of: str | None = None
    keys: frozenset[str] = field(init=False, repr=False, eq=False)

    def __init__(self, *aliases: str, required: bool = True, one_of: str | None = None) -> None:
        self.__attrs_init__(aliases, required and one_of is None, one_of)

    @keys.default
    def _keys(self) -> frozenset[str]:
        return frozenset(same(alias) for alias in self.aliases)

    def matches(self, header: str | None) -> bool:
        """Whether a header is one of the aliases."""
        return header is not None and same(header) in self.keys

    def found(self, headers: Sequence[str | None]) -> bool:
        """Whether any of some headers is one of the aliases."""
        return any(self.matches(header) for header in headers)


def same(header: str) -> str:
    """Reduce a header to what it is compared by: letters and digits, in one spelling.

    Upper case, blanks, underscores and punctuation do not matter (``#`` for ``.`` neither), and
    the American spelling of "organisation" is the British one.

    Examples
    --------
    >>> same("Organization Name") == same("ORGANISATION_NAME") == same("OrganisationName")
    True
    >>> same("Appraisal Date (incl# out of period)") == same("Appraisal Date (incl. out of period)")
    True
    """
    return fold(header).replace(" ", "").replace("organization", "organisation")


def match_columns(
    headers: Sequence[str | None],
    wanted: Mapping[str, Field],
    where: Location,
) -> dict[str, str]:
    """Find the column of each field.

    Parameters
    ----------
    headers
        Header cells as the source has them; repeats and blanks included.
    wanted
        Field name to its `Field`.
    where
        File, sheet and header row, for messages.

    Returns
    -------
    dict
        Field name to header; fields that are not required and not there are absent.

    Raises
    ------
    InputError
        ``missing-column`` for each required field, or set of fields, that no header matches, with
        the headers tried; ``repeated-column`` for each field that two columns match. All of them
        at once.

    Examples
    --------
    >>> match_columns(["EmployeeNumber", "Sex"], {"person": Field("Employee Number")}, Location("a.csv"))
    {'person': 'EmployeeNumber'}
    """
    found: dict[str, str] = {}
    problems = []
    for name, item in wanted.items():
        matching = [header for header in headers if header is not None and item.matches(header)]
        if len(matching) > 1:
            problems.append(_repeated(name, matching, where))
        elif matching:
            found[name] = matching[0]
    missing = [alike for alike in needed(wanted) if not any(item.found(headers) for item in alike)]
    raise_all([*(_missing(alike, where) for alike in missing), *problems])
    return found


def needed(wanted: Mapping[str, Field]) -> list[list[Field]]:
    """List what a source must have: for each requirement, the fields any of which meets it."""
    sets: dict[str, list[Field]] = {}
    for name, item in wanted.items():
        if item.required:
            sets[name] = [item]
        elif item.one_of is not None:
            sets.setdefault(f"one of {item.one_of}", []).append(item)
    return list(sets.values())


def _missing(alike: Sequence[Field], where: Location) -> Problem:
    aliases = [alias for item in alike for alias in item.aliases]
    tried = " or ".join(f"'{alias}'" for alias in aliases)
    return Problem("missing-column", where, f"no column '{aliases[0]}'", f"a column headed {tried}")


def _repeated(name: str, matching: list[str], where: Location) -> Problem:
    named = " and ".join(f"'{header}'" for header in matching)
    return Problem(
        "repeated-column",
        where,
        f"{len(matching)} columns that could each be the {name.replace('_', ' ')}: {named}",
        "one such column; rename or remove the others",
    )
