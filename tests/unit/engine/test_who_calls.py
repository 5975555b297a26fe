"""Who calls, as an INVITE of a phone or a trunk tells it."""

import asyncio

import pytest
from tests.sip.builders import make_request
from tests.unit.engine.kit.exchange import Exchange
from tests.unit.engine.kit.wire import PORT

from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.who_calls import MAX_CHARS, of_extension, through_trunk
from switchboard.engine.port import CallerId, CallInfo, Diversion
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.directory import Extension
from switchboard.model.trunk import Trunk

pytestmark = pytest.mark.unit

LINE, TRUSTED = Trunk(name="line", host="192.0.2.1"), Trunk(name="line", host="192.0.2.1", trust_identity=True)
FROM, ASSERTED = '"Ann" <sip:+49-30-111@h>;tag=1', '"Bo" <sip:+4930222@carrier>'
ANN, BO = CallerId("+4930111", "Ann"), CallerId("+4930222", "Bo")


@pytest.mark.parametrize(
    ("trunk", "headers", "caller"),
    [
        (LINE, {}, ANN),
        (LINE, {"P_Asserted_Identity": ASSERTED}, ANN),
        (TRUSTED, {}, ANN),
        (TRUSTED, {"P_Asserted_Identity": ASSERTED}, BO),
        (TRUSTED, {"Remote_Party_ID": f"{ASSERTED};party=calling"}, BO),
        (TRUSTED, {"P_Asserted_Identity": ASSERTED, "Privacy": "id"}, None),
        (TRUSTED, {"P_Asserted_Identity": ASSERTED, "From": "<sip:anonymous@anonymous.invalid>;tag=1"}, None),
        (LINE, {"Privacy": "id"}, None),
    ],
)
def test_a_caller_through_a_trunk(trunk: Trunk, headers: dict[str, str], caller: CallerId | None) -> None:
    who = through_trunk(make_request(**{"From": FROM, **headers}), trunk)
    assert (who.caller, who.withheld) == ((CallerId(""), True) if caller is None else (caller, False))


def test_a_phone_of_ours_is_known_whatever_it_says() -> None:
    ours = Extension(name="Ann", number="100")
    said = {
        "From": "<sip:anonymous@anonymous.invalid>;tag=1",
        "P_Asserted_Identity": ASSERTED,
        "Diversion": "<sip:1@h>",
    }
    who = of_extension(make_request(**said), ours)
    assert (who.caller, who.withheld, who.diversions) == (CallerId("100", "Ann"), True, ())


def test_diversions_are_taken_in_their_order_and_cut() -> None:
    long = "9" * 500
    said = f'<sip:{long}@h>;reason=away, "Sue" <sip:2@h>;reason=user-busy;counter=3, <sip:1@h>;privacy=full'
    who = through_trunk(make_request(Diversion=said), LINE)
    assert who.diversions == (
        Diversion(CallerId(""), "unknown"),
        Diversion(CallerId("2", "Sue"), "user-busy", 3),
        Diversion(CallerId(long[:MAX_CHARS]), "unknown"),
    )


def test_a_call_knows_it() -> None:
    async def main() -> None:
        exchange, infos = Exchange(), list[CallInfo]()

        async def flow(call: BuiltinCall) -> None:
            infos.append(call.info)

        await exchange.connect(flow, more=[("Privacy", "id")])
        more = [("Diversion", "<sip:4930555@h>;reason=no-answer")]
        from_outside = exchange.outside.call("555", f"10.0.0.1:{PORT}", more)
        assert await from_outside.status() == 480
        await asyncio.sleep(1)
        assert await exchange.finished() == []
        by_phone, by_trunk = infos
        assert (by_phone.caller.number, by_phone.shown, by_phone.diversions) == ("100", CallerId(""), ())
        assert (by_trunk.withheld, by_trunk.shown, by_trunk.diversions) == (
            False,
            CallerId("caller"),
            (Diversion(CallerId("4930555"), "no-answer"),),
        )

    run_virtual(main())
