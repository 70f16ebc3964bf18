"""The nine metrics: their definitions, and their maths as pure functions of counts."""

from wres.metrics.board import (
    BoardFigures,
    BoardHeadcount,
    BoardRepresentation,
    LocalPopulation,
    measure_board,
)
from wres.metrics.breakdown import Breakdown, Part, break_down
from wres.metrics.clusters import Cluster, distribution, measure_clusters
from wres.metrics.counts import Counts, counts_of
from wres.metrics.definitions import (
    CHANGES,
    LAWS_OF,
    METRICS,
    Change,
    Example,
    Given,
    Metric,
    Step,
    metric,
)
from wres.metrics.editions import editions
from wres.metrics.evidence import likelihood_ratio
from wres.metrics.figures import (
    GROUPS,
    TOTAL,
    Count,
    Figure,
    GroupCounts,
    GroupFigures,
    Headcount,
    added,
    differences,
    likelihood_figure,
    points_figure,
    share_figure,
)
from wres.metrics.forms import STANDARD, Base, Comparator, Forms, counted
from wres.metrics.international import with_recruits_apart
from wres.metrics.likelihood import (
    IfUnknownWere,
    Likelihood,
    WithoutInternational,
    measure_likelihood,
)
from wres.metrics.nine import BOARD_PARTS, Measured, NoData, Result, needs, nine
from wres.metrics.ratio import Ratio, hidden_ratio
from wres.metrics.representation import (
    PLACES,
    Disparity,
    Overall,
    Place,
    Representation,
    Row,
    disparities,
    measure_representation,
)
from wres.metrics.survey import BmeDifference, Experience, measure_experience
from wres.vocabulary import HIDDEN


__all__ = [
    "BOARD_PARTS",
    "CHANGES",
    "GROUPS",
    "HIDDEN",
    "LAWS_OF",
    "METRICS",
    "PLACES",
    "STANDARD",
    "TOTAL",
    "Base",
    "BmeDifference",
    "BoardFigures",
    "BoardHeadcount",
    "BoardRepresentation",
    "Breakdown",
    "Change",
    "Cluster",
    "Comparator",
    "Count",
    "Counts",
    "Disparity",
    "Example",
    "Experience",
    "Figure",
    "Forms",
    "Given",
    "GroupCounts",
    "GroupFigures",
    "Headcount",
    "IfUnknownWere",
    "Likelihood",
    "LocalPopulation",
    "Measured",
    "Metric",
    "NoData",
    "Overall",
    "Part",
    "Place",
    "Ratio",
    "Representation",
    "Result",
    "Row",
    "Step",
    "WithoutInternational",
    "added",
    "break_down",
    "counted",
    "counts_of",
    "differences",
    "disparities",
    "distribution",
    "editions",
    "hidden_ratio",
    "likelihood_figure",
    "likelihood_ratio",
    "measure_board",
    "measure_clusters",
    "measure_experience",
    "measure_likelihood",
    "measure_representation",
    "metric",
    "needs",
    "nine",
    "points_figure",
    "share_figure",
    "with_recruits_apart",
]
