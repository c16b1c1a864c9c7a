"""The method as data: every rule with its version, every vocabulary with its definitions.

The page /method/, the endpoint meta/ and the generated pages in docs/reference read this one list.
"""

import inspect
import re
from dataclasses import dataclass
from types import ModuleType

import actors.choices
import commitments.choices
import commitments.comparing
import commitments.coverage
import commitments.disputes
import commitments.firmness
import commitments.folding
import commitments.keystones
import commitments.lanes
import commitments.leading
import commitments.matrix
import commitments.overlaps
import commitments.scenarios
import commitments.signals
import commitments.silence
import commitments.strength
import commitments.totals
import guarantees.choices
import guarantees.conditions
import guarantees.implications
import guarantees.positions
import guarantees.quantities
import guarantees.requirements
import guarantees.requires
import guarantees.units
import ledger.choices
import ledger.edtf
import ledger.folding
import sources.choices
from ledger.vocabulary import Vocabulary

# In the order in which a reader would ask: what counts, what it says, what follows from it.
RULE_MODULES: tuple[ModuleType, ...] = (
    ledger.edtf,
    ledger.folding,
    commitments.lanes,
    commitments.folding,
    commitments.strength,
    commitments.disputes,
    commitments.silence,
    commitments.signals,
    guarantees.conditions,
    guarantees.implications,
    guarantees.requires,
    commitments.firmness,
    guarantees.positions,
    guarantees.requirements,
    guarantees.units,
    guarantees.quantities,
    commitments.totals,
    commitments.leading,
    commitments.overlaps,
    commitments.matrix,
    commitments.coverage,
    commitments.scenarios,
    commitments.keystones,
    commitments.comparing,
)
VOCABULARY_MODULES: tuple[ModuleType, ...] = (
    ledger.choices,
    commitments.choices,
    guarantees.choices,
    sources.choices,
    actors.choices,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as an analyst reads it: `version` such as "v1", and its text as it stands above the code."""

    name: str
    version: str
    text: str
    module: str


def rules() -> list[Rule]:
    """Every rule whose outcome an answer may rest on."""
    found = []
    for module in RULE_MODULES:
        name, version = module.RULE.split("/")
        found.append(Rule(name, version, inspect.getdoc(module) or "", module.__name__))
    return found


def vocabularies() -> dict[str, type[Vocabulary]]:
    """Every closed list of words, by its name in snake case: {"strength": Strength, ...}."""
    return {
        re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(): word_list
        for module in VOCABULARY_MODULES
        for name, word_list in vars(module).items()
        if inspect.isclass(word_list) and issubclass(word_list, Vocabulary) and word_list is not Vocabulary
    }
