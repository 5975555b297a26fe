"""Callers of other machines that are expected here, and whose INVITE proves by its address that it is theirs."""

import asyncio
from dataclasses import dataclass
from secrets import token_urlsafe

from switchboard.engine.builtin.media_peer import MediaPeer
from switchboard.engine.port import CallHandler, CallInfo
from switchboard.sip.errors import SipError
from switchboard.sip.message import Request
from switchboard.sip.uri import SipUri

EXPECTED_S = 10.0
"""For so long one is expected."""
_PREFIX = "guest-"


@dataclass(frozen=True, slots=True)
class Guest:
    """Who comes, and what runs with his call."""

    info: CallInfo
    handler: CallHandler


class Guests:
    """By the user part of the address to which they come. Each is good once: whoever overhears one comes too late."""

    def __init__(self) -> None:
        self._expected: dict[str, Guest] = {}

    def expect(self, info: CallInfo, handler: CallHandler) -> str:
        """Returns that user part."""
        user = _PREFIX + token_urlsafe(24)
        self._expected[user] = Guest(info, handler)
        asyncio.get_running_loop().call_later(EXPECTED_S, self._expected.pop, user, None)
        return user

    def expects(self, request: Request) -> bool:
        """Whether an INVITE is that of a guest."""
        return bool(self._expected) and _user(request) in self._expected

    def take(self, request: Request) -> Guest | None:
        """The guest of an INVITE, who is expected no longer; None for all others."""
        return self._expected.pop(_user(request), None) if self._expected else None


def machine_peer(host: str) -> MediaPeer:
    """Another machine that shares our database."""
    return MediaPeer("machine", host, extension=False)


def _user(request: Request) -> str:
    try:
        return SipUri.parse(request.uri).user or ""
    except SipError:
        return ""
