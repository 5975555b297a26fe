"""Which values from outside can be in the database at all. What cannot is not asked for."""

import unicodedata

MAX_ID = 2**53 - 1
_LONGEST_SEARCH = 256
"""Longer than any casefolded name, and far below SQLite's limit for a LIKE pattern."""


def is_id(id: int) -> bool:
    """Whether an id can exist."""
    return 1 <= id <= MAX_ID


def is_text(text: str) -> bool:
    """Whether both databases can hold a text: PostgreSQL takes no NUL, neither takes half a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def is_searchable(text: str) -> bool:
    """Whether a text can be a part of a number or name."""
    return is_text(text) and len(fold(text)) <= _LONGEST_SEARCH


def fold(text: str) -> str:
    """Case and composition removed, to compare as people do."""
    # Twice, because casefolding can take a composed character apart again.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
