"""Experimental: metrics 1, 2, 3 and 10 of the WDES, as data for the engine of `wres`.

::

    filed = wres_wdes.count({"workforce": staff, "recruitment": applications}, year=2025)
    report = wres_wdes.measure(filed, year=2025, organisation="RXX")
    report[2].ratio.display, report.words(2), report.to_json()
"""

from wres_wdes.counting import count, grouped
from wres_wdes.definitions import DIMENSION, METRICS, UNVERIFIED, rules_of
from wres_wdes.report import FORMAT, WdesReport, measure


__all__ = [
    "DIMENSION",
    "FORMAT",
    "METRICS",
    "UNVERIFIED",
    "WdesReport",
    "count",
    "grouped",
    "measure",
    "rules_of",
]
