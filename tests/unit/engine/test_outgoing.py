"""What an INVITE of ours says, and how it goes on when it is challenged or meets silence."""

import asyncio
import re
from dataclasses import replace

import pytest
from tests.unit.engine.kit.exchange import PHONES, Exchange, Registered
from tests.unit.engine.kit.phone import Rung

from switchboard.call.cause import Cause
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.context import Callee, TrunkAccount
from switchboard.engine.port import (
    Answered,
    CallerId,
    DialOutcome,
    DialRequest,
    Diversion,
    NotAnswered,
    PhoneTarget,
    TrunkTarget,
    dial,
)
from switchboard.engine.simulated.loop import run_virtual
from switchboard.sip.message import Request
from switchboard.sip.offer_answer import Codec
from switchboard.sip.uri import SipUri

pytestmark = pytest.mark.unit

PROVIDER = PHONES[101]
ACCOUNT = TrunkAccount("4930777", "secret")
CHALLENGE = [("Proxy-Authenticate", 'Digest realm="provider", nonce="n1", algorithm=MD5')]
TRUNK = DialRequest((TrunkTarget(7, "5551234"),), 30, CallerId("100", "Ann"))
PHONE = replace(TRUNK, targets=(PhoneTarget(101, "101"),))


class OneTrunk(Registered):
    """Numbers outside are reached at the provider's host, where we have an account."""

    def __init__(self, silence_s: float | None = None) -> None:
        super().__init__()
        self._silence_s = silence_s

    async def trunk_callees(self, tenant: int, target: TrunkTarget) -> list[Callee]:
        uri = SipUri.parse(f"sip:{target.number}@{PROVIDER}")
        return [Callee(uri, account=ACCOUNT, address=PROVIDER, silence_s=self._silence_s)]

    def domain(self, tenant: int) -> str:
        return "pbx.example"


class Outgoing(Exchange):
    """Dials once. `outcome` is how that ended."""

    outcome: DialOutcome
    only: tuple[Codec, ...] = ()

    async def begin(self, request: DialRequest = TRUNK, silence_s: float | None = None) -> None:
        self.context.locator = OneTrunk(silence_s)
        self.context.locator.only = self.only

        async def flow(call: BuiltinCall) -> None:
            self.outcome = await dial(call, request)

        await self.connect(flow)

    async def rings(self) -> Rung:
        return await self.phones[101].rings()

    async def invited(self, request: DialRequest) -> Request:
        """The INVITE of a request, which is refused."""
        await self.begin(request)
        rung = await self.rings()
        rung.refuse(486)
        assert await self.finished() == []
        return rung.request


@pytest.mark.parametrize(
    ("codecs", "offered"), [((), "0 8 9 101"), ((Codec.G722, Codec.PCMA), "9 8 101"), ((Codec.PCMA,), "8 101")]
)
def test_an_offer_has_the_codecs_of_who_is_called_in_their_order(codecs: tuple[Codec, ...], offered: str) -> None:
    async def main() -> None:
        exchange = Outgoing()
        exchange.only = codecs
        request = await exchange.invited(PHONE)
        assert re.findall(r"m=audio \d+ RTP/AVP (.*?)\r", request.body.decode()) == [offered]

    run_virtual(main())


def test_a_challenge_is_answered_once() -> None:
    async def main() -> None:
        exchange = Outgoing()
        await exchange.begin()
        (await exchange.rings()).tx.respond(407, headers=CHALLENGE)
        again = await exchange.rings()
        proof = again.request.headers.get("Proxy-Authorization") or ""
        assert 'username="4930777"' in proof
        assert again.request.cseq.number == 2
        again.tx.respond(407, headers=CHALLENGE)  # the password is wrong
        assert await exchange.finished() == []
        assert exchange.outcome == NotAnswered(Cause.FAILED, 407)

    run_virtual(main())


def test_a_trunk_that_says_nothing_is_given_up_before_the_ring_time() -> None:
    async def main() -> None:
        exchange = Outgoing()
        exchange.wire.loses = lambda sent: sent.target == PROVIDER
        await exchange.begin(silence_s=5)
        await exchange.over.wait()
        assert asyncio.get_running_loop().time() == pytest.approx(5, abs=0.1)
        assert exchange.outcome == NotAnswered(Cause.UNREACHABLE, 408)
        await exchange.finished()

    run_virtual(main())


def test_a_trunk_that_answers_after_it_was_given_up_is_hung_up() -> None:
    async def main() -> None:
        exchange = Outgoing()
        exchange.wire.loses = lambda sent: sent.source == PROVIDER and sent.at_s < 6
        await exchange.begin(silence_s=5)
        rung = await exchange.rings()
        await asyncio.sleep(7)
        assert exchange.outcome == NotAnswered(Cause.UNREACHABLE, 408)
        await rung.answer().over.wait()
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_trunk_that_says_something_may_take_its_time() -> None:
    async def main() -> None:
        exchange = Outgoing()
        await exchange.begin(silence_s=5)
        rung = await exchange.rings()  # its transaction says 100
        await asyncio.sleep(20)
        talk = rung.answer()
        await talk.over.wait()
        assert await exchange.finished() == []
        assert isinstance(exchange.outcome, Answered)

    run_virtual(main())


def test_who_calls() -> None:
    async def main() -> None:
        at_the_trunk = await Outgoing().invited(TRUNK)
        assert str(at_the_trunk.from_).startswith('"Ann" <sip:100@10.0.0.1>;tag=')
        assert at_the_trunk.headers.get("Contact") == "<sip:4930777@10.0.0.1:5060>"
        at_the_phone = await Outgoing().invited(PHONE)
        assert str(at_the_phone.from_).startswith('"Ann" <sip:100@pbx.example>;tag=')
        withheld = await Outgoing().invited(replace(PHONE, caller_id=CallerId("")))
        assert str(withheld.from_).startswith('"Anonymous" <sip:anonymous@anonymous.invalid>;tag=')

    run_virtual(main())


def test_what_a_request_says_besides() -> None:
    async def main() -> None:
        invite = await Outgoing().invited(replace(PHONE, alert_info="door"))
        assert invite.headers.get("Alert-Info") == "<http://127.0.0.1>;info=door"
        plain = await Outgoing().invited(PHONE)
        for name in ("Alert-Info", "Diversion", "History-Info", "Privacy", "P-Asserted-Identity"):
            assert plain.headers.get(name) is None

    run_virtual(main())


def test_who_has_sent_the_call_on() -> None:
    async def main() -> None:
        diversions = (Diversion(CallerId("102", "Bob"), "user-busy"), Diversion(CallerId(""), "no-answer", 2))
        invite = await Outgoing().invited(replace(PHONE, diversions=diversions))
        assert invite.headers.get_all("Diversion") == [
            '"Anonymous" <sip:anonymous@anonymous.invalid>;reason=no-answer;counter=2;privacy=full',
            '"Bob" <sip:102@pbx.example>;reason=user-busy;counter=1',
        ]
        assert invite.headers.get_all("History-Info") == [
            "<sip:102@pbx.example>;index=1"
            ", <sip:anonymous@anonymous.invalid;cause=486?privacy=history>;index=1.1;mp=1"
            ", <sip:101@10.0.0.101;cause=408>;index=1.1.1;mp=1.1"
        ]

    run_virtual(main())


def test_a_trunk_is_told_whom_to_bill_and_nothing_of_who_withholds_the_number() -> None:
    async def main() -> None:
        withheld = await Outgoing().invited(replace(TRUNK, caller_id=CallerId(""), billed_to="4930777"))
        assert withheld.headers.get("P-Asserted-Identity") == "<sip:4930777@10.0.0.1>"
        assert withheld.headers.get("Privacy") == "id"
        assert str(withheld.from_).startswith('"Anonymous" <sip:anonymous@anonymous.invalid>')
        shown = await Outgoing().invited(replace(TRUNK, billed_to="4930777"))
        assert (shown.headers.get("P-Asserted-Identity"), shown.headers.get("Privacy")) == (
            "<sip:4930777@10.0.0.1>",
            None,
        )
        at_the_phone = await Outgoing().invited(replace(PHONE, billed_to="4930777"))
        assert at_the_phone.headers.get("P-Asserted-Identity") is None

    run_virtual(main())
