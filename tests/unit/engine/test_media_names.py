"""Host names in session descriptions: who gets which looked up, on virtual time."""

import asyncio
from collections.abc import Mapping

import pytest

from switchboard.engine.builtin.media_names import (
    KEPT_S,
    LOOKUP_S,
    MAX_KEPT,
    MAX_LOOKUPS,
    MAX_LOOKUPS_OF_PEER,
    MAX_NAMES,
    MediaNames,
)
from switchboard.engine.builtin.media_peer import MediaPeer, extension_peer, trunk_peer
from switchboard.engine.simulated.loop import run_virtual
from switchboard.sip.media_address import BOTH_VERSIONS, IpVersion
from switchboard.sip.sdp import SessionDescription

PEER = trunk_peer(1, "203.0.113.7")
HERE = trunk_peer(1, "127.0.0.1")
IPV4: frozenset[IpVersion] = frozenset((4,))
KNOWN = {
    "media.example": ("198.51.100.9",),
    "both.example": ("2001:db8::9", "198.51.100.9"),
    "six.example": ("2001:db8::9",),
    "here.example": ("127.0.0.1", "::1"),
    "odd.example": ("0.0.0.0", "::", "224.0.0.1", "ff02::1", "255.255.255.255", "not an address"),
    "odd-but.example": ("0.0.0.0", "224.0.0.1", "198.51.100.9"),
}


class Names:
    """A name server that answers after a while, or never."""

    def __init__(self, known: Mapping[str, tuple[str, ...]] = KNOWN, after_s: float = 0.1) -> None:
        self._known = known
        self._after_s = after_s
        self.asked: list[str] = []

    async def __call__(self, name: str) -> tuple[str, ...]:
        self.asked.append(name)
        await asyncio.sleep(self._after_s)
        return self._known.get(name, ())


def media_names(names: Names) -> MediaNames:
    """By the time of the loop."""
    return MediaNames(names, asyncio.get_running_loop().time)


def sdp(*hosts: str, session: str = "10.0.0.1") -> SessionDescription:
    """Audio at each of these."""
    head = ["v=0", "o=- 1 1 IN IP4 h", "s=-", f"c=IN IP4 {session}", "t=0 0"]
    lines = [line for host in hosts for line in ("m=audio 4000 RTP/AVP 0", *([f"c=IN IP4 {host}"] if host else []))]
    return SessionDescription.parse("\r\n".join([*head, *lines]).encode())


def address(
    host: str, peer: MediaPeer = PEER, versions: frozenset[IpVersion] = BOTH_VERSIONS, names: Names | None = None
) -> str | None:
    """What stands in place of a name."""

    async def main() -> str | None:
        found = await media_names(names or Names()).resolved(sdp(host), peer, versions)
        return found.media[0].connection

    return run_virtual(main())


@pytest.mark.parametrize(
    ("name", "peer", "versions", "expected"),
    [
        ("media.example", PEER, IPV4, "198.51.100.9"),
        ("both.example", PEER, BOTH_VERSIONS, "198.51.100.9"),
        ("both.example", extension_peer(1, "2001:db8::7"), BOTH_VERSIONS, "2001:db8::9"),
        ("both.example", extension_peer(1, "2001:db8::7"), IPV4, "198.51.100.9"),
        ("six.example", PEER, BOTH_VERSIONS, "2001:db8::9"),
        ("six.example", PEER, IPV4, None),
        ("here.example", HERE, IPV4, "127.0.0.1"),
        ("here.example", PEER, BOTH_VERSIONS, None),
        ("odd.example", HERE, BOTH_VERSIONS, None),
        ("odd-but.example", PEER, BOTH_VERSIONS, "198.51.100.9"),
        ("unknown.example", PEER, BOTH_VERSIONS, None),
    ],
)
def test_which_address_stands_for_a_name(
    name: str, peer: MediaPeer, versions: frozenset[IpVersion], expected: str | None
) -> None:
    assert address(name, peer, versions) == (expected or name)


@pytest.mark.parametrize("name", ["127.1", "2130706433", "0x7f.1", "0177.0.0.1", "a..b", "a b", "é.example", "x" * 300])
def test_what_is_no_name_is_not_asked_for(name: str) -> None:
    names = Names({name: ("198.51.100.9",)})
    host = name if " " not in name else "a"
    assert address(host, names=names) == host
    assert names.asked == (["a"] if host == "a" else [])


def test_addresses_are_left_alone() -> None:
    names = Names()
    for host in ("198.51.100.1", "2001:db8::1", "0.0.0.0"):
        assert address(host, names=names) == host
    assert names.asked == []


def test_the_name_of_the_session() -> None:
    async def main() -> None:
        found = await media_names(Names()).resolved(sdp("", session="media.example"), PEER, IPV4)
        assert found.address_of(found.media[0]) == "198.51.100.9"

    run_virtual(main())


def test_few_names_of_one_description_and_only_of_audio() -> None:
    async def main() -> None:
        names = Names()
        await media_names(names).resolved(sdp(*(f"{n}.a" for n in range(30))), PEER, IPV4)
        assert names.asked == ["0.a", "1.a"][:MAX_NAMES]
        video = b"v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nt=0 0\r\nm=video 4 RTP/AVP 31\r\nc=IN IP4 video.example\r\n"
        await media_names(names).resolved(SessionDescription.parse(video), PEER, IPV4)
        assert len(names.asked) == MAX_NAMES

    run_virtual(main())


def test_nobody_waits_longer_than_the_limit() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        await media_names(Names(after_s=60)).resolved(sdp("media.example"), PEER, IPV4)
        assert loop.time() == LOOKUP_S

    run_virtual(main())


def test_a_look_up_counts_until_the_system_gives_it_up() -> None:
    """So a peer whose names are never answered has some look-ups only, and others have theirs."""

    async def main() -> None:
        names = Names(after_s=60)
        media = media_names(names)
        for n in range(MAX_LOOKUPS_OF_PEER + 5):
            await media.resolved(sdp(f"{n}.example"), PEER, IPV4)
        assert len(names.asked) == MAX_LOOKUPS_OF_PEER
        await media.resolved(sdp("x.example"), trunk_peer(2, "203.0.113.8"), IPV4)
        assert len(names.asked) == MAX_LOOKUPS_OF_PEER + 1
        await asyncio.sleep(60)
        await media.resolved(sdp("y.example"), PEER, IPV4)
        assert names.asked[-1] == "y.example"

    run_virtual(main())


def test_all_together_have_a_limit() -> None:
    async def main() -> None:
        names = Names(after_s=60)
        media = media_names(names)
        peers = [trunk_peer(n, "203.0.113.7") for n in range(MAX_LOOKUPS + 10)]
        await asyncio.gather(*(media.resolved(sdp(f"{peer.name[6:]}.a"), peer, IPV4) for peer in peers))
        assert len(names.asked) == MAX_LOOKUPS

    run_virtual(main())


def test_many_calls_with_one_name_are_one_look_up_for_a_while() -> None:
    async def main() -> None:
        names = Names()
        media = media_names(names)
        for _ in range(2):
            found = await asyncio.gather(*(media.resolved(sdp("media.example"), PEER, IPV4) for _ in range(100)))
            assert {one.media[0].connection for one in found} == {"198.51.100.9"}
        assert names.asked == ["media.example"]
        await asyncio.sleep(KEPT_S + 1)
        await media.resolved(sdp("media.example"), PEER, IPV4)
        assert names.asked == ["media.example"] * 2

    run_virtual(main())


def test_what_is_kept_is_bounded() -> None:
    async def main() -> None:
        names = Names({f"{n}.a": ("198.51.100.9",) for n in range(MAX_KEPT + 50)}, after_s=0)
        media = media_names(names)
        for n in range(MAX_KEPT + 50):
            await media.resolved(sdp(f"{n}.a"), PEER, IPV4)
        assert len(media._kept) == MAX_KEPT

    run_virtual(main())


@pytest.mark.interop
async def test_the_system_knows_itself() -> None:
    found = await MediaNames().resolved(sdp("localhost"), HERE, IPV4)
    assert found.media[0].connection == "127.0.0.1"
