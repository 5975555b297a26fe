"""Web servers that are asked while a caller waits."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Generator, Iterable, Mapping

import httpx

from switchboard.errors import Unavailable
from switchboard.model.web_request import WebRequest
from switchboard.outbound.http import address, client, exchange, request, tls
from switchboard.outbound.reply import CannotReach, Reply

DEFAULT_TIMEOUT_S = 5
"""For a request whose own time-outs are 0."""

Secret = Callable[[], Awaitable[str | None]]
"""Finds the password or token of a request. Raises Unavailable."""

Told = Mapping[str, object]
"""What a server is told: texts, and lists of JSON."""


class WebAsker:
    """Asks web servers. Only hosts in `private_hosts` may have addresses that are not public."""

    def __init__(self, private_hosts: Iterable[str]) -> None:
        self._private_hosts = frozenset(host.lower() for host in private_hosts)

    async def ask(self, to: WebRequest, told: Told, secret: Secret) -> Reply:
        """The server's reply, whatever its status. Raises CannotReach, with words in which the URL never is."""
        timeout = httpx.Timeout(
            to.request_timeout_s or DEFAULT_TIMEOUT_S, connect=to.connect_timeout_s or DEFAULT_TIMEOUT_S
        )
        # httpx bounds each read alone: an octet now and then would keep the caller waiting for ever.
        limit_s = (timeout.connect or 0) + (timeout.read or 0)
        try:
            async with asyncio.timeout(limit_s):
                return await self._send(to, told, await _proof(to, secret), timeout)
        except TimeoutError as error:
            raise CannotReach(f"no answer within {limit_s:g} s") from error
        except Unavailable as error:
            raise CannotReach("the password cannot be read") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            raise CannotReach("the server cannot be reached") from error

    async def _send(self, to: WebRequest, told: Told, proof: httpx.Auth, timeout: httpx.Timeout) -> Reply:
        url, content = _with(to, told)
        where = await address(url, self._private_hosts)
        headers = {header.name: header.value for header in to.headers}
        if content:
            headers["Content-Type"] = "application/json"
        async with client(timeout, tls()) as http:
            return await exchange(http, request(http, to.method, url, where, content, headers), proof)


async def _proof(to: WebRequest, read: Secret) -> httpx.Auth:
    """The credentials for a request. Raises CannotReach, Unavailable."""
    if to.auth == "none":
        return httpx.Auth()
    secret = await read()
    if secret is None:
        raise CannotReach("no password or token is set")
    if to.auth == "bearer":
        return _Bearer(secret)
    kind = httpx.BasicAuth if to.auth == "basic" else httpx.DigestAuth
    return kind(to.username, secret)


class _Bearer(httpx.Auth):
    """A bearer token in the Authorization header (RFC 6750)."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _with(to: WebRequest, told: Told) -> tuple[httpx.URL, bytes]:
    """The URL and the body that carry the question."""
    url = httpx.URL(to.url)
    if to.method == "GET":
        texts = {name: said if isinstance(said, str) else json.dumps(said) for name, said in told.items()}
        return url.copy_merge_params(texts), b""
    return url, json.dumps(told).encode()
