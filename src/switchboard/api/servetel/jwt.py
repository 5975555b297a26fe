"""Tokens in the form of JSON Web Tokens (RFC 7519) signed with HS256. Pure.

The store knows whether a token is valid and whose it is: `jti` holds the store's own pair of random texts, of which it
keeps hashes. The claims around it and the signature, whose key is that secret, give a client the form that it expects.
So whoever has a token can sign it anew: what its claims say counts only where the store says the same.
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from switchboard.store.people.tokens import TOKEN_LENGTH, TokenPair

ISSUER = "switchboard"
_HEADER = {"typ": "JWT", "alg": "HS256"}
_LONGEST = 2048
_SECRET = re.compile(rf"[A-Za-z0-9]{{{2 * TOKEN_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a token holds for the store, and what it claims: whose it is, since when, until when (None: for ever)."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    client: str
    begins_at_s: int
    expires_at_s: int | None

    @property
    def expires(self) -> bool:
        """False: a permanent token."""
        return self.expires_at_s is not None


def encode(pair: TokenPair, client: int, now: datetime, *, expires: bool) -> str:
    """The token that a client gets for `pair`."""
    at = int(now.timestamp())
    expiry = {"exp": int(pair.access_expires_at.timestamp())} if expires else {}
    secret = pair.access_token + pair.refresh_token
    claims = {"iss": ISSUER, "sub": str(client), "iat": at, "nbf": at, **expiry, "jti": secret}
    signed = f"{_packed(_HEADER)}.{_packed(claims)}"
    return f"{signed}.{_signature(signed, secret)}"


def decode(token: str) -> Parts | None:
    """The parts of a token that is whole, whether it is valid now or not; None for anything else."""
    if len(token) > _LONGEST or not token.isascii() or token.count(".") != 2:
        return None
    signed, _, signature = token.rpartition(".")
    header, claims = (_unpacked(part) for part in signed.split("."))
    secret = claims.get("jti")
    if not isinstance(secret, str) or not _SECRET.fullmatch(secret):
        return None
    # The header must be ours as it stands: to take its word for the algorithm would let "none" pass.
    if header != _HEADER or not hmac.compare_digest(_signature(signed, secret), signature):
        return None
    if claims.get("iss") != ISSUER or not isinstance(claims.get("sub"), str):
        return None
    times = {name: claims[name] for name in ("iat", "nbf", "exp") if name in claims}
    if any(type(at_s) is not int for at_s in times.values()):
        return None
    begins_at_s = max(times.get("iat", 0), times.get("nbf", 0))
    return Parts(secret[:TOKEN_LENGTH], secret[TOKEN_LENGTH:], claims["sub"], begins_at_s, times.get("exp"))


def _signature(signed: str, secret: str) -> str:
    return _base64(hmac.digest(secret.encode(), signed.encode(), hashlib.sha256))


def _packed(value: Mapping[str, object]) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _unpacked(text: str) -> dict[str, Any]:
    """The JSON object in a part of a token; empty where there is none."""
    try:
        value: object = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
