"""Where requests go to, and where they never go."""

from collections.abc import AsyncIterator

import pytest

from switchboard.outbound.http import is_public
from switchboard.outbound.reply import CannotReach
from switchboard.outbound.sender import HttpSender
from tests.kit.receiver import Receiver, receiving

pytestmark = pytest.mark.interop

INSIDE = [
    *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1"),
    *("255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
    *("64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:53aa:64c::1"),
]
OUTSIDE = ["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as running:
        yield running


def sender(timeout_s: float = 30.0) -> HttpSender:
    return HttpSender(["LocalHost"], timeout_s)


async def refused(url: str, by: HttpSender | None = None) -> str:
    with pytest.raises(CannotReach) as refusal:
        await (by or sender()).send("POST", url, content=b"x", headers={})
    return str(refusal.value)


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_addresses_outside(address: str) -> None:
    assert is_public(address)


async def test_a_post_arrives_as_it_is(receiver: Receiver) -> None:
    reply = await sender().send("POST", receiver.url("/a?b=c"), content=b"\0body", headers={"X-Signature": "s"})
    assert (reply.status, reply.body) == (200, b"")
    (posted,) = receiver.posted
    assert (posted.method, posted.path, posted.body) == ("POST", "/a?b=c", b"\0body")
    assert posted.headers["x-signature"] == "s"
    assert posted.headers["host"] == f"localhost:{receiver.port}"


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "127.1", "0"])
async def test_what_is_inside_is_not_reached_by_its_address(receiver: Receiver, host: str) -> None:
    assert await refused(f"http://{host}:{receiver.port}/") in (
        "the host has no public address",
        "the server cannot be reached",
    )
    assert receiver.posted == []


async def test_a_host_that_nobody_permitted_is_not_reached(receiver: Receiver) -> None:
    assert await refused(receiver.url(), HttpSender([], 30.0)) == "the host has no public address"
    assert receiver.posted == []


async def test_a_redirect_is_an_answer_and_is_not_followed(receiver: Receiver) -> None:
    receiver.statuses, receiver.location = [307], "/elsewhere"
    assert (await sender().send("POST", receiver.url(), headers={})).status == 307
    assert [posted.path for posted in receiver.posted] == ["/hook"]


async def test_who_does_not_answer_is_given_up(receiver: Receiver) -> None:
    receiver.statuses = [None]
    assert await refused(receiver.url(), sender(0.2)) == "no answer within 0.2 s"


@pytest.mark.parametrize("url", ["", "x", "ftp://localhost/", "http://user@localhost/", "http://localhost:99999/"])
async def test_what_is_no_web_address(url: str) -> None:
    assert await refused(url) in ("must be an http or https URL without a user", "the server cannot be reached")
