"""The INVITE by which a caller is relayed to another machine."""

from switchboard.engine.builtin.context import Callee, EngineContext
from switchboard.engine.builtin.guests import machine_peer
from switchboard.engine.builtin.leg import SipLeg
from switchboard.engine.builtin.outgoing import OpenStream, OutgoingCall
from switchboard.engine.port import CallerId
from switchboard.errors import Unavailable
from switchboard.sip.aio.addresses import hop_of
from switchboard.sip.offer_answer import Codec
from switchboard.sip.uri import SipUri

SILENCE_S = 2.0
"""A machine that has just told its address answers sooner."""


async def relayed_leg(
    context: EngineContext, address: str, caller: CallerId, open_stream: OpenStream, codec: Codec | None
) -> SipLeg:
    """The leg to a machine that expects the caller at that address. Raises Unavailable."""
    uri = SipUri.parse(address)
    hop = hop_of(uri)
    outgoing = OutgoingCall(
        context=context,
        callee=Callee(uri, first_hop=hop, address=uri.host, silence_s=SILENCE_S),
        caller_id=caller,
        caller_host="",
        alert_info="",
        peer=machine_peer(""),
        billed_to="",
        diversions=(),
        open_stream=open_stream,
        codec=codec,
        on_ringing=lambda: None,
        on_early=lambda dialog: None,
    )
    leg = await outgoing.run()
    if isinstance(leg, int):
        raise Unavailable(f"the other machine does not take the caller: {leg}")
    return leg
