"""Where requests with a cookie may come from: a browser sends the cookie, whoever wrote the page that makes it ask."""

from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

from starlette.requests import HTTPConnection

from switchboard.api.native.cookie import is_https
from switchboard.api.native.problem import Refusal

_PORTS = {"http": 80, "https": 443}
_READING = ("GET", "HEAD")
_OWN_SITES = ("same-origin", "none")
"""`none` is a person who typed the address."""


class Origins:
    """The origins of the page: those in the settings, and the host by which the browser reached us."""

    def __init__(self, public: Collection[str]) -> None:
        self._public = frozenset(public)

    def check(self, connection: HTTPConnection) -> None:
        """Raises Refusal 403 for a request of another site: for writes and WebSockets without our own Origin, for all
        if the browser says that another site asks.
        """
        if connection.scope["type"] == "websocket" or connection.scope["method"] not in _READING:
            self.own(connection)
        elif connection.headers.get("sec-fetch-site", "same-origin") not in _OWN_SITES:
            raise _foreign()

    def own(self, connection: HTTPConnection) -> str:
        """The Origin of a request. Raises Refusal 403 when it is none of ours, or missing."""
        origin = connection.headers.get("origin", "")
        if connection.headers.get("sec-fetch-site", "same-origin") not in _OWN_SITES:
            raise _foreign()
        if origin not in self._public and not _is_host(origin, connection):
            raise _foreign()
        return origin


def _is_host(origin: str, connection: HTTPConnection) -> bool:
    """Whether it is the host by which we are reached. Where we speak no TLS, a proxy may do so."""
    sent = _split(origin)
    if sent is None or sent.scheme not in _PORTS or (is_https(connection) and sent.scheme != "https"):
        return False
    host = _split(f"{sent.scheme}://{connection.headers.get('host', '')}")
    return host is not None and bool(host.hostname) and _place(sent) == _place(host)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _place(parts: SplitResult) -> tuple[str | None, int]:
    return parts.hostname, parts.port or _PORTS[parts.scheme]


def _foreign() -> Refusal:
    detail = "with a cookie this works from our own page alone; if a proxy changes the host, set api.origins"
    return Refusal(403, "foreign-origin", detail)
