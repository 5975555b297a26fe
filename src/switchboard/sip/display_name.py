"""The name before a URI (RFC 3261 §20.10), also where it lacks the quotes that it needs."""

from __future__ import annotations

import re

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.params import end_of_quotes, unquote

_TOKENS = re.compile(r"[A-Za-z0-9\-.!%*_+`'~ \t]*\Z")

_ENCODED_WORD = re.compile(r"=\?[A-Za-z0-9_*\-]{1,40}\?[BQbq]\?[^?\s]{0,80}\?=")
"""RFC 2047: not for SIP, but some gateways send it. It stays as it is."""


def split_display_name(text: str) -> tuple[str, str]:
    """Display name and what follows it. Raises MalformedHeader."""
    if text.startswith('"') and (end := _end_of_name(text)):
        return unquote(text[: end + 1]), text[end + 1 :].lstrip()
    before, bracket, after = text.partition("<")
    if not bracket:
        return "", text
    return _loose_name(before, after), "<" + after


def _end_of_name(text: str) -> int:
    """Index of the quote that ends the quoted name, 0 where what follows is no URI in brackets."""
    try:
        end = end_of_quotes(text, 0)
    except MalformedHeader:
        return 0
    return end if text[end + 1 :].lstrip().startswith("<") else 0


def _loose_name(name: str, uri: str) -> str:
    """A name with characters that it must not hold unquoted, or with one quote too few (RFC 4475 §3.1.2.6, §3.1.2.15).

    Refused where it could be something else: an address with parameters, or a second URI in brackets.
    """
    if _TOKENS.match(name):
        return " ".join(name.split())
    if any(char in _ENCODED_WORD.sub("", name) for char in ";=") or "<" in uri or uri.count(">") != 1:
        raise MalformedHeader("a display name is malformed")
    return " ".join(name.replace('"', " ").split())
