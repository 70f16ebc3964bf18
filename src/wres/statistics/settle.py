"""Floats that read the same on every machine."""

from __future__ import annotations

from math import isfinite

from wres.errors import FigureError


def settle(x: float) -> float:
    """Round to 12 significant digits.

    The last digits of a logarithm or an error function differ between platforms; a report's
    bytes must not.

    Parameters
    ----------
    x
        Any finite number.

    Returns
    -------
    float
        The float nearest to `x` written with 12 significant digits; zero carries no sign.

    Raises
    ------
    FigureError
        `x` is infinite or not a number, which no report may hold.

    Examples
    --------
    >>> settle(0.1 + 0.2), settle(1 - 0.95), settle(-0.0)
    (0.3, 0.05, 0.0)
    """
    if not isfinite(x):
        raise FigureError(f"a figure must be finite; got x={x!r}")
    return float(f"{x:.12g}") + 0.0
