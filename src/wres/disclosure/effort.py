"""How much is tried before a proof is given up: counted, so that every machine gives the same."""

from __future__ import annotations

from attrs import define

from wres.errors import FigureError


WHOLE = 25
"""Variables from which a programme in whole numbers counts more than one in fractions.

One counts as the square of its variables by this, as it takes longer the larger it is.
"""


class Unproved(FigureError):  # noqa: N818  # as it is said
    """No proof was found within the effort allowed."""


@define
class Effort:
    """What may still be tried.

    Parameters
    ----------
    left
        Variables of programmes that may still be solved.

    Examples
    --------
    >>> effort = Effort(1_000)
    >>> effort.spend(100, whole=False)
    >>> effort.spend(100, whole=True)
    >>> effort.left, effort.is_spent
    (500, False)
    """

    left: int

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be tried."""
        return self.left < 0

    def at_most(self, left: int) -> None:
        """Allow no more than this from now on."""
        self.left = min(self.left, left)

    def spend(self, variables: int, *, whole: bool) -> None:
        """Count a programme.

        Raises
        ------
        Unproved
            It is one too many.
        """
        self.left -= max(variables**2 // WHOLE, variables) if whole else variables
        if self.is_spent:
            raise Unproved("there are too many counts to prove that nobody can work one out")
