"""An action plan: what matters most, what closing each gap takes, and rows ready to fill in."""

from wres.planning.approvals import Approval
from wres.planning.closings import Closing, Reach
from wres.planning.drafting import Plan, plan
from wres.planning.edited import read_edited
from wres.planning.gaps import Gap
from wres.planning.priorities import Priority, Score
from wres.planning.rows import OPEN, PEOPLES, STATUSES, Row
from wres.planning.rules import Weight
from wres.planning.schema import plan_schema
from wres.planning.sentences import sentences_of
from wres.planning.trajectories import Trajectory


__all__ = [
    "OPEN",
    "PEOPLES",
    "STATUSES",
    "Approval",
    "Closing",
    "Gap",
    "Plan",
    "Priority",
    "Reach",
    "Row",
    "Score",
    "Trajectory",
    "Weight",
    "plan",
    "plan_schema",
    "read_edited",
    "sentences_of",
]
