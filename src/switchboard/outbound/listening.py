"""Internet radio: an answer without end, from a URL that tenants name, by the rules of `outbound/http.py`.

It is read by hand, because old Shoutcast servers begin their answer with `ICY 200 OK`, which is no HTTP. Each redirect,
and each address that a play list names, is checked like the first URL.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

import httpx

from switchboard.outbound.http import address, tls
from switchboard.outbound.reply import CannotReach

MAX_HOPS: Final = 5
_STEP_S = 10.0
"""For a connection with its answer's head, and then for whatever comes next."""
_LONGEST_HEAD = 16_384
_CHUNK_BYTES = 16_384
_REDIRECTS = (301, 302, 303, 307, 308)
_STATUS = re.compile(rb"(?:HTTP/1\.[01]|ICY) (\d{3})(?: |$)")
_LISTS = ("audio/x-mpegurl", "audio/mpegurl", "application/x-mpegurl", "audio/x-scpls", "application/pls+xml")
_SEGMENTED = ("application/vnd.apple.mpegurl", "application/dash+xml")
_NO_SOUND = ("text/", "image/", "application/json", "application/xml")
_NOT_DECODED = ("audio/aac", "audio/aacp", "audio/x-aac", "audio/mp4")
_LISTED = re.compile(rb"^(?:File\d+=)?(https?://\S+)\s*$", re.MULTILINE | re.IGNORECASE)


@asynccontextmanager
async def listened(url: str, private_hosts: frozenset[str]) -> AsyncIterator[AsyncIterator[bytes]]:
    """The sound behind a URL, as it comes, without metadata. Raises CannotReach, whose message never has the URL, also
    when nothing more comes.
    """
    try:
        where = httpx.URL(url)
        for _ in range(MAX_HOPS):
            answer = await _Answer.of(where, private_hosts)
            try:
                elsewhere = await answer.elsewhere(where)
                if elsewhere is None:
                    yield answer.sound()
                    return
                where = elsewhere
            finally:
                answer.close()
        raise CannotReach("too many redirects")
    except TimeoutError as error:
        raise CannotReach(f"nothing came for {_STEP_S:g} s") from error
    except asyncio.LimitOverrunError as error:
        raise CannotReach("the server there answers at too great a length") from error
    except (httpx.InvalidURL, OSError, EOFError, UnicodeError, ValueError) as error:
        raise CannotReach("the server cannot be reached") from error


class _Answer:
    """The answer to one request. Header names are in lower case."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, status: int, headers: Mapping[str, str]
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._status = status
        self._headers = headers

    @classmethod
    async def of(cls, url: httpx.URL, private_hosts: frozenset[str]) -> "_Answer":
        async with asyncio.timeout(_STEP_S):
            host, encrypted = await address(url, private_hosts), url.scheme == "https"
            reader, writer = await asyncio.open_connection(
                host,
                url.port or (443 if encrypted else 80),
                ssl=await asyncio.to_thread(tls) if encrypted else None,
                server_hostname=url.raw_host.decode("ascii") if encrypted else None,
                limit=_LONGEST_HEAD,
            )
            try:
                writer.write(_request(url))
                status, headers = _head(await reader.readuntil(b"\r\n\r\n"))
            except BaseException:
                writer.close()
                raise
        return cls(reader, writer, status, headers)

    async def elsewhere(self, url: httpx.URL) -> httpx.URL | None:
        """Where the sound is instead: a redirect, or the first address of a play list. Raises CannotReach for what is
        no sound.
        """
        if self._status in _REDIRECTS and "location" in self._headers:
            return url.join(self._headers["location"])
        if self._status != 200:
            raise CannotReach(f"the server there answers with status {self._status}")
        kind = self._headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind in _LISTS:
            return await self._first_listed()
        if kind in _SEGMENTED:
            raise CannotReach("it comes in segments (HLS or DASH), which are not played")
        if kind in _NOT_DECODED:
            raise CannotReach("it is AAC, which is not played: take the station's MP3 or Ogg")
        if kind.startswith(_NO_SOUND):
            raise CannotReach("the server there sends no sound")
        if self._headers.get("content-encoding", "identity") != "identity":
            raise CannotReach("the server there sends a compressed stream")
        return None

    async def _first_listed(self) -> httpx.URL:
        text = b""
        async with asyncio.timeout(_STEP_S):
            async for part in self.sound():
                text += part
                if len(text) >= _LONGEST_HEAD:
                    break
        if b"#EXT-X-" in text:
            raise CannotReach("it comes in segments (HLS or DASH), which are not played")
        found = _LISTED.search(text)
        if found is None:
            raise CannotReach("the play list there names no stream")
        return httpx.URL(found[1].decode("ascii"))

    async def sound(self) -> AsyncIterator[bytes]:
        """The body as it comes, without what is put between."""
        encoding = self._headers.get("transfer-encoding", "").lower()
        parts = self._chunks() if encoding == "chunked" else self._parts()
        every = self._headers.get("icy-metaint", "")
        between = IcyMetadata(int(every) if every.isascii() and every.isdigit() and len(every) < 9 else 0)
        async for part in parts:
            if sound := between.removed(part):
                yield sound

    async def _parts(self) -> AsyncIterator[bytes]:
        while part := await self._read(_CHUNK_BYTES):
            yield part

    async def _chunks(self) -> AsyncIterator[bytes]:
        """RFC 9112 §7.1."""
        while True:
            async with asyncio.timeout(_STEP_S):
                size = int((await self._reader.readuntil(b"\r\n")).partition(b";")[0], 16)
            if size <= 0:
                return
            while size:
                part = await self._read(min(size, _CHUNK_BYTES))
                if not part:
                    return
                size -= len(part)
                yield part
            async with asyncio.timeout(_STEP_S):
                await self._reader.readexactly(2)

    async def _read(self, most: int) -> bytes:
        async with asyncio.timeout(_STEP_S):
            return await self._reader.read(most)

    def close(self) -> None:
        self._writer.close()


class IcyMetadata:
    """Takes out the titles that Shoutcast servers put into the sound after `every` octets; 0: none.

    They are not asked for (`Icy-MetaData`), but some servers send them all the same.
    """

    def __init__(self, every: int) -> None:
        self._every = every
        self._sound_left = every
        self._title_left: int | None = None

    def removed(self, data: bytes) -> bytes:
        """The sound in the next octets."""
        if not self._every:
            return data
        sound = bytearray()
        while data:
            if self._sound_left:
                part, data = data[: self._sound_left], data[self._sound_left :]
                self._sound_left -= len(part)
                sound += part
            elif self._title_left is None:
                self._title_left, data = 16 * data[0], data[1:]
            else:
                skipped = min(self._title_left, len(data))
                self._title_left, data = self._title_left - skipped, data[skipped:]
            if self._title_left == 0:
                self._sound_left, self._title_left = self._every, None
        return bytes(sound)


def _request(url: httpx.URL) -> bytes:
    lines = (
        f"GET {url.raw_path.decode('ascii')} HTTP/1.1",
        f"Host: {url.netloc.decode('ascii')}",
        "User-Agent: Switchboard",
        "Accept: audio/mpeg, application/ogg, audio/ogg, */*;q=0.1",
        "Accept-Encoding: identity",
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode("ascii")


def _head(data: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = data.decode("latin-1").split("\r\n")
    found = _STATUS.match(first.encode("latin-1"))
    if found is None:
        raise CannotReach("the server there speaks no HTTP")
    pairs = (line.partition(":") for line in lines if ":" in line)
    return int(found[1]), {name.strip().lower(): value.strip() for name, _, value in pairs}
