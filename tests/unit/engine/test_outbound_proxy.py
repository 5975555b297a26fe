"""What goes to trunks through an outbound proxy; on virtual time."""

import pytest
from tests.unit.engine.kit.wire import Wire

from switchboard.config import SipSettings
from switchboard.engine.builtin.context import TrunkAccount
from switchboard.engine.builtin.dialling import phone_at
from switchboard.engine.builtin.outbound_proxy import OutboundProxy
from switchboard.engine.builtin.trunk_options import asked
from switchboard.engine.builtin.trunk_registration import TrunkRegistration
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.message import Request
from switchboard.sip.registrar import Binding
from switchboard.sip.uri import SipUri

pytestmark = pytest.mark.unit

OURS, EDGE = "10.0.0.1", "10.0.0.5"
TRUNK = Trunk(name="provider", type="register", host="sip.provider.invalid", username="4420", transport="tcp")


class Edge:
    """Answers by `status`, as the provider behind it who has the edge's address in our Contact."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.requests: list[Request] = []

    def on_request(self, tx: ServerTransaction) -> None:
        self.requests.append(tx.request)
        contact = f"<sip:4420@{EDGE}:5070>;expires=120, <sip:another@{EDGE}:5070>;expires=30"
        tx.respond(self.status, headers=[("Contact", contact)])

    def on_ack(self, request: Request) -> None:
        """There is none."""


def proxy() -> OutboundProxy:
    found = OutboundProxy.of(SipSettings(outbound_proxy=EDGE))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("setting", "hop", "route"),
    [
        ("10.0.0.5", ("10.0.0.5", 5060), "<sip:10.0.0.5:5060;lr>"),
        ("Edge.example:5070", ("edge.example", 5070), "<sip:edge.example:5070;lr>"),
        ("[2001:db8::5]:5070", ("2001:db8::5", 5070), "<sip:[2001:db8::5]:5070;lr>"),
    ],
)
def test_its_setting_is_a_host_and_perhaps_a_port(setting: str, hop: tuple[str, int], route: str) -> None:
    found = OutboundProxy.of(SipSettings(outbound_proxy=setting))
    assert found is not None
    assert ((found.hop.host, found.hop.port), found.route) == (hop, route)
    assert OutboundProxy.of(SipSettings()) is None


@pytest.mark.parametrize("setting", ["sip:edge", "edge;lr", "edge:port", "2001:db8::5", "edge\r\nX: y", " edge"])
def test_a_setting_that_is_none_is_a_mistake(setting: str) -> None:
    with pytest.raises(ValueError, match="outbound_proxy"):
        SipSettings(outbound_proxy=setting)


def test_a_registration_goes_through_it_and_lasts_as_long_as_the_edges_contact() -> None:
    async def main() -> None:
        wire, edge = Wire(), Edge()
        wire.endpoint(edge, EDGE)

        async def hops() -> list[NextHop]:
            return [proxy().hop]

        async def account() -> TrunkAccount:
            return TrunkAccount("4420", "secret")

        registration = TrunkRegistration(wire.endpoint(Edge(), OURS), TRUNK, hops, account, proxy())
        assert await registration.refresh() == 120
        (request,) = edge.requests
        assert (request.uri, request.headers.get("Route")) == ("sip:sip.provider.invalid:5060", proxy().route)

    run_virtual(main())


@pytest.mark.parametrize(("status", "heard"), [(200, 200), (404, 404), (503, 503), (408, None), (478, None)])
def test_a_trunk_is_asked_through_it_and_what_it_says_itself_is_no_answer(status: int, heard: int | None) -> None:
    async def main() -> None:
        wire, edge = Wire(), Edge(status)
        wire.endpoint(edge, EDGE)
        answer = await asked(wire.endpoint(Edge(), OURS), TRUNK, proxy().hop, proxy())
        assert (answer and answer.status) == heard
        (request,) = edge.requests
        assert request.uri == "sip:sip.provider.invalid:5060;transport=tcp"
        assert request.headers.get("Route") == proxy().route

    run_virtual(main())


def test_a_phone_that_came_through_the_edge_is_called_through_it() -> None:
    contact = SipUri.parse("sip:100@192.168.1.2:5062;transport=tls")
    path = (f"<sip:{EDGE};lr;r2=on>", f"<sip:{EDGE}:5061;transport=tls;lr;r2=on>")
    callee = phone_at(Binding(contact, 1.0, "call", 1, path=path, source=f"udp {EDGE} 5060 rport"))
    assert (callee.hop, callee.route) == (None, path)
    assert callee.first_hop == NextHop("udp", EDGE, 5060, strict=False)
    assert callee.address == EDGE
