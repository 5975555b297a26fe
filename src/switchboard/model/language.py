"""The languages of the product's announcements, and which of them stands for a tag."""

import re
from typing import Final, Literal, get_args

Language = Literal["en-US", "en-GB", "zh-CN", "it", "es", "fr", "ru", "ja", "de", "nl", "vi", "pt-BR", "pl", "hi"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DEFAULT_LANGUAGE: Final[Language] = "en-US"

_BY_TAG: Final = {language.lower(): language for language in LANGUAGES}
# Reversed, so that of several languages of a base the first counts: en-US, not en-GB.
_BY_BASE: Final = {language.partition("-")[0]: language for language in reversed(LANGUAGES)}
_REGIONAL_ENGLISH = re.compile(r"en(-[a-z]{4})?-([a-z]{2}|[0-9]{3})(-|$)")
_POUND_KEY = frozenset(("us", "ca", "ph", "pr"))
"""Regions whose English calls # the pound key, as American English does; elsewhere it is the hash key."""


def spoken_language(tag: str) -> Language:
    """The language for the BCP 47 `tag`, whatever its case: that very one, else one of the same base, else en-US."""
    wanted = tag.lower()
    if language := _BY_TAG.get(wanted):
        return language
    english = _REGIONAL_ENGLISH.match(wanted)
    if english and english[2] not in _POUND_KEY:
        return "en-GB"
    return _BY_BASE.get(wanted.partition("-")[0], DEFAULT_LANGUAGE)
