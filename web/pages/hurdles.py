"""What stands in the way of pledges: conditions that somebody could clear."""

from collections.abc import Sequence

from commitments.objects import Object
from commitments.reading import triggers_of


def without_triggers(keystones: Sequence[Object]) -> list[Object]:
    """Keystones that somebody could clear: a renewed attack activates a promise, and is no hurdle. One query."""
    triggers = triggers_of([one["condition"] for one in keystones])
    return [one for one in keystones if one["condition"] not in triggers]
