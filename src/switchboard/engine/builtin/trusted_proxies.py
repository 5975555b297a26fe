"""Proxies that we trust, such as the edge in front of several machines: they say where a message came from."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass, replace

from switchboard.config import Network, SipSettings
from switchboard.engine.builtin.media_peer import is_address, unmapped
from switchboard.sip.aio.addresses import Source
from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import Via
from switchboard.sip.message import Message, Request, Response
from switchboard.sip.params import split_outside_quotes

MAX_VIAS = 10


@dataclass(frozen=True, slots=True)
class TrustedProxies:
    """All in `networks`. With `header` they state the source in a header of that name, as `udp 192.0.2.7 5060`, and
    take it out of what others send. Without it they note the source in the Via below their own.
    """

    networks: tuple[Network, ...] = ()
    header: str = ""

    @classmethod
    def of(cls, settings: SipSettings) -> "TrustedProxies":
        return cls(settings.trusted_proxies, settings.source_header)

    def trust(self, host: str) -> bool:
        """Whether a numeric host is one of them."""
        # Nothing is parsed where nobody is trusted: every request asks.
        return bool(self.networks) and _is_within(unmapped(host), self.networks)

    def source(self, request: Request, source: Source) -> Source:
        """Whose request it is beyond doubt: by the header alone, because a sender can put anything into a Via."""
        stated = self._stated(request, source.host)
        return source if stated is None else replace(source, host=stated[0], port=stated[1])

    def host(self, request: Request, source: Source) -> str:
        """The address that a request came from.

        What comes from a proxy that states no source, as its own OPTIONS, comes from the proxy.
        """
        if not self.networks:
            return unmapped(source.host)
        if self.header:
            return unmapped(self.source(request, source).host)
        return _by_vias(request, source.host, self.networks)

    def answering_host(self, sent_to: str, response: Response, contact: str) -> str:
        """Where an answer came from: whom we asked, or, behind a proxy, whom its header states, or else the Contact,
        as the proxy rewrote it.
        """
        host, contact = unmapped(sent_to), contact.strip("[]")
        if not self.trust(host):
            return host
        if self.header:
            stated = self._stated(response, host)
            return stated[0] if stated else host
        return contact if is_address(contact) else host

    def _stated(self, message: Message, host: str) -> tuple[str, int] | None:
        """Host and port that a proxy states of a message that came from `host`; None where it does not."""
        if not self.header or not self.trust(host):
            return None
        # Two of them are no statement: the proxy would have taken one of them out.
        values = message.headers.get_all(self.header)
        return _read(values[0]) if len(values) == 1 else None


NOBODY = TrustedProxies()


def _read(value: str) -> tuple[str, int] | None:
    words = value.split()
    if len(words) != 3 or not (words[2].isdecimal() and words[2].isascii() and len(words[2]) < 6):
        return None
    host, port = unmapped(words[1].strip("[]")), int(words[2])
    return (host, port) if is_address(host) and 0 < port < 65536 else None


def _is_within(host: str, networks: Sequence[Network]) -> bool:
    return is_address(host) and any(ipaddress.ip_address(host) in network for network in networks)


def _by_vias(request: Request, source: str, trusted: Sequence[Network]) -> str:
    """Each trusted proxy has noted in the Via below its own where the request came from (RFC 3261 §18.2.1).

    Anything below the first Via of an untrusted sender is unverified.
    """
    host = unmapped(source)
    for via in _vias(request)[1:]:
        if not _is_within(host, trusted):
            break
        named = unmapped((via.received or via.host).strip("[]"))
        if not is_address(named):
            break
        host = named
    return host


def _vias(request: Request) -> list[Via]:
    """The topmost ones, up to the first that does not parse."""
    found: list[Via] = []
    lines = request.headers.get_all("Via")[:MAX_VIAS]
    for text in [one for line in lines for one in split_outside_quotes(line, ",")][:MAX_VIAS]:
        try:
            found.append(Via.parse(text))
        except MalformedHeader:
            break
    return found
