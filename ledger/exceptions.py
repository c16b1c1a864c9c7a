"""The root of every error of the domain."""


class RuleBroken(Exception):
    """Something asked for would break a rule of the record. Nothing was changed.

    `code` is stable and printed by the API; `field` names what to mend, where one field is to blame.
    """

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
