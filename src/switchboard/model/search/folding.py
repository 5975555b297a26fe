"""Texts as they are compared in a search: in small letters, without marks, in Latin letters."""

import re
import unicodedata
from typing import Final

from anyascii import anyascii

_SECOND: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
"""How German and Nordic letters are written where they are missing; the other way is without their marks."""
_NUMBER: Final = re.compile(r"[+()/.\s-]*[0-9*#][0-9+*#()/.\s-]*")
_NO_KEY: Final = re.compile(r"[^0-9+*#]")


def folded(text: str) -> tuple[str, ...]:
    """A text in all ways in which it may be written, so that Müller, Muller and Mueller find one another."""
    small = text.casefold()
    if small.isascii():
        return (small,)
    composed = unicodedata.normalize("NFC", small)
    ways = (_latin(composed), _latin(composed.translate(_SECOND)))
    return tuple(dict.fromkeys(ways))


def _latin(text: str) -> str:
    bare = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return anyascii(bare).casefold()


def words(query: str) -> list[tuple[str, ...]]:
    """The words of a query, each in all its ways. A telephone number is one word, however it is grouped."""
    if _NUMBER.fullmatch(query):
        return [(_NO_KEY.sub("", query),)]
    return [folded(word) for word in query.split()]
