"""What a callee asks before its answer has been worked through, or before it has answered at all."""

import asyncio

import pytest
from tests.unit.engine.kit.exchange import Exchange, ring
from tests.unit.engine.kit.phone import SDP, Rung, Talk, describe
from tests.unit.engine.kit.wire import Sent

from switchboard.call.cause import Cause
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.early_requests import MAX_WAITING
from switchboard.engine.port import Answered, DialOutcome, dial
from switchboard.engine.simulated.loop import run_virtual
from switchboard.sip.dialog import Dialog
from switchboard.sip.message import Request

pytestmark = pytest.mark.unit


class Rings(Exchange):
    """Rings one phone for the caller. `outcome` is how that ended."""

    outcome: DialOutcome

    async def begin(self) -> Rung:
        async def flow(call: BuiltinCall) -> None:
            self.outcome = await dial(call, ring(101))
            await asyncio.sleep(1)

        await self.connect(flow)
        return await self.phones[101].rings()


def early(rung: Rung, tag: str | None = None) -> Talk:
    """The dialog that the phone's 180 makes, or one of another tag."""
    phone = rung._phone
    return phone.talk(Dialog.uas(rung.request, tag or rung.tx.local_tag, phone.contact))


async def ask_offering(talk: Talk) -> int:
    request = talk.dialog.request("UPDATE", body=describe(talk.phone.host), content_type=SDP)
    return (await talk.phone.endpoint.request(request).final()).status


def test_what_comes_with_the_answer_waits_for_the_leg() -> None:
    async def main() -> None:
        exchange = Rings()
        rung = await exchange.begin()
        rung.ring()
        await asyncio.sleep(1)
        talk = rung.answer()  # the UPDATE arrives in the same turn of the loop
        assert await talk.ask("UPDATE", [("Contact", str(talk.phone.contact))]) == 200
        assert isinstance(exchange.outcome, Answered)
        assert not exchange.outcome.leg.gone.done()
        await talk.over.wait()
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_bye_that_comes_with_the_answer_ends_the_leg() -> None:
    async def main() -> None:
        exchange = Rings()
        rung = await exchange.begin()
        talk = rung.answer()
        assert await talk.bye() == 200
        assert await exchange.finished() == []
        assert isinstance(exchange.outcome, Answered)
        assert exchange.outcome.leg.gone.done()

    run_virtual(main())


def test_what_comes_with_an_unusable_answer_is_in_no_dialog() -> None:
    async def main() -> None:
        exchange = Rings()
        rung = await exchange.begin()
        talk = rung._phone.talk(Dialog.uas(rung.request, rung.tx.local_tag, rung._phone.contact))
        rung.tx.respond(200, headers=[("Contact", str(rung._phone.contact))], body=b"v=0\r\n", content_type=SDP)
        assert await talk.ask("UPDATE") == 481
        assert await exchange.finished() == []

    run_virtual(main())


def test_not_more_than_a_few_requests_wait() -> None:
    async def main() -> None:
        exchange = Rings()
        rung = await exchange.begin()
        talk = rung.answer()
        asked = [talk.ask("OPTIONS") for _ in range(MAX_WAITING + 2)]
        assert sorted(await asyncio.gather(*asked)) == [200] * MAX_WAITING + [500] * 2
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_phone_that_rings_may_ask_what_changes_nothing() -> None:
    async def main() -> None:
        exchange = Rings()
        rung = await exchange.begin()
        rung.ring()
        await asyncio.sleep(1)
        talk = early(rung)
        assert await talk.ask("UPDATE") == 200
        assert await talk.ask("OPTIONS") == 200
        assert await ask_offering(talk) == 491
        assert await talk.bye() == 481
        assert await early(rung, "another").ask("UPDATE") == 481
        rung.refuse(486)
        assert await exchange.finished() == []

    run_virtual(main())


def test_while_nobody_has_rung_there_is_no_dialog() -> None:
    async def main() -> None:
        exchange = Rings()
        rung = await exchange.begin()
        assert await early(rung).ask("UPDATE") == 481
        rung.refuse(486)
        assert await exchange.finished() == []
        assert await early(rung).ask("UPDATE") == 481

    run_virtual(main())


def test_what_waits_is_answered_when_the_call_ends_meanwhile() -> None:
    async def main() -> None:
        exchange = Rings()
        rung = await exchange.begin()

        def end(sent: Sent) -> None:
            if isinstance(sent.message, Request) and sent.message.method == "UPDATE":
                exchange.call.end(Cause.RELEASED)

        exchange.wire.watch = end
        talk = rung.answer()
        assert await talk.ask("UPDATE") == 481
        await talk.over.wait()
        assert await exchange.finished() == []

    run_virtual(main())
