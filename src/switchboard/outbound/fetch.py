"""Fetches files from URLs that clients name, by the rules of `outbound/http.py`, each redirect too."""

import asyncio
from collections.abc import Iterable
from typing import Final

import httpx

from switchboard import errors
from switchboard.outbound import http
from switchboard.outbound.reply import CannotReach

MAX_HOPS: Final = 5
LONGEST_URL: Final = 2048
_CONCURRENT = 4
_CHUNK_BYTES = 65_536
_REDIRECTS = (301, 302, 303, 307, 308)


class Fetcher:
    """Fetches files. `hosts` may have private addresses; `limit_bytes` and `timeout_s` bound a file with all its
    redirects.
    """

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
            # Waiting for a turn counts: the client waits all the same.
            async with asyncio.timeout(self._timeout_s), self._turn, http.client(self._timeout_s) as client:
                return await self._follow(client, httpx.URL(url))
        except CannotReach as error:
            raise _refused(str(error)) from error
        except TimeoutError as error:
            raise _refused(f"the file did not come within {self._timeout_s:g} s") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            raise _refused("the file cannot be fetched") from error

    async def _follow(self, client: httpx.AsyncClient, url: httpx.URL) -> bytes:
        for _ in range(MAX_HOPS):
            found = await self._hop(client, url)
            if isinstance(found, bytes):
                return found
            url = found
        raise _refused("too many redirects")

    async def _hop(self, client: httpx.AsyncClient, url: httpx.URL) -> bytes | httpx.URL:
        """The file, or where it is instead."""
        request = http.request(client, "GET", url, await http.address(url, self._hosts), b"", {})
        response = await client.send(request, stream=True)
        try:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return url.join(response.headers["location"])
            if response.status_code != 200:
                raise _refused(f"the server there answers with status {response.status_code}")
            # A few bytes that are compressed could become any number.
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


def _refused(reason: str) -> errors.Invalid:
    return errors.Invalid("data", reason, rule="url")
