"""Typed header values. Each parses from the text of one header value and its `str()` is that text.

All raise MalformedHeader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from switchboard.recalled import recalled
from switchboard.sip.errors import MalformedHeader
from switchboard.sip.params import NO_PARAMS, Params, parse_params, quote, split_outside_quotes, unquote
from switchboard.sip.uri import split_host_port

MAX_SEQUENCE = 2**31
MAX_AUTHORIZATION_CHARS = 4096
_TOKEN = re.compile(r"[A-Za-z0-9\-.!%*_+`'~]+\Z")


def is_token(text: str) -> bool:
    """Whether a text is a token of RFC 3261 §25.1."""
    return _TOKEN.match(text) is not None


def parse_uint(text: str, *, below: int = 2**32) -> int:
    """A decimal number of ASCII digits."""
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 10) or int(text) >= below:
        raise MalformedHeader("a number is malformed or too large")
    return int(text)


@dataclass(frozen=True, slots=True)
class Via:
    """One Via (§20.42). `host` keeps the brackets of IPv6."""

    transport: str
    host: str
    port: int | None = None
    params: Params = NO_PARAMS

    @classmethod
    def parse(cls, text: str) -> Via:
        """A single Via value."""
        sender, _, rest = text.strip().partition(";")
        return cls(*_parse_sender(sender), parse_params(rest))

    @classmethod
    def parse_first(cls, text: str) -> Via:
        """The first Via of a header line."""
        return cls.parse(split_outside_quotes(text, ",")[0] if "," in text else text)

    def __str__(self) -> str:
        return f"SIP/2.0/{self.transport} {self.sent_by}{self.params}"

    @property
    def sent_by(self) -> str:
        """Host and port as written."""
        return self.host if self.port is None else f"{self.host}:{self.port}"

    @property
    def branch(self) -> str | None:
        """The branch parameter."""
        return self.params.get("branch")

    @property
    def received(self) -> str | None:
        """The received parameter."""
        return self.params.get("received")

    def stamped(self, host: str, port: int) -> Via:
        """A copy that tells where the request came from (RFC 3261 §18.2.1, RFC 3581 §4)."""
        params = self.params
        if "rport" in params:
            # With rport, received goes in even where it equals sent-by (RFC 3581 §4).
            params = params.with_("rport", str(port)).with_("received", host)
        elif self.host.strip("[]").lower() != host.lower():
            params = params.with_("received", host)
        return Via(self.transport, self.host, self.port, params)


@recalled
def _parse_sender(text: str) -> tuple[str, str, int | None]:
    """Transport, host and port: what comes before the parameters is the same in all that a phone sends."""
    parts = [part.strip() for part in text.split("/", 2)]
    if len(parts) != 3 or parts[0].upper() != "SIP" or parts[1] != "2.0":
        raise MalformedHeader("a Via is not of SIP/2.0")
    words = parts[2].split(None, 1)
    if len(words) != 2 or not is_token(words[0]):
        raise MalformedHeader("a Via is malformed")
    # Blanks may stand around the colon (§25.1, RFC 4475 §3.1.1.1).
    return words[0].upper(), *split_host_port(words[1].replace(" ", "").replace("\t", ""))


@dataclass(frozen=True, slots=True)
class CSeq:
    """Sequence number and method (§20.16); the number is below 2**31."""

    number: int
    method: str

    @classmethod
    def parse(cls, text: str) -> CSeq:
        return _parse_cseq(text)

    def __str__(self) -> str:
        return f"{self.number} {self.method}"


@recalled
def _parse_cseq(text: str) -> CSeq:
    words = text.split()
    if len(words) != 2 or not is_token(words[1]):
        raise MalformedHeader("CSeq is malformed")
    return CSeq(parse_uint(words[0], below=MAX_SEQUENCE), words[1])


def parse_rseq(text: str) -> int:
    """RSeq (RFC 3262 §7.1): 1 to 2**32-1."""
    number = parse_uint(text)
    if number == 0:
        raise MalformedHeader("RSeq is 0")
    return number


@dataclass(frozen=True, slots=True)
class RAck:
    """RAck (RFC 3262 §7.2): the reliable response that a PRACK acknowledges, and the CSeq of its request."""

    rseq: int
    cseq: int
    method: str

    @classmethod
    def parse(cls, text: str) -> RAck:
        words = text.split(None, 1)
        if len(words) != 2:
            raise MalformedHeader("RAck is malformed")
        cseq = CSeq.parse(words[1])
        return cls(parse_rseq(words[0]), cseq.number, cseq.method)

    def __str__(self) -> str:
        return f"{self.rseq} {self.cseq} {self.method}"


@dataclass(frozen=True, slots=True)
class SessionExpires:
    """Session-Expires (RFC 4028 §4)."""

    seconds: int
    refresher: Literal["uac", "uas"] | None = None

    @classmethod
    def parse(cls, text: str) -> SessionExpires:
        number, _, rest = text.partition(";")
        refresher = (parse_params(rest).get("refresher") or "").lower()
        if refresher == "uac":
            return cls(parse_uint(number), "uac")
        return cls(parse_uint(number), "uas" if refresher == "uas" else None)

    def __str__(self) -> str:
        return f"{self.seconds};refresher={self.refresher}" if self.refresher else str(self.seconds)


def parse_delta_seconds(text: str) -> int:
    """Expires, Min-SE, Min-Expires: the number before any parameter, at most 2**32-1."""
    return parse_uint(text.partition(";")[0])


@dataclass(frozen=True, slots=True)
class AuthValue:
    """A challenge or credentials: a scheme and its parameters, unquoted (§20.7, §20.44)."""

    scheme: str
    params: Params

    @classmethod
    def parse(cls, text: str) -> AuthValue:
        """The first of a header line."""
        return cls.parse_list(text)[0]

    @classmethod
    def parse_list(cls, text: str) -> list[AuthValue]:
        """All of a header line: several challenges may stand in one, as in HTTP.

        Stray commas are skipped. A word without = continues a list that should be quoted: `qop=auth,auth-int`.
        """
        if len(text) > MAX_AUTHORIZATION_CHARS:
            raise MalformedHeader("an authorization is too long")
        first, rest = [*text.split(None, 1), "", ""][:2]
        found: list[tuple[str, list[tuple[str, str]]]] = [(first.rstrip(","), [])]
        for piece in split_outside_quotes(rest, ","):
            name, equals, value = piece.partition("=")
            *scheme, name = name.split() or [""]
            if scheme:
                found.append((" ".join(scheme), []))
            items = found[-1][1]
            if equals and is_token(name):
                items.append((name, _unquoted(value.strip())))
            elif not equals and is_token(name) and items:
                items[-1] = (items[-1][0], f"{items[-1][1]},{name}")
            elif piece:
                raise MalformedHeader("an authorization parameter is malformed")
        if not all(is_token(scheme) for scheme, _ in found) or not any(items for _, items in found):
            raise MalformedHeader("an authorization has no scheme or no parameter")
        return [cls(scheme, _once(items)) for scheme, items in found]


def _once(items: list[tuple[str, str]]) -> Params:
    params = Params(items)
    if len(params) != len(items):
        raise MalformedHeader("an authorization parameter occurs twice")
    return params


def _unquoted(text: str) -> str:
    """Without double quotes, or the single ones that some write in their place."""
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1]
    return unquote(text)


def format_auth(scheme: str, quoted: dict[str, str | None], plain: dict[str, str | None]) -> str:
    """A challenge or credentials; None values are left out."""
    parts = [f"{name}={quote(value)}" for name, value in quoted.items() if value is not None]
    parts += [f"{name}={value}" for name, value in plain.items() if value is not None]
    return f"{scheme} " + ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Replaces:
    """Replaces (RFC 3891 §6.1): the dialog whose place is to be taken, with tags as its receiver sees it: `to_tag` is
    the receiver's own. `early_only`: only while that is ringing."""

    call_id: str
    to_tag: str
    from_tag: str
    early_only: bool = False

    @classmethod
    def parse(cls, text: str) -> Replaces:
        """Raises MalformedHeader."""
        call_id, _, rest = text.partition(";")
        params = parse_params(rest)
        call_id, to_tag, from_tag = call_id.strip(), params.get("to-tag"), params.get("from-tag")
        if not call_id or not to_tag or not from_tag:
            raise MalformedHeader("Replaces lacks a Call-ID or a tag")
        return cls(call_id, to_tag, from_tag, "early-only" in params)

    def __str__(self) -> str:
        early = ";early-only" if self.early_only else ""
        return f"{self.call_id};to-tag={self.to_tag};from-tag={self.from_tag}{early}"


@dataclass(frozen=True, slots=True)
class AlertInfo:
    """One Alert-Info value (§20.4, RFC 7462): any URI, kept as text."""

    uri: str
    params: Params = NO_PARAMS

    @classmethod
    def parse_list(cls, text: str) -> list[AlertInfo]:
        """All values of a header line."""
        return [cls._parse(piece) for piece in split_outside_quotes(text, ",") if piece]

    @classmethod
    def _parse(cls, text: str) -> AlertInfo:
        uri, bracket, rest = text.partition(">")
        if not bracket or not uri.startswith("<"):
            raise MalformedHeader("Alert-Info needs angle brackets")
        return cls(uri[1:].strip(), parse_params(rest))

    def __str__(self) -> str:
        return f"<{self.uri}>{self.params}"
