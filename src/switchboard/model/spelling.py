"""The keys by which callers spell a name on a telephone, in any script. Pure."""

import re
import unicodedata
from collections.abc import Iterator

from anyascii import anyascii

MAX_STARTS = 8
"""A name is spelt from one of its first eight words on."""

_LETTERS = {"abc": "2", "def": "3", "ghi": "4", "jkl": "5", "mno": "6", "pqrs": "7", "tuv": "8", "wxyz": "9"}
_CYRILLIC = {
    **{"абвгґ": "2", "деёєжз": "3", "иіїйкл": "4", "мноп": "5"},
    **{"рсту": "6", "фхцч": "7", "шщъы": "8", "ьэюя": "9"},
}
_KEYPAD = {letter: key for letters, key in _LETTERS.items() for letter in letters} | {key: key for key in "23456789"}
"""Nothing stands for the keys 1 and 0: callers press them for an apostrophe or a space, or not at all."""
_CYRILLIC_KEYPAD = {letter: key for letters, key in _CYRILLIC.items() for letter in letters}
_SECOND = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""How German and Nordic letters are written where they are missing; the other way is without their marks."""
_ASCII_WORD = re.compile(r"[a-z0-9]+")

Spelling = tuple[str, tuple[int, ...]]
"""The keys of a name from the beginning of one of its words on, and after how many of them a word ends."""


def spellings(text: str) -> Iterator[Spelling]:
    """A text in every way in which callers may spell it: from each of its words on, all further words joined."""
    folded = unicodedata.normalize("NFC", text.casefold())
    words = _ASCII_WORD.findall(folded) if folded.isascii() else list(_words(folded))
    for keys in dict.fromkeys(_ways(words)):
        for start, first in enumerate(keys[:MAX_STARTS]):
            if first:
                yield "".join(keys[start:]), _ends(keys[start:])


def _words(text: str) -> Iterator[str]:
    """The words of a text. A character that is a syllable, as in Chinese and Korean, is one too: given names follow
    family names without a space.
    """
    word = ""
    for character in text + " ":
        is_syllable = anyascii(character)[:1].isupper()  # what has capitals is in small letters already
        is_of_word = character.isalnum() or unicodedata.category(character)[0] == "M"
        if word and (is_syllable or not is_of_word):
            yield word
            word = ""
        if is_of_word:
            word += character


def _ways(words: list[str]) -> Iterator[tuple[str, ...]]:
    """The keys of each word, in Latin letters, with German and Nordic letters as two, and on a Cyrillic keypad."""
    yield tuple(map(_latin, words))
    if any(not word.isascii() for word in words):
        yield tuple(_latin(word.translate(_SECOND)) for word in words)
        yield tuple("".join(_CYRILLIC_KEYPAD.get(letter) or _latin(letter) for letter in word) for word in words)


def _latin(word: str) -> str:
    letters = word if word.isascii() else anyascii(word).lower()
    return "".join([_KEYPAD.get(letter, "") for letter in letters])


def _ends(keys: tuple[str, ...]) -> tuple[int, ...]:
    length = 0
    return tuple(length := length + len(one) for one in keys)
