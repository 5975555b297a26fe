"""The cookie that holds the token of a browser's session."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from switchboard.config import Settings
from switchboard.store.people.sessions import is_token

NAME = "switchboard"
HOST_NAME = "__Host-switchboard"
"""Over HTTPS: browsers take a cookie of that name from this host alone, never from a neighbour of its domain."""

PATH = "/rest/v1"


class SessionCookie:
    """How long browsers keep the cookie, and whether they send it over HTTPS only."""

    def __init__(self, settings: Settings) -> None:
        self._longest_s = settings.login.session_s
        origins = settings.api.origins
        self._always_secure = bool(origins) and all(origin.startswith("https:") for origin in origins)

    def token(self, connection: HTTPConnection) -> str | None:
        """The token of a request; None without one. What has not the form of one is no guess, but somebody else's."""
        names = (HOST_NAME,) if self._always_secure or is_https(connection) else (HOST_NAME, NAME)
        sent = next(filter(None, map(connection.cookies.get, names)), "")
        return sent if is_token(sent) else None

    def set(self, response: Response, token: str, origin: str) -> None:
        """Gives the browser at `origin` the token of its session."""
        secure = origin.startswith("https:")
        response.set_cookie(
            HOST_NAME if secure else NAME,
            token,
            max_age=self._longest_s,
            path="/" if secure else PATH,  # The prefix __Host- demands "/".
            secure=secure,
            httponly=True,
            samesite="strict",
        )

    def clear(self, response: Response) -> None:
        """Has the browser forget its session."""
        response.delete_cookie(NAME, PATH, httponly=True, samesite="strict")
        response.delete_cookie(HOST_NAME, "/", secure=True, httponly=True, samesite="strict")


def is_https(connection: HTTPConnection) -> bool:
    """Whether this server itself speaks TLS; a proxy in front of it may do so where it does not."""
    return connection.url.scheme in ("https", "wss")
