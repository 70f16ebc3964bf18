"""Intervals and tests: pure functions of counts."""

from wres.statistics.four_fifths import four_fifths
from wres.statistics.interval import Interval
from wres.statistics.koopman import koopman
from wres.statistics.score_test import score_test
from wres.statistics.settle import settle
from wres.statistics.verdict import verdict


__all__ = ["Interval", "four_fifths", "koopman", "score_test", "settle", "verdict"]
