"""What was promised, what was said about it, and what that folds to."""

from .commitment import Commitment, Reach
from .search import SearchEntry
from .state import CommitmentState, StateCondition
from .update import CommitmentUpdate

__all__ = ["Commitment", "CommitmentState", "CommitmentUpdate", "Reach", "SearchEntry", "StateCondition"]
