"""Which origins are our own, and which cookie counts there."""

import pytest
from starlette.requests import HTTPConnection

from switchboard.api.native.cookie import HOST_NAME, NAME, SessionCookie
from switchboard.api.native.origins import Origins
from switchboard.api.native.problem import Refusal
from switchboard.config import ApiSettings, Settings

pytestmark = pytest.mark.unit
TOKEN = "a" * 48


def connection(scheme: str = "http", method: str = "POST", **headers: str) -> HTTPConnection:
    """A request; for a WebSocket `scheme` is ws or wss."""
    kind = "websocket" if scheme.startswith("ws") else "http"
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "scheme": scheme, "method": method, "path": "/", "query_string": b"", "headers": raw}
    return HTTPConnection(scope)


@pytest.mark.parametrize(
    ("scheme", "host", "origin"),
    [
        ("http", "pbx:8088", "http://pbx:8088"),
        ("http", "pbx", "http://pbx"),
        ("http", "pbx:80", "http://pbx"),
        ("http", "PBX", "http://pbx"),
        ("http", "pbx", "https://pbx"),  # a proxy speaks TLS
        ("https", "pbx", "https://pbx"),
        ("https", "pbx:443", "https://pbx"),
        ("ws", "[2001:db8::1]:8088", "http://[2001:db8::1]:8088"),
        ("wss", "pbx", "https://pbx"),
        ("http", "inside:8088", "https://pbx.example"),
    ],
)
def test_our_own_origin(scheme: str, host: str, origin: str) -> None:
    Origins(["https://pbx.example"]).check(connection(scheme, host=host, origin=origin))


@pytest.mark.parametrize(
    ("scheme", "host", "origin"),
    [
        ("http", "pbx:8088", "http://pbx"),
        ("http", "pbx:8088", "http://pbx:9000"),
        ("https", "pbx", "http://pbx"),
        ("wss", "pbx", "http://pbx"),
        ("ws", "pbx", "https://evil"),
        ("ws", "pbx", ""),
        ("http", "pbx", "http://pbx.evil"),
        ("http", "pbx", "http://evil/pbx"),
        ("http", "pbx", "ftp://pbx"),
        ("http", "", "http://"),
        ("http", "pbx@evil", "http://pbx"),
        ("http", "pbx:99999", "http://pbx"),
        ("http", "inside", "http://pbx.example"),
    ],
)
def test_a_foreign_origin(scheme: str, host: str, origin: str) -> None:
    with pytest.raises(Refusal) as refused:
        Origins(["https://pbx.example"]).check(connection(scheme, host=host, origin=origin))
    assert refused.value.code == "foreign-origin"


def test_reading_needs_no_origin_but_no_other_site_either() -> None:
    origins = Origins([])
    origins.check(connection(method="GET", host="pbx"))
    origins.check(connection(method="GET", host="pbx", sec_fetch_site="none"))
    for site in ("cross-site", "same-site"):
        with pytest.raises(Refusal):
            origins.check(connection(method="GET", host="pbx", sec_fetch_site=site))


@pytest.mark.parametrize(
    ("origins", "scheme", "taken"),
    [
        ((), "http", (HOST_NAME, NAME)),
        ((), "https", (HOST_NAME,)),
        (("https://pbx.example",), "http", (HOST_NAME,)),
        (("https://pbx.example", "http://pbx"), "http", (HOST_NAME, NAME)),
    ],
)
def test_over_https_a_neighbour_of_the_domain_cannot_plant_a_cookie(
    origins: tuple[str, ...], scheme: str, taken: tuple[str, ...]
) -> None:
    cookie = SessionCookie(Settings(api=ApiSettings(origins=origins)))
    for name in (HOST_NAME, NAME):
        sent = connection(scheme, host="pbx", cookie=f"{name}={TOKEN}")
        assert cookie.token(sent) == (TOKEN if name in taken else None)


@pytest.mark.parametrize("origin", ["pbx.example", "https://pbx.example/", "https://PBX", "*", "ftp://pbx"])
def test_what_is_no_origin_is_refused_in_the_settings(origin: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        ApiSettings(origins=(origin,))
