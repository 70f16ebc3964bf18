"""Intervals and tests: pure functions of counts.

`wres.statistics.columnar` has the same for whole columns.
"""

from wres.statistics.caution import Caution, caution
from wres.statistics.census import census_sentence
from wres.statistics.change_test import change_p_value
from wres.statistics.control import ControlChart, ControlRules, Signal, control_chart
from wres.statistics.exact_tests import ExactTest, fisher, mid_p
from wres.statistics.four_fifths import four_fifths
from wres.statistics.funnel import (
    Funnel,
    Point,
    exact_share_limits,
    funnel,
    ratio_point,
    share_point,
)
from wres.statistics.interval import Interval, settled
from wres.statistics.katz_log import katz_log
from wres.statistics.koopman import koopman
from wres.statistics.multiple import Adjusted, benjamini_hochberg, holm
from wres.statistics.newcombe import newcombe
from wres.statistics.odds_ratio import odds_ratio
from wres.statistics.people_needed import Needed, PeopleNeeded, Steps, people_needed
from wres.statistics.score_test import score_test
from wres.statistics.settle import settle
from wres.statistics.small_counts import low_count, sparse
from wres.statistics.verdict import verdict
from wres.statistics.weighted import mover_r, newcombe_weighted, wilson_weighted
from wres.statistics.wilson import wilson
from wres.statistics.year_change import difference_change, ratio_change


__all__ = [
    "Adjusted",
    "Caution",
    "ControlChart",
    "ControlRules",
    "ExactTest",
    "Funnel",
    "Interval",
    "Needed",
    "PeopleNeeded",
    "Point",
    "Signal",
    "Steps",
    "benjamini_hochberg",
    "caution",
    "census_sentence",
    "change_p_value",
    "control_chart",
    "difference_change",
    "exact_share_limits",
    "fisher",
    "four_fifths",
    "funnel",
    "holm",
    "katz_log",
    "koopman",
    "low_count",
    "mid_p",
    "mover_r",
    "newcombe",
    "newcombe_weighted",
    "odds_ratio",
    "people_needed",
    "ratio_change",
    "ratio_point",
    "score_test",
    "settle",
    "settled",
    "share_point",
    "sparse",
    "verdict",
    "wilson",
    "wilson_weighted",
]
