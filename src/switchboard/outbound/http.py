"""HTTP to servers that tenants name, but never to a place that only this machine can reach.

A host name is resolved once, and the connection goes to the address that was checked. If the name were resolved again,
the name server could give another address (DNS rebinding). For the same reason nothing here follows a redirect.
"""

import asyncio
import socket
import ssl
from collections.abc import Iterator, Mapping
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

import httpx

from switchboard.outbound.reply import CannotReach, Reply

LAST_PORT: Final = 65_535
LONGEST_REPLY: Final = 65_536
"""Bytes of a reply's body that are read; the rest is cut off."""

_NAT64 = ip_network("64:ff9b::/96")
_LOCAL_NAT64 = ip_network("64:ff9b:1::/48")


async def send(
    method: str,
    url: str,
    *,
    content: bytes,
    headers: Mapping[str, str],
    private_hosts: frozenset[str],
    timeout_s: float,
) -> Reply:
    """Send a request; returns the answer, whatever its status. Redirects are not followed. Raises CannotReach."""
    try:
        async with asyncio.timeout(timeout_s), client(timeout_s, tls()) as http:
            parsed = httpx.URL(url)
            to = await address(parsed, private_hosts)
            return await exchange(http, request(http, method, parsed, to, content, headers))
    except TimeoutError as error:
        raise CannotReach(f"no answer within {timeout_s:g} s") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        raise CannotReach("the server cannot be reached") from error


@cache
def tls() -> ssl.SSLContext:
    """The certificates that servers are verified by. To read them takes tens of milliseconds."""
    return httpx.create_ssl_context()


def client(timeout_s: float | httpx.Timeout, tls: ssl.SSLContext | None = None) -> httpx.AsyncClient:
    """A client that takes no proxy, password or certificate from its environment."""
    return httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=timeout_s, verify=tls or True)


async def address(url: httpx.URL, private_hosts: frozenset[str]) -> str:
    """Where to connect to. Raises CannotReach for what is no web address, and for an address that is not public."""
    host = url.raw_host.decode("ascii")
    if url.scheme not in ("http", "https") or not host or url.userinfo or not 0 < (url.port or 80) <= LAST_PORT:
        raise CannotReach("must be an http or https URL without a user")
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or (host.lower() not in private_hosts and not all(map(is_public, addresses))):
        raise CannotReach("the host has no public address")
    return addresses[0]


def request(
    http: httpx.AsyncClient, method: str, url: httpx.URL, to: str, content: bytes, headers: Mapping[str, str]
) -> httpx.Request:
    """A request to the address `to` in the name of the URL's host, which TLS verifies too."""
    host = url.raw_host.decode("ascii")
    # identity: a few bytes that are compressed could become any number.
    common = {"Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity", "User-Agent": "Switchboard"}
    return http.build_request(
        method,
        url.copy_with(host=to),
        content=content or None,
        headers={**common, **headers},
        extensions={"sni_hostname": host},
    )


def is_public(text: str) -> bool:
    """Whether an address belongs to the whole internet, also when it carries an IPv4 address in itself."""
    return all(one.is_global and not one.is_multicast for one in _meant(ip_address(text.partition("%")[0])))


def _meant(one: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """The address where a packet to `one` arrives: the IPv4 address that it embeds, or else itself.

    For tunnels, whose far end cannot be known, it is 0.0.0.0, which is not public.
    """
    if isinstance(one, IPv4Address):
        yield one
    elif one.ipv4_mapped or one in _NAT64:
        yield IPv4Address(int(one) & 0xFFFF_FFFF)
    elif one.sixtofour or one.teredo or one in _LOCAL_NAT64:
        yield IPv4Address(0)
    else:
        yield one


async def exchange(http: httpx.AsyncClient, sent: httpx.Request, proof: httpx.Auth | None = None) -> Reply:
    """Send a request with the credentials of `proof`; at most `LONGEST_REPLY` is read, of a challenge too."""
    flow = (proof or httpx.Auth()).auth_flow(sent)
    following = next(flow)
    while True:
        response = await http.send(following, stream=True)
        try:
            body = await _beginning(response)
        finally:
            await response.aclose()
        try:
            following = flow.send(response)
        except StopIteration:
            return Reply(response.status_code, body)


async def _beginning(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_raw(LONGEST_REPLY):
        body += chunk
        if len(body) >= LONGEST_REPLY:
            break
    return bytes(body[:LONGEST_REPLY])
