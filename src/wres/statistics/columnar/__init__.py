"""The same statistics for whole columns of counts, as polars expressions.

Each function has the name of its scalar counterpart in `wres.statistics`, takes columns, and
gives an expression that is lazy, parallel and streamable.
"""

from wres.statistics.columnar._let import Column
from wres.statistics.columnar.ratios import koopman, odds_ratio, score_test
from wres.statistics.columnar.shares import (
    mover_r,
    newcombe,
    newcombe_weighted,
    wilson,
    wilson_weighted,
)
from wres.statistics.columnar.verdicts import evidence, four_fifths, verdict


__all__ = [
    "Column",
    "evidence",
    "four_fifths",
    "koopman",
    "mover_r",
    "newcombe",
    "newcombe_weighted",
    "odds_ratio",
    "score_test",
    "verdict",
    "wilson",
    "wilson_weighted",
]
