"""Digest authentication (RFC 7616, RFC 8760): MD5 for old phones, SHA-256 for the others.

Nonces carry their time under an HMAC, so that nothing is kept for the challenges that nobody answers; only nonces
that were answered well are remembered, to refuse a nonce count that was seen before.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import struct
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import AuthValue, format_auth

_COUNT = re.compile(r"[0-9a-fA-F]{1,8}\Z")

MARK_BYTES, RANDOM_BYTES, SEAL_BYTES = 4, 8, 16
STAMP_BYTES = 8 + MARK_BYTES + RANDOM_BYTES
"""What is sealed in a nonce: its time, the mark of the process that made it, and random bytes, so that no two nonces of
an instant are equal."""


class Algorithm(StrEnum):
    """Hash functions, by their names in the header."""

    MD5 = "MD5"
    SHA256 = "SHA-256"


STRONGEST_FIRST = (Algorithm.SHA256, Algorithm.MD5)


class Verdict(StrEnum):
    """What to do: let in; challenge anew with `stale`; challenge anew and count a failure."""

    OK = "ok"
    STALE = "stale"
    REFUSED = "refused"


def _hash(algorithm: Algorithm, text: str) -> str:
    data = text.encode("utf-8", "surrogateescape")
    if algorithm is Algorithm.SHA256:
        return hashlib.sha256(data).hexdigest()
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def ha1(username: str, realm: str, password: str, algorithm: Algorithm) -> str:
    """H(username:realm:password) in hex: what a registrar keeps in place of the password (RFC 7616 §3.4.2)."""
    return _hash(algorithm, f"{username}:{realm}:{password}")


def _algorithm(name: str | None) -> Algorithm | None:
    """By its name in any case; `SHA256` is written, too."""
    wanted = (name or "MD5").strip().upper().replace("SHA256", Algorithm.SHA256)
    return next((known for known in Algorithm if known.value == wanted), None)


@dataclass(frozen=True, slots=True)
class Credentials:
    """An Authorization or Proxy-Authorization header; every string as it came, unquoted."""

    username: str
    realm: str
    nonce: str
    uri: str
    response: str
    algorithm: Algorithm
    cnonce: str | None = None
    nonce_count: str | None = None
    qop: str | None = None
    opaque: str | None = None

    @classmethod
    def parse(cls, value: str) -> Credentials:
        """The credentials in a header. Raises MalformedHeader for another scheme than Digest, for an algorithm or qop
        that we do not speak, and where a part is missing or too long.
        """
        auth = AuthValue.parse(value)
        algorithm = _algorithm(auth.params.get("algorithm"))
        qop = (auth.params.get("qop") or "").strip().lower() or None
        if auth.scheme.lower() != "digest" or algorithm is None or qop not in (None, "auth"):
            raise MalformedHeader("an authorization is of a kind that is not supported")
        needed = ("username", "realm", "nonce", "uri", "response", *(("cnonce", "nc") if qop else ()))
        parts = {name: auth.params.get(name) or "" for name in needed}
        if not all(parts.values()) or (qop and not _COUNT.match(parts["nc"])):
            raise MalformedHeader("an authorization lacks a part")
        return cls(
            parts["username"],
            parts["realm"],
            parts["nonce"],
            parts["uri"],
            parts["response"].lower(),
            algorithm,
            cnonce=parts.get("cnonce"),
            nonce_count=parts.get("nc"),
            qop=qop,
            opaque=auth.params.get("opaque"),
        )

    def expected_response(self, method: str, ha1_hex: str) -> str:
        """The response that whoever knows the HA1 computes (RFC 7616 §3.4.1)."""
        ha2 = _hash(self.algorithm, f"{method}:{self.uri}")
        if self.qop is None:
            return _hash(self.algorithm, f"{ha1_hex}:{self.nonce}:{ha2}")
        middle = f"{self.nonce}:{self.nonce_count}:{self.cnonce}:{self.qop}"
        return _hash(self.algorithm, f"{ha1_hex}:{middle}:{ha2}")

    def __str__(self) -> str:
        quoted: dict[str, str | None] = {
            "username": self.username,
            "realm": self.realm,
            "nonce": self.nonce,
            "uri": self.uri,
        }
        rest = {"response": self.response, "cnonce": self.cnonce, "opaque": self.opaque}
        plain = {"algorithm": self.algorithm.value, "qop": self.qop, "nc": self.nonce_count}
        return format_auth("Digest", quoted | rest, plain)


@dataclass(frozen=True, slots=True)
class _Issue:
    """When a nonce was made, on the clock of the process with that mark."""

    at_s: float
    mark: bytes


class Authenticator:
    """The server's side. Knows no users: the caller looks up the HA1s of `Credentials.username`.

    `secret` makes nonces unforgeable. Processes that share it know each other's: a right answer to one of another
    process is stale, because each counts the uses of its own alone. `max_tracked_nonces` bounds the memory for replay
    protection: the oldest is forgotten, and its next use is answered stale. `peer`, such as the source address, binds a
    nonce to whom it was given: nobody can spend one in the name of another.
    """

    def __init__(
        self,
        realm: str,
        secret: bytes,
        *,
        algorithms: Sequence[Algorithm] = STRONGEST_FIRST,
        nonce_lifetime_s: float = 300.0,
        max_tracked_nonces: int = 10_000,
    ) -> None:
        self.realm = realm
        self._secret = secret
        self._mark = secrets.token_bytes(MARK_BYTES)
        self._algorithms = tuple(algorithms)
        self._nonce_lifetime_s = nonce_lifetime_s
        self._max_tracked_nonces = max_tracked_nonces
        self._counts: OrderedDict[str, int] = OrderedDict()
        self._issued_s: dict[str, float] = {}
        self._forgotten_until_s = float("-inf")

    def challenges(self, now: float, *, stale: bool = False, peer: str = "") -> list[str]:
        """Values for as many WWW-Authenticate or Proxy-Authenticate lines, strongest first (RFC 8760 §2.3)."""
        nonce = self._new_nonce(now, peer)
        return [self._challenge(nonce, algorithm, stale=stale) for algorithm in self._algorithms]

    def issued(self, nonce: str, peer: str = "") -> bool:
        """Whether we, or who shares our secret, made this nonce for `peer`, however long ago."""
        return self._issue(nonce, peer) is not None

    def verify(
        self, credentials: Credentials, method: str, ha1s: Mapping[Algorithm, str], now: float, *, peer: str = ""
    ) -> Verdict:
        """Judge an answer. `ha1s` holds the user's HA1 for each algorithm kept, none for an unknown user.

        qop=auth is demanded; the response is compared in constant time, before anything is said of the nonce.
        """
        # An unknown user takes as long as a wrong password, so that nobody can tell them apart by the time.
        known = ha1s.get(credentials.algorithm, "")
        expected = credentials.expected_response(method, known)
        given = credentials.response.encode("utf-8", "surrogateescape")
        right = hmac.compare_digest(expected.encode(), given) and bool(known)
        if not right or credentials.algorithm not in self._algorithms:
            return Verdict.REFUSED
        if credentials.realm != self.realm or credentials.qop != "auth":
            return Verdict.REFUSED
        # Only now: stale tells a phone that its password was right, and to try again without asking its user.
        issue = self._issue(credentials.nonce, peer)
        # What another process made is stale whatever its time: that is of another clock.
        if issue is None or issue.mark != self._mark or not -1.0 <= now - issue.at_s <= self._nonce_lifetime_s:
            return Verdict.STALE
        return self._count(credentials, issue.at_s)

    def _challenge(self, nonce: str, algorithm: Algorithm, *, stale: bool) -> str:
        plain = {"stale": "true" if stale else None, "algorithm": algorithm.value}
        return format_auth("Digest", {"realm": self.realm, "qop": "auth", "nonce": nonce}, plain)

    def _new_nonce(self, now: float, peer: str) -> str:
        stamp = struct.pack(">d", now) + self._mark + secrets.token_bytes(RANDOM_BYTES)
        return base64.urlsafe_b64encode(stamp + self._seal(stamp, peer)).decode()

    def _seal(self, stamp: bytes, peer: str) -> bytes:
        return hmac.digest(self._secret, stamp + f"{self.realm} {peer}".encode(), "sha256")[:SEAL_BYTES]

    def _issue(self, nonce: str, peer: str) -> _Issue | None:
        """When and by which process this nonce was made for `peer`, None for one that none of us made."""
        try:
            raw = base64.b64decode(nonce.encode("ascii"), altchars=b"-_", validate=True)
        except ValueError:
            return None
        stamp, seal = raw[:STAMP_BYTES], raw[STAMP_BYTES:]
        if len(raw) != STAMP_BYTES + SEAL_BYTES or not hmac.compare_digest(self._seal(stamp, peer), seal):
            return None
        (at_s,) = struct.unpack(">d", stamp[:8])
        return _Issue(float(at_s), stamp[8 : 8 + MARK_BYTES])

    def _count(self, credentials: Credentials, issued_s: float) -> Verdict:
        """A nonce count must be higher than those before; what may have been forgotten is stale."""
        nonce, count = credentials.nonce, int(credentials.nonce_count or "0", 16)
        last = self._counts.get(nonce)
        # Its counts may be among those that were dropped to bound the memory, so it may be a replay.
        if last is None and issued_s <= self._forgotten_until_s:
            return Verdict.STALE
        if count <= (last or 0):
            return Verdict.STALE
        self._counts[nonce] = count
        self._issued_s[nonce] = issued_s
        self._counts.move_to_end(nonce)
        while len(self._counts) > self._max_tracked_nonces:
            gone, _ = self._counts.popitem(last=False)
            self._forgotten_until_s = max(self._forgotten_until_s, self._issued_s.pop(gone))
        return Verdict.OK


def answer_challenge(
    challenges: Sequence[str],
    method: str,
    uri: str,
    username: str,
    *,
    password: str | None = None,
    ha1s: Mapping[Algorithm, str] | None = None,
    nonce_count: int = 1,
    cnonce: str | None = None,
) -> str | None:
    """Value of (Proxy-)Authorization for the strongest of `challenges` that `password` or `ha1s` can answer.

    None where none can be: another scheme, an unknown algorithm, only auth-int, no HA1 for it.
    """
    readable = [auth for value in challenges for auth in _read_challenges(value)]
    for algorithm in STRONGEST_FIRST:
        for auth in readable:
            realm = auth.params.get("realm") or ""
            if _algorithm(auth.params.get("algorithm")) is not algorithm:
                continue
            secret = (ha1s or {}).get(algorithm)
            if password is not None:
                secret = ha1(username, realm, password, algorithm)
            if secret is not None:
                return _answer(auth, algorithm, secret, method, uri, username, nonce_count, cnonce)
    return None


def _read_challenges(value: str) -> list[AuthValue]:
    """The Digest challenges of a line that offer qop=auth, or none at all as RFC 2069 did."""
    try:
        found = AuthValue.parse_list(value)
    except MalformedHeader:
        return []
    readable = [auth for auth in found if auth.scheme.lower() == "digest" and auth.params.get("nonce")]
    return [auth for auth in readable if _qop(auth) != "unsupported"]


def _qop(auth: AuthValue) -> str | None:
    """The `qop` to answer with: "auth", or "unsupported" if it is not offered; None for a challenge without any."""
    offered = [word for word in (auth.params.get("qop") or "").replace(",", " ").lower().split() if word]
    if not offered:
        return None
    return "auth" if "auth" in offered else "unsupported"


def _answer(
    auth: AuthValue,
    algorithm: Algorithm,
    secret: str,
    method: str,
    uri: str,
    username: str,
    nonce_count: int,
    cnonce: str | None,
) -> str:
    qop = _qop(auth)
    unsigned = Credentials(
        username,
        auth.params.get("realm") or "",
        auth.params.get("nonce") or "",
        uri,
        "",
        algorithm,
        cnonce=(cnonce or secrets.token_hex(8)) if qop else None,
        nonce_count=f"{nonce_count:08x}" if qop else None,
        qop=qop,
        opaque=auth.params.get("opaque"),
    )
    return str(replace(unsigned, response=unsigned.expected_response(method, secret)))
