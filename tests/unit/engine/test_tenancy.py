"""Whose a request is, by the hosts that it names."""

from collections.abc import Mapping

import pytest

from switchboard.engine.builtin.tenancy import Home, home_of_call, home_of_registration
from switchboard.model.configuration import Configuration
from switchboard.sip.header_fields import Headers
from switchboard.sip.message import Request

pytestmark = pytest.mark.unit

DOMAINS = {"a.example": 2, "b.example": 3}


class Fixed:
    """Two tenants with a domain beside the default one."""

    last: Mapping[int, Configuration] = {}

    async def current(self) -> Mapping[int, Configuration]:
        return self.last

    async def owner(self, host: str) -> int | None:
        return DOMAINS.get(host)


def request(method: str, *, sender: str, uri: str, to: str) -> Request:
    headers = [("From", f"<{sender}>;tag=1"), ("To", f"<{to}>"), ("Call-ID", "x"), ("CSeq", f"1 {method}")]
    return Request(method, uri, Headers(headers))


A, B, NOBODY, ADDRESS = "a.example", "b.example", "pbx.example", "192.0.2.1"


@pytest.mark.parametrize(
    ("sender", "uri", "to", "home"),
    [
        (ADDRESS, ADDRESS, ADDRESS, Home(1, False, None, False)),
        (NOBODY, NOBODY, NOBODY, Home(1, False, None, False)),
        (A, A, A, Home(2, True, 2, False)),
        (A, ADDRESS, ADDRESS, Home(2, True, None, False)),
        ("anonymous.invalid", A, A, Home(2, True, 2, False)),
        (ADDRESS, A, ADDRESS, Home(2, True, 2, False)),
        (ADDRESS, ADDRESS, A, Home(2, True, None, False)),
        (A, B, B, Home(2, True, 3, True)),
        (B, A, A, Home(3, True, 2, True)),
        (A, A, B, Home(2, True, 2, True)),
        (ADDRESS, A, B, Home(2, True, 2, True)),
    ],
)
async def test_from_names_the_account_of_a_caller(sender: str, uri: str, to: str, home: Home) -> None:
    invite = request("INVITE", sender=f"sip:1@{sender}", uri=f"sip:2@{uri}", to=f"sip:2@{to}")
    assert await home_of_call(Fixed(), invite) == home


@pytest.mark.parametrize(
    ("sender", "uri", "to", "home"),
    [
        (ADDRESS, ADDRESS, ADDRESS, Home(1, False, None, False)),
        (A, A, A, Home(2, True, 2, False)),
        (ADDRESS, ADDRESS, A, Home(2, True, None, False)),
        (A, ADDRESS, ADDRESS, Home(2, True, None, False)),
        (B, A, A, Home(2, True, 2, True)),
        (A, A, B, Home(2, True, 2, True)),
        (B, ADDRESS, A, Home(2, True, None, True)),
    ],
)
async def test_request_uri_names_the_domain_of_a_registration(sender: str, uri: str, to: str, home: Home) -> None:
    register = request("REGISTER", sender=f"sip:1@{sender}", uri=f"sip:{uri}", to=f"sip:1@{to}")
    assert await home_of_registration(Fixed(), register) == home


async def test_number_without_a_host_is_of_the_default_tenant() -> None:
    invite = request("INVITE", sender="tel:+49301", uri="tel:+49302", to="tel:+49302")
    assert await home_of_call(Fixed(), invite) == Home(1, False, None, False)
