"""An endpoint takes sockets that were bound before, and what came to them meanwhile."""

import asyncio
import socket

from tests.sip.aio_support import FAST, Inbox, from_peer, listening, running, to

from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.aio.transport import BoundSockets


def bound() -> BoundSockets:
    """UDP and TCP at whatever ports are free, which need not be the same."""
    udp, tcp = socket.socket(type=socket.SOCK_DGRAM), socket.create_server(("127.0.0.1", 0))
    udp.bind(("127.0.0.1", 0))
    return BoundSockets(udp, tcp)


async def test_requests_come_by_both_sockets() -> None:
    theirs, sockets = Inbox(), bound()
    assert sockets.udp is not None and sockets.tcp is not None
    ports = sockets.udp.getsockname()[1], sockets.tcp.getsockname()[1]
    b = SipEndpoint(theirs, user_agent="test", timers=FAST)
    await b.start("127.0.0.1", 0, bound=sockets)
    assert b.port == ports[0]
    async with running(Inbox()) as a:
        for port, tcp in ((ports[0], False), (ports[1], True)):
            asked = a.request(to(port, "OPTIONS", tcp=tcp, **{"Call-ID": f"call-{port}"}))
            (await theirs.next()).respond(200)
            assert (await asyncio.wait_for(asked.final(), 10)).status == 200
    await b.close()


async def test_what_came_before_the_start_is_answered() -> None:
    theirs, sockets = Inbox(), bound()
    assert sockets.udp is not None
    async with listening() as peer:
        peer.send(from_peer(peer, "OPTIONS"), sockets.udp.getsockname()[1])
        b = SipEndpoint(theirs, user_agent="test", timers=FAST)
        await b.start("127.0.0.1", 0, bound=sockets)
        assert (await theirs.next()).request.method == "OPTIONS"
        await b.close()
