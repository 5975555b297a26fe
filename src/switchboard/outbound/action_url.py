"""Action URLs over HTTP: how a server is asked, and which answers can be used."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Generator, Iterable

import httpx

from switchboard.errors import Unavailable
from switchboard.model.action_url import ActionAnswer, ActionQuestion, ActionUrl
from switchboard.outbound.http import address, client, exchange, request, tls
from switchboard.outbound.reply import CannotReach, Reply

DEFAULT_TIMEOUT_S = 5
"""For an action URL whose own time-outs are 0."""

_NUMBER = re.compile(r"\+?[0-9*#]{1,32}")

SecretOf = Callable[[int, str], Awaitable[str | None]]
"""Finds a secret by the id of the menu and its name. Raises Unavailable."""


class ActionUrlClient:
    """Asks web servers. Only hosts in `private_hosts` may have addresses that are not public."""

    def __init__(self, private_hosts: Iterable[str]) -> None:
        self._private_hosts = frozenset(host.lower() for host in private_hosts)

    async def ask(self, ivr: int, action: ActionUrl, question: ActionQuestion, secret_of: SecretOf) -> ActionAnswer:
        """The server's answer. If it cannot be used, it is `none`, with a reason that never has the URL in it."""
        timeout = httpx.Timeout(
            action.request_timeout_s or DEFAULT_TIMEOUT_S, connect=action.connect_timeout_s or DEFAULT_TIMEOUT_S
        )
        # httpx bounds each read alone: an octet now and then would keep the caller waiting for ever.
        limit_s = (timeout.connect or 0) + (timeout.read or 0)
        try:
            async with asyncio.timeout(limit_s):
                proof = await _proof(ivr, action, secret_of)
                return understood(await self._send(action, question, proof, timeout))
        except TimeoutError:
            return _none(f"no answer within {limit_s:g} s")
        except CannotReach as error:
            return _none(str(error))
        except Unavailable:
            return _none("the password cannot be read")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError):
            return _none("the server cannot be reached")

    async def _send(
        self, action: ActionUrl, question: ActionQuestion, proof: httpx.Auth, timeout: httpx.Timeout
    ) -> Reply:
        url, content = _with(action, question)
        to = await address(url, self._private_hosts)
        headers = {header.name: header.value for header in action.headers}
        if content:
            headers["Content-Type"] = "application/json"
        async with client(timeout, tls()) as http:
            return await exchange(http, request(http, action.method, url, to, content, headers), proof)


async def _proof(ivr: int, action: ActionUrl, secret_of: SecretOf) -> httpx.Auth:
    """The credentials for a request. Raises CannotReach, Unavailable."""
    if action.auth == "none":
        return httpx.Auth()
    secret = await secret_of(ivr, action.secret_name)
    if secret is None:
        raise CannotReach("no password or token is set")
    if action.auth == "bearer":
        return _Bearer(secret)
    kind = httpx.BasicAuth if action.auth == "basic" else httpx.DigestAuth
    return kind(action.username, secret)


class _Bearer(httpx.Auth):
    """A bearer token in the Authorization header (RFC 6750)."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def understood(reply: Reply) -> ActionAnswer:
    """The answer in a reply, or `none` with the reason."""
    if not 200 <= reply.status < 300:
        return _none(f"HTTP status {reply.status}")
    try:
        said = json.loads(reply.body)
    except (ValueError, RecursionError):
        return _none("the answer is no JSON")
    if not isinstance(said, dict) or said.get("status_code") != 200:
        return _none("the answer's status_code is not 200")
    return _action(said.get("action"), said.get("destination"))


def _action(action: object, destination: object) -> ActionAnswer:
    match action:
        case "hangup" | "repeat":
            return ActionAnswer(action)
        case "call" if isinstance(destination, str) and _NUMBER.fullmatch(destination):
            return ActionAnswer("call", destination)
        case "call":
            return _none("the answer's destination is no number")
    return _none("the answer's action is not call, hangup or repeat")


def _with(action: ActionUrl, question: ActionQuestion) -> tuple[httpx.URL, bytes]:
    """The URL and the body that carry the question."""
    asked = {
        "from": question.caller,
        "to": question.number,
        "input": question.input,
        "from_name": question.caller_name,
        "account_name": question.name,
        "session_id": question.call,
    }
    url = httpx.URL(action.url)
    if action.method == "GET":
        return url.copy_merge_params(asked), b""
    return url, json.dumps(asked).encode()


def _none(outcome: str) -> ActionAnswer:
    return ActionAnswer("none", outcome=outcome)
