"""SIP and tel URIs (RFC 3261 §19.1, RFC 3966) and the addresses that hold them (§20.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote as percent_encode
from urllib.parse import unquote as percent_decode

from switchboard.recalled import recalled
from switchboard.sip.display_name import split_display_name
from switchboard.sip.errors import MalformedHeader
from switchboard.sip.params import (
    MAX_PIECES,
    NO_PARAMS,
    Params,
    parse_params,
    quote,
    split_outside_quotes,
)

MAX_URI_CHARS = 2048
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*\Z")
_HOST = re.compile(r"[A-Za-z0-9_.\-]{1,255}\Z")
_IPV6 = re.compile(r"\[[0-9A-Fa-f:.]+\]\Z")
_FORBIDDEN = re.compile(r"[\s<>\"\x00-\x1f\x7f]")
_USER_SAFE = "-_.!~*'()&=+$,;?/"
_WORD_SAFE = "-_.!~*'()&=+$,"
_PARAM_SAFE = "-_.!~*'()[]/:&+$"
_HEADER_SAFE = "-_.!~*'()[]/?:+$"
_SEPARATORS = str.maketrans("", "", "-.() ")
_TELEPHONE = re.compile(r"\+?[0-9*#]+\Z")


def _scrub(text: str) -> str:
    """`text` without the surrogates that stand for bytes outside UTF-8."""
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def split_host_port(text: str) -> tuple[str, int | None]:
    """Host and port of `host[:port]`; an IPv6 reference keeps its brackets. Raises MalformedHeader."""
    if text.startswith("["):
        host, bracket, rest = text.partition("]")
        host += bracket
        colon, port_text = rest[:1], rest[1:]
        valid = _IPV6.match(host) is not None and colon in ("", ":")
    else:
        host, colon, port_text = text.partition(":")
        valid = _is_host_name(host)
    if not valid:
        raise MalformedHeader("a host is malformed")
    if not colon:
        return host, None
    if not (port_text.isascii() and port_text.isdigit() and len(port_text) <= 5 and 0 < int(port_text) < 65536):
        raise MalformedHeader("a port is malformed")
    return host, int(port_text)


def _is_host_name(text: str) -> bool:
    """Labels of letters, digits, - and _, which neither begin nor end with these; one dot may end the name.

    Cut at the dots rather than matched by one pattern: that would try every way to cut the letters (CWE-1333).
    """
    if not _HOST.match(text):
        return False
    labels = text.removesuffix(".").split(".")
    return all(label and label[0] not in "-_" and label[-1] not in "-_" for label in labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class SipUri:
    """A URI: `sip`, `sips`, `tel` (the number is the `user`), or any other scheme, kept whole in `opaque`.

    `user`, `password`, parameter and header values are held decoded. IPv6 hosts keep their brackets.
    """

    scheme: str = "sip"
    user: str | None = None
    password: str | None = None
    host: str = ""
    port: int | None = None
    params: Params = NO_PARAMS
    headers: Params = NO_PARAMS
    opaque: str = ""

    @classmethod
    def parse(cls, text: str) -> SipUri:
        """The URI in a text. Raises MalformedHeader."""
        return _parse_uri(text)

    def __str__(self) -> str:
        if self.scheme == "tel":
            return f"tel:{percent_encode(self.user or '', safe='+-.()*#')}{_encode_params(self.params)}"
        if self.scheme not in ("sip", "sips"):
            return f"{self.scheme}:{self.opaque}"
        out = f"{self.scheme}:{self._userinfo()}{self.host}"
        if self.port is not None:
            out += f":{self.port}"
        return out + _encode_params(self.params) + _encode_headers(self.headers)

    def _userinfo(self) -> str:
        if self.user is None:
            return ""
        user = percent_encode(self.user, safe=_USER_SAFE)
        if self.password is None:
            return f"{user}@"
        return f"{user}:{percent_encode(self.password, safe=_WORD_SAFE)}@"

    def equals(self, other: SipUri) -> bool:
        """Whether the two are equivalent by RFC 3261 §19.1.4 (for tel, RFC 3966 §4)."""
        if self.scheme != other.scheme:
            return False
        if self.scheme == "tel":
            return _digits(self.user) == _digits(other.user) and _same_folded(self.params, other.params)
        same = (self.user, self.password, self.port, self.opaque) == (
            other.user,
            other.password,
            other.port,
            other.opaque,
        )
        return (
            same
            and self.host.lower() == other.host.lower()
            and _same_params(self.params, other.params)
            and _same_folded(self.headers, other.headers)
        )

    @property
    def number(self) -> str:
        """Who is called or calls: the user without parameters in it (RFC 3261 §19.1.6), "" without one.

        A telephone number also without visual separators (RFC 3966 §5.1.1). Other names stay as they are.
        """
        name = (self.user or "").partition(";")[0]
        digits = name.translate(_SEPARATORS)
        return digits if _TELEPHONE.match(digits) else name

    @property
    def transport(self) -> str | None:
        """The transport parameter in lower case."""
        value = self.params.get("transport")
        return value.lower() if value else None

    def with_params(self, **params: str | None) -> SipUri:
        """A copy with these parameters set."""
        if not params:
            return self
        return replace(self, params=Params({**self.params, **params}))

    def bare(self) -> SipUri:
        """Scheme, user, host and port only: an address of record."""
        return replace(self, password=None, params=NO_PARAMS, headers=NO_PARAMS)


@recalled
def _parse_uri(text: str) -> SipUri:
    scheme, colon, rest = text.strip().partition(":")
    if not colon or not _SCHEME.match(scheme) or len(text) > MAX_URI_CHARS:
        raise MalformedHeader("a URI has no scheme or is too long")
    scheme = scheme.lower()
    if not rest or _FORBIDDEN.search(rest):
        raise MalformedHeader("a URI holds a character that it must not")
    if scheme in ("sip", "sips"):
        return _parse_sip(scheme, rest)
    if scheme == "tel":
        return _parse_tel(rest)
    return SipUri(scheme=scheme, opaque=_scrub(rest))


def _parse_sip(scheme: str, rest: str) -> SipUri:
    # The user part may hold ; and ? so the @ is sought first; no unescaped @ may follow it.
    userinfo, at, tail = rest.rpartition("@")
    if "@" in userinfo:
        raise MalformedHeader("a URI has two @")
    user, colon, password = userinfo.partition(":")
    if at and not user:
        raise MalformedHeader("a URI has an empty user")
    address, mark, header_text = tail.partition("?")
    hostport, semicolon, param_text = address.partition(";")
    host, port = split_host_port(hostport)
    return SipUri(
        scheme=scheme,
        user=_scrub(percent_decode(user)) if at else None,
        password=_scrub(percent_decode(password)) if colon else None,
        host=host,
        port=port,
        params=_decode_params(param_text) if semicolon else NO_PARAMS,
        headers=_decode_headers(header_text) if mark else NO_PARAMS,
    )


def _parse_tel(rest: str) -> SipUri:
    number, semicolon, param_text = rest.partition(";")
    if not number:
        raise MalformedHeader("a tel URI has no number")
    params = _decode_params(param_text) if semicolon else NO_PARAMS
    return SipUri(scheme="tel", user=_scrub(percent_decode(number)), params=params)


def _decode_params(text: str) -> Params:
    pairs = parse_params(text).items()
    return Params(
        (_scrub(percent_decode(name)), None if value is None else _scrub(percent_decode(value)))
        for name, value in pairs
    )


def _decode_headers(text: str) -> Params:
    items: list[tuple[str, str | None]] = []
    for piece in text.split("&"):
        name, equals, value = piece.partition("=")
        if not name or not equals:
            raise MalformedHeader("a URI header has no name or no value")
        items.append((_scrub(percent_decode(name)), _scrub(percent_decode(value))))
    return Params(items)


def _encode_params(params: Params) -> str:
    return "".join(
        ";" + percent_encode(name, safe=_PARAM_SAFE)
        if value is None
        else f";{percent_encode(name, safe=_PARAM_SAFE)}={percent_encode(value, safe=_PARAM_SAFE)}"
        for name, value in params.items()
    )


def _encode_headers(headers: Params) -> str:
    if not headers:
        return ""
    return "?" + "&".join(
        f"{percent_encode(name, safe=_HEADER_SAFE)}={percent_encode(value or '', safe=_HEADER_SAFE)}"
        for name, value in headers.items()
    )


def _digits(number: str | None) -> str:
    return re.sub(r"[-.()]", "", number or "").lower()


def _same_folded(ours: Params, theirs: Params) -> bool:
    return {n: (v or "").lower() for n, v in ours.items()} == {n: (v or "").lower() for n, v in theirs.items()}


def _same_params(ours: Params, theirs: Params) -> bool:
    """Those in both are equal; user, ttl, method, maddr and transport count when they are in one only."""
    for name in ours.keys() | theirs.keys():
        if name in ours and name in theirs:
            if (ours[name] or "").lower() != (theirs[name] or "").lower():
                return False
        elif name in ("user", "ttl", "method", "maddr", "transport"):
            return False
    return True


@dataclass(frozen=True, slots=True)
class NameAddr:
    """An address with a display name and header parameters: From, To, Contact, Route, Refer-To …"""

    uri: SipUri
    display_name: str = ""
    params: Params = NO_PARAMS

    @classmethod
    def parse(cls, text: str) -> NameAddr:
        """One address, as name-addr or addr-spec. Raises MalformedHeader."""
        return _parse_address(text)

    @classmethod
    def parse_list(cls, text: str) -> list[NameAddr]:
        """A comma-separated list. Raises MalformedHeader, also for too many."""
        return list(_parse_list(text))

    def __str__(self) -> str:
        name = f"{quote(self.display_name)} " if self.display_name else ""
        return f"{name}<{self.uri}>{self.params}"

    @property
    def tag(self) -> str | None:
        """The tag parameter."""
        return self.params.get("tag")

    def with_tag(self, tag: str) -> NameAddr:
        """A copy with this tag."""
        return NameAddr(self.uri, self.display_name, self.params.with_("tag", tag))


@recalled
def _parse_address(text: str) -> NameAddr:
    text = text.strip()
    name, rest = split_display_name(text)
    if rest.startswith("<"):
        inside, bracket, tail = rest[1:].partition(">")
        tail = tail.strip()
        if not bracket or (tail and not tail.startswith(";")):
            raise MalformedHeader("an address is malformed")
        return NameAddr(SipUri.parse(inside), _scrub(name), parse_params(tail))
    # Without brackets, parameters belong to the header, and no , or ? may stand in the URI (§20).
    address, _, tail = rest.partition(";")
    if name or "," in address or "?" in address:
        raise MalformedHeader("an address needs angle brackets")
    return NameAddr(SipUri.parse(address), "", parse_params(tail))


@recalled
def _parse_list(text: str) -> tuple[NameAddr, ...]:
    try:
        pieces = split_outside_quotes(text, ",")
    except MalformedHeader:
        return (_parse_address(text),)
    return tuple(_parse_address(piece) for piece in _with_their_names(pieces))


def _with_their_names(pieces: list[str]) -> Iterator[str]:
    """Pieces of a list in which a comma may stand in a name without quotes: what has no URI belongs to the next."""
    name: list[str] = []
    for piece in pieces:
        if piece and ":" not in piece and piece != "*":
            name.append(piece)
        elif piece:
            yield ", ".join([*name, piece])
            name = []
    if name:
        raise MalformedHeader("an address has no URI")


Star = Literal["*"]


def parse_contacts(values: list[str]) -> list[NameAddr] | Star:
    """Contact header lines: addresses, or `*` alone (§10.2.2). Raises MalformedHeader."""
    if [value.strip() for value in values] == ["*"]:
        return "*"
    return list(parse_addresses(values))


def parse_addresses(values: list[str]) -> tuple[NameAddr, ...]:
    """Route, Record-Route or Path header lines, in order. Raises MalformedHeader."""
    addresses: list[NameAddr] = []
    for value in values:
        addresses += NameAddr.parse_list(value)
        if len(addresses) > MAX_PIECES:
            raise MalformedHeader("there are too many addresses")
    return tuple(addresses)
