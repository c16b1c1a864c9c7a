"""The desk in the admin: statements with their claims, and the claims by themselves, to be found and read."""

from . import claims, statements

__all__ = ["claims", "statements"]
