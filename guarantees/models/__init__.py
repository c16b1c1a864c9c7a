"""What is negotiated, where, on which conditions, and what was said about it."""

from .condition import Condition, ConditionUpdate
from .negotiation import NegotiationEvent, Participation
from .package import Guarantee, Package
from .position import PositionUpdate
from .requirement import RequirementUpdate
from .standing import ConditionStanding, PositionStanding, Recipe, Rectangle, RequirementStanding
from .statement import Citation, Statement, StatementClaim

__all__ = [
    "Citation",
    "Condition",
    "ConditionStanding",
    "ConditionUpdate",
    "Guarantee",
    "NegotiationEvent",
    "Package",
    "Participation",
    "PositionStanding",
    "PositionUpdate",
    "Recipe",
    "Rectangle",
    "RequirementStanding",
    "RequirementUpdate",
    "Statement",
    "StatementClaim",
]
