"""Fetches files from URLs that clients name, and from nowhere that only this server can reach.

A name is resolved once, and the connection goes to the address that was checked: a second answer of the name server
cannot lead elsewhere. Each redirect is checked in the same way.
"""

import asyncio
import socket
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

import httpx

from switchboard import errors

MAX_HOPS: Final = 5
LONGEST_URL: Final = 2048
LAST_PORT: Final = 65_535
_CONCURRENT = 4
_CHUNK_BYTES = 65_536
_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = ip_network("64:ff9b::/96")
_LOCAL_NAT64 = ip_network("64:ff9b:1::/48")


class Fetcher:
    """Of `hosts` the addresses may be anything; `limit_bytes` and `timeout_s` bound a file with all its redirects."""

    def __init__(self, hosts: Iterable[str], limit_bytes: int, timeout_s: float) -> None:
        self._hosts = frozenset(host.lower() for host in hosts)
        self._limit_bytes = limit_bytes
        self._timeout_s = timeout_s
        self._turn = asyncio.Semaphore(_CONCURRENT)

    async def get(self, url: str) -> bytes:
        """The file at a URL. Raises Invalid, AudioTooLarge."""
        if len(url) > LONGEST_URL:
            raise _refused(f"a URL has at most {LONGEST_URL} characters")
        try:
            async with asyncio.timeout(self._timeout_s), self._turn, self._client() as client:
                return await self._follow(client, httpx.URL(url))
        except TimeoutError as error:
            raise _refused(f"the file did not come within {self._timeout_s:g} s") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            raise _refused("the file cannot be fetched") from error

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=self._timeout_s)

    async def _follow(self, client: httpx.AsyncClient, url: httpx.URL) -> bytes:
        for _ in range(MAX_HOPS):
            found = await self._hop(client, url)
            if isinstance(found, bytes):
                return found
            url = found
        raise _refused("too many redirects")

    async def _hop(self, client: httpx.AsyncClient, url: httpx.URL) -> bytes | httpx.URL:
        """The file, or where it is instead."""
        request = _request(client, url, await self._address(url))
        response = await client.send(request, stream=True)
        try:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return url.join(response.headers["location"])
            if response.status_code != 200:
                raise _refused(f"the server there answers with status {response.status_code}")
            if response.headers.get("content-encoding", "identity") != "identity":
                raise _refused("the server there sends a compressed file")
            return await self._read(response)
        finally:
            await response.aclose()

    async def _read(self, response: httpx.Response) -> bytes:
        content = bytearray()
        async for chunk in response.aiter_raw(_CHUNK_BYTES):
            content += chunk
            if len(content) > self._limit_bytes:
                raise errors.AudioTooLarge(f"the file is larger than {self._limit_bytes} bytes")
        return bytes(content)

    async def _address(self, url: httpx.URL) -> str:
        """Where to connect to. Raises Invalid for what is no web address, and for an address that is not public."""
        host = url.raw_host.decode("ascii")
        if url.scheme not in ("http", "https") or not host or url.userinfo or not 0 < (url.port or 80) <= LAST_PORT:
            raise _refused("must be an http or https URL without a user")
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        addresses = [str(entry[4][0]) for entry in found]
        if not addresses or (host.lower() not in self._hosts and not all(map(is_public, addresses))):
            raise _refused("the host has no public address")
        return addresses[0]


def is_public(address: str) -> bool:
    """Whether an address belongs to the whole internet, also when it carries an IPv4 address in itself."""
    return all(one.is_global and not one.is_multicast for one in _meant(ip_address(address.partition("%")[0])))


def _meant(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """The addresses that a packet to `address` may go to."""
    if isinstance(address, IPv4Address):
        yield address
    elif address.ipv4_mapped or address in _NAT64:
        yield IPv4Address(int(address) & 0xFFFF_FFFF)
    elif address.sixtofour or address.teredo or address in _LOCAL_NAT64:
        yield IPv4Address(0)
    else:
        yield address


def _request(client: httpx.AsyncClient, url: httpx.URL, address: str) -> httpx.Request:
    """A request to `address` in the name of the URL's host, which TLS verifies too."""
    host = url.raw_host.decode("ascii")
    headers = {"Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity", "User-Agent": "Switchboard"}
    return client.build_request("GET", url.copy_with(host=address), headers=headers, extensions={"sni_hostname": host})


def _refused(reason: str) -> errors.Invalid:
    return errors.Invalid("data", reason, rule="url")
