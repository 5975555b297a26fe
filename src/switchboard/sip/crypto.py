"""Keys of encrypted audio in session descriptions (SDES, RFC 4568): `1 AES_CM_128_HMAC_SHA1_80 inline:KEY`."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from switchboard.sip.errors import UnacceptableOffer
from switchboard.sip.sdp import Media

SECURE_PROTOCOLS = ("RTP/SAVP", "RTP/SAVPF")
LEAST_LIFETIME = 1 << 20
"""Packets that a key must last for: at 50 in a second more than five hours. We change no key within a call."""
MAX_LINES = 16


class Suite(StrEnum):
    """What we speak, in the order of our offers (RFC 4568 §6.2, RFC 7714 §14.2). AES-256 is not among them: some that
    offer it do not understand ours.
    """

    AES_CM_128_HMAC_SHA1_80 = "AES_CM_128_HMAC_SHA1_80"
    AES_CM_128_HMAC_SHA1_32 = "AES_CM_128_HMAC_SHA1_32"
    AEAD_AES_128_GCM = "AEAD_AES_128_GCM"


KEY_OCTETS = {Suite.AES_CM_128_HMAC_SHA1_80: 30, Suite.AES_CM_128_HMAC_SHA1_32: 30, Suite.AEAD_AES_128_GCM: 28}
"""Of master key and master salt."""


@dataclass(frozen=True, slots=True)
class Crypto:
    """A crypto attribute that we can use: whoever sends it encrypts with this key."""

    tag: int
    suite: Suite
    key: bytes = field(repr=False)

    def __str__(self) -> str:
        return f"{self.tag} {self.suite} inline:{base64.b64encode(self.key).decode()}"


@dataclass(frozen=True, slots=True)
class Srtp:
    """The keys that were agreed."""

    suite: Suite
    send_key: bytes = field(repr=False)
    receive_key: bytes = field(repr=False)


def new_keys() -> tuple[Crypto, ...]:
    """Ours for one session, one for each suite."""
    return tuple(Crypto(tag, suite, secrets.token_bytes(KEY_OCTETS[suite])) for tag, suite in enumerate(Suite, 1))


def is_secure(media: Media) -> bool:
    """Whether it is encrypted by keys in the description."""
    return media.protocol.upper() in SECURE_PROTOCOLS


def offered_crypto(media: Media) -> Crypto | None:
    """The first that we can use: the offer has them in its order of preference. None also where a tag stands twice."""
    lines = media.values("crypto")[:MAX_LINES]
    tags = [line.split(None, 1)[0] for line in lines if line.strip()]
    if len(set(tags)) != len(tags):
        return None
    return next(_usable(lines), None)


def agreed_by(offered: Sequence[Crypto], answer: Media) -> Srtp:
    """What an answer to our keys agrees. It has one of our tags, with its suite (§5.1.3). Raises UnacceptableOffer."""
    lines = answer.values("crypto")
    theirs = next(_usable(lines), None) if len(lines) == 1 else None
    ours = next((one for one in offered if theirs and (one.tag, one.suite) == (theirs.tag, theirs.suite)), None)
    if theirs is None or ours is None:
        raise UnacceptableOffer("the answer has no key that fits the offer")
    return Srtp(ours.suite, ours.key, theirs.key)


def answer_to(theirs: Crypto, ours: Iterable[Crypto]) -> Crypto:
    """Our line: their tag and suite, and our key for it."""
    return next(Crypto(theirs.tag, one.suite, one.key) for one in ours if one.suite == theirs.suite)


def _usable(lines: Iterable[str]) -> Iterator[Crypto]:
    return (found for line in lines if (found := _parse(line)) is not None)


def _parse(line: str) -> Crypto | None:
    """None for a suite or a parameter that we do not speak, several keys, a master key index, and what is malformed."""
    words = line.split()
    if len(words) < 3 or not _is_tag(words[0]) or words[1] not in Suite.__members__:
        return None
    # Parameters are demands that must be met, but for those that are marked as optional (§6.3.7).
    if any(not word.startswith("-") and not word.upper().startswith("WSH=") for word in words[3:]):
        return None
    suite, key = Suite(words[1]), _key(words[2])
    return Crypto(int(words[0]), suite, key) if key is not None and len(key) == KEY_OCTETS[suite] else None


def _key(text: str) -> bytes | None:
    method, _, rest = text.partition(":")
    encoded, *more = rest.split("|")
    if method.lower() != "inline" or len(more) > 1 or not all(map(_lasts, more)):
        return None
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return None


def _lasts(lifetime: str) -> bool:
    """Whether that is a lifetime, and long enough. A master key index, `1:4`, is none."""
    power, digits = lifetime.startswith("2^"), lifetime.removeprefix("2^")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 20):
        return False
    return int(digits) >= LEAST_LIFETIME.bit_length() - 1 if power else int(digits) >= LEAST_LIFETIME


def _is_tag(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9
