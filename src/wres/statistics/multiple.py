"""Adjusting the p-values of a report that makes many comparisons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from attrs import frozen

from wres.errors import FigureError
from wres.statistics.settle import settle


@frozen
class Adjusted:
    """P-values adjusted for how many there are.

    Parameters
    ----------
    method
        ``holm`` or ``benjamini_hochberg``.
    p_values
        Adjusted, to 12 significant digits, in the order given; ``None`` where there was none.
    family
        How many comparisons were adjusted for; to be shown beside each.
    left_out
        How many had no p-value, and so are not in the family.
    """

    method: str
    p_values: tuple[float | None, ...]
    family: int
    left_out: int


def holm(p_values: Sequence[float | None]) -> Adjusted:
    """Adjust p-values so that one false claim among all is as rare as each p-value says.

    For a handful of headlines.

    Parameters
    ----------
    p_values
        Of one family of comparisons; ``None`` where a comparison could not be tested.

    Raises
    ------
    FigureError
        A p-value is not between 0 and 1.

    References
    ----------
    .. [1] Holm, S. (1979). A simple sequentially rejective multiple test procedure.
       Scandinavian Journal of Statistics 6, 65-70.

    Examples
    --------
    >>> holm([0.012, None, 0.001, 0.02])
    Adjusted(method='holm', p_values=(0.024, None, 0.003, 0.024), family=3, left_out=1)
    """
    return _adjusted("holm", p_values, _step_down)


def benjamini_hochberg(p_values: Sequence[float | None]) -> Adjusted:
    """Adjust p-values so that of all claims made, the share of false ones is what they say.

    For screening: which of many comparisons deserve a look.

    Parameters
    ----------
    p_values
        Of one family of comparisons; ``None`` where a comparison could not be tested.

    Raises
    ------
    FigureError
        A p-value is not between 0 and 1.

    References
    ----------
    .. [1] Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate: a
       practical and powerful approach to multiple testing. Journal of the Royal Statistical
       Society B 57, 289-300.

    Examples
    --------
    >>> benjamini_hochberg([0.012, None, 0.001, 0.02]).p_values
    (0.018, None, 0.003, 0.02)
    """
    return _adjusted("benjamini_hochberg", p_values, _step_up)


def _step_down(ordered: Sequence[float]) -> list[float]:
    family = len(ordered)
    raised = (min(1.0, p * (family - rank)) for rank, p in enumerate(ordered))
    return list(accumulate(raised, max))


def _step_up(ordered: Sequence[float]) -> list[float]:
    family = len(ordered)
    raised = [p * family / (rank + 1) for rank, p in enumerate(ordered)]
    return list(accumulate(reversed(raised), min))[::-1]


def _adjusted(
    method: str,
    p_values: Sequence[float | None],
    adjust: Callable[[Sequence[float]], list[float]],
) -> Adjusted:
    tested = [(p, place) for place, p in enumerate(p_values) if p is not None]
    for p, _ in tested:
        if not 0 <= p <= 1:
            raise FigureError(f"a p-value must be between 0 and 1; got {p}")
    tested.sort()
    result: list[float | None] = [None] * len(p_values)
    for (_, place), p in zip(tested, adjust([p for p, _ in tested]), strict=True):
        result[place] = settle(p)
    return Adjusted(method, tuple(result), len(tested), len(p_values) - len(tested))
