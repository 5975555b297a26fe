"""Offers within a call that take time, because a host name in them must be looked up; on virtual time."""

import asyncio
from pathlib import Path
from typing import cast

from tests.sip.builders import make_request

from switchboard.call.cause import Cause
from switchboard.clock import SystemClock
from switchboard.config import SipSettings
from switchboard.engine.builtin.context import EngineContext, Locator
from switchboard.engine.builtin.leg import SipLeg
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.media_names import MediaNames
from switchboard.engine.builtin.media_peer import extension_peer
from switchboard.engine.builtin.media_pool import MediaPool, RemoteWorker
from switchboard.engine.builtin.negotiation import Negotiation
from switchboard.engine.builtin.quotas import Quota
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.aio.client import MediaClient
from switchboard.media.control import Command, Configure
from switchboard.sip.aio.addresses import NextHop, Source
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.dialog import Dialog
from switchboard.sip.message import Message, Response
from switchboard.sip.offer_answer import Capabilities
from switchboard.sip.transaction import DEFAULT_TIMERS
from switchboard.sip.uri import NameAddr

LOOKUP_S = 1.0


class Here:
    """The endpoint's address, and the media worker's ear."""

    def __init__(self) -> None:
        self.commands: list[Command] = []

    def local_host(self, remote_host: str) -> str:
        return "10.0.0.1"

    async def send(self, command: Command) -> None:
        self.commands.append(command)

    @property
    def remote_hosts(self) -> list[str]:
        return [command.remote_host for command in self.commands if isinstance(command, Configure)]


async def lookup(name: str) -> tuple[str, ...]:
    await asyncio.sleep(LOOKUP_S)
    return ("198.51.100.9", "2001:db8::9") if name == "media.example" else ("2001:db8::9",)


def leg_at(here: Here) -> SipLeg:
    """An established leg."""
    worker = RemoteWorker(Path("s"))
    worker.client = cast(MediaClient, here)
    context = EngineContext(
        settings=SipSettings(),
        endpoint=cast(SipEndpoint, here),
        pool=MediaPool([], "10.0.0.1"),
        locator=cast(Locator, None),
        clock=SystemClock(),
        stem=Path,
        recordings=Path(),
        takes=Path(),
        quota=Quota(calls=10, half_open=10, half_open_of_all=10),
        names=MediaNames(lookup, asyncio.get_running_loop().time),
    )
    dialog = Dialog.uas(make_request(), "b1", NameAddr.parse("<sip:600@10.0.0.1>"))
    negotiation = Negotiation(context.capabilities_for(4), "10.0.0.1", 10000)
    assert Capabilities().ip_versions != frozenset((4,))
    return SipLeg(
        context, dialog, None, RemoteStream(worker, 1, 10000, "call"), negotiation, extension_peer(1, "10.0.0.2")
    )


def offer(cseq: int, host: str, sent: list[Response], method: str = "UPDATE") -> ServerTransaction:
    """A request with audio at that host."""
    request = make_request(method, CSeq=f"{cseq} {method}", To="<sip:600@10.0.0.1>;tag=b1")
    lines = ("v=0", "o=- 1 1 IN IP4 h", "s=-", f"c=IN IP4 {host}", "t=0 0", "m=audio 4000 RTP/AVP 0")
    request.body = "\r\n".join(lines).encode()

    def transmit(message: Message, target: NextHop) -> bool:
        assert isinstance(message, Response)
        sent.append(message)
        return True

    transaction = ServerTransaction(
        request,
        Source("udp", "10.0.0.2", 5061, "10.0.0.1"),
        timers=DEFAULT_TIMERS,
        server="s",
        transmit=transmit,
        on_terminated=lambda transaction: None,
    )
    transaction.start()
    return transaction


def test_an_offer_with_a_name_is_answered_when_it_is_known_and_another_meanwhile_refused() -> None:
    async def main() -> None:
        here, first, second = Here(), list[Response](), list[Response]()
        leg = leg_at(here)
        leg.on_request(offer(2, "media.example", first))
        await asyncio.sleep(LOOKUP_S / 2)
        leg.on_request(offer(3, "10.0.0.9", second))
        await asyncio.sleep(LOOKUP_S)
        assert [response.status for response in first] == [200]
        assert [(one.status, one.headers.get("Retry-After")) for one in second] == [(500, "1")]
        assert here.remote_hosts == ["198.51.100.9"]
        leg.on_request(offer(4, "10.0.0.9", second))
        await asyncio.sleep(0.1)
        assert second[-1].status == 200
        assert here.remote_hosts == ["198.51.100.9", "10.0.0.9"]

    run_virtual(main())


def test_an_offer_in_a_call_that_ends_meanwhile_changes_nothing() -> None:
    async def main() -> None:
        here, sent = Here(), list[Response]()
        leg = leg_at(here)
        leg.on_request(offer(2, "media.example", sent, "INVITE"))
        await asyncio.sleep(LOOKUP_S / 2)
        leg.finish(Cause.NORMAL, bye=False)
        await asyncio.sleep(LOOKUP_S)
        assert {response.status for response in sent} == {487}
        assert here.commands == []

    run_virtual(main())


def test_a_name_of_another_ip_version_is_as_unusable_as_none() -> None:
    async def main() -> None:
        here, sent = Here(), list[Response]()
        leg = leg_at(here)
        leg.on_request(offer(2, "six.example", sent))
        await asyncio.sleep(2 * LOOKUP_S)
        leg.on_request(offer(3, "2001:db8::5", sent))
        await asyncio.sleep(0.1)
        assert [response.status for response in sent] == [488, 488]
        assert sent[1].headers.get("Warning") == '301 10.0.0.1 "Incompatible network address format"'
        assert here.commands == []

    run_virtual(main())
