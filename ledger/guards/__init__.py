"""The database's own refusal to change the record, on both engines.

A published row (its `recorded_at` is set) is never deleted and never changed, but for two columns that are set once:
`superseded_at`, and `redacted_at` together with the columns that a redaction blanks. A row may only be stamped with
the stamp of the changeset that is open at that moment (ledger/clock.py; the counter's head is empty meanwhile), so
knowledge time cannot be back-dated and nothing happens outside of a publication. `superseded_at` needs the row that
follows, a payload is blanked beside the feed's word of a redaction. Rows that belong to a published row (its citations,
its joint parties, its reviews) are as fixed as it is. docs/adr/0018-what-triggers-check.md says what is left to
`verify_ledger`.

No migration mentions a guard: which there have to be follows from the models (`declared`), and `migrate` renews them
from the tables as they stand (`renewing.py`). A new column, list or table of the record is guarded by being there.
"""

from .declared import Guard, Kind, declared
from .renewing import lifted, missing, remove, renew

__all__ = ["Guard", "Kind", "declared", "lifted", "missing", "remove", "renew"]
