"""Calls in and out through trunks that SIPp plays: who may, to what, as whom, and what a failing trunk does."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.model.destination import ToExtension, ToExternalNumber, ToIvr
from switchboard.model.ivr import Ivr, Option, OutboundDial, Route
from switchboard.model.prompt import Announcement
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute, Trunk
from tests.kit import sipp_steps as steps
from tests.kit.calls import talking
from tests.kit.phones import Phones, data_of, kinds, phones_of, rtp_ends
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.rtp import RtpEnd
from tests.kit.sipp import Sipp
from tests.kit.trunks import (
    TALKS,
    Objects,
    assert_proves,
    header,
    listening,
    nobody_calls,
    objects_of,
    outside_call,
    received,
    refuses,
    trunk_answers,
)

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

CALLER_HZ, CALLEE_HZ = 440.0, 1000.0
PASSWORD = "a trunk's password"
NAMES = ("inward", "main", "second", "dead", "account")
GREETING = (Announcement(name="default"),)


@dataclass(frozen=True, slots=True)
class Lines:
    """The trunks of this module by name: their ports and ids. Calls come in through `inward`."""

    ports: Mapping[str, int]
    ids: Mapping[str, int]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lines(product: Product) -> Lines:
    """Trunks on loopback, the routes, and two menus."""
    ports = {name: reserved_port() for name in NAMES}
    async with objects_of(product) as objects:
        ids = await _trunks(objects, ports)
        nine = await _outbound(objects, ids)
        await _inbound(objects, ids["inward"], nine)
    await product.cli("credentials", "trunk", str(ids["account"]), "--password", PASSWORD)
    return Lines(ports, ids)


async def _trunks(objects: Objects, ports: Mapping[str, int]) -> dict[str, int]:
    more: dict[str, dict[str, object]] = {
        "second": {"caller_id": "5550200"},
        "account": {"username": "acct-7", "keep_caller_id": True, "send_identity": True},
        "inward": {"trust_identity": True},
    }
    common = {"host": "127.0.0.1"}
    return {
        name: await objects.create(
            Trunk.model_validate({"name": name, "port": ports[name], **common, **more.get(name, {})})
        )
        for name in NAMES
    }


async def _outbound(objects: Objects, ids: Mapping[str, int]) -> int:
    """9: strip, prepend, the route's caller id. 81: the trunk's. 82: the caller's. 83: none. 84, 85: a second trunk."""
    alice = await objects.id_of("1000")
    strip = DialPattern(pattern="9NXXXXXX", strip=1, prepend="+49")
    for route in (
        _route("trunk's", "81XX", ids["second"]),
        _route("caller's", "82XX", ids["account"]),
        _route("none", "83XX", ids["main"]),
        _route("dead", "84XX", ids["dead"], ids["second"]),
        _route("two", "85XX", ids["main"], ids["second"]),
        _route("alice", "86XX", ids["main"], extensions=(alice,)),
    ):
        await objects.create(route)
    return await objects.create(
        OutboundRoute(name="nine", patterns=(strip,), trunks=(ids["main"],), caller_id="5550100", all_extensions=True)
    )


def _route(name: str, pattern: str, *trunks: int, extensions: tuple[int, ...] = ()) -> OutboundRoute:
    return OutboundRoute(
        name=name,
        patterns=(DialPattern(pattern=pattern),),
        trunks=trunks,
        all_extensions=not extensions,
        extensions=extensions,
    )


async def _inbound(objects: Objects, inward: int, nine: int) -> None:
    """Number 5551000 is a menu: 1 is Alice, 2 an outside number. 5551001 is one that lets its callers dial out."""
    alice = await objects.id_of("1000")
    outside = ToExternalNumber(prefix="9", number="5551234")
    options = (
        Option(keys="1", route=Route(to=ToExtension(extension=alice))),
        Option(keys="2", route=Route(to=outside)),
    )
    menus = {
        "5551000": Ivr(number="6400", name="Closed", greeting=GREETING, options=options),
        "5551001": Ivr(
            number="6401", name="Open", greeting=GREETING, outbound_dial=OutboundDial(enabled=True, routes=(nine,))
        ),
    }
    for number, menu in menus.items():
        to = ToIvr(ivr=await objects.create(menu))
        await objects.create(InboundRoute(name=number, trunks=(inward,), pattern=number, to=to))


@pytest_asyncio.fixture(loop_scope="module")
async def phones(product: Product, lines: Lines, tmp_path: Path) -> AsyncIterator[Phones]:
    """Phones of one test; the calls before it are not its own."""
    async with phones_of(product, tmp_path) as found:
        yield found


def hangs_up(after_ms: int = 1500) -> tuple[str, str, str]:
    """The caller is answered, stays a while and hangs up."""
    return steps.MAY_RING + steps.answered(), steps.pause(after_ms), steps.by_caller("BYE", 3)


async def assert_talk(one: RtpEnd, other: RtpEnd) -> None:
    """Each hears the other's tone."""
    async with talking(one, CALLER_HZ), talking(other, CALLEE_HZ):
        await other.hears_tone(CALLER_HZ)
        await one.hears_tone(CALLEE_HZ)


def last_invite(trunk: Sipp) -> str:
    """The INVITE that came to the trunk."""
    invites = received(trunk, "INVITE")
    assert invites
    return invites[-1]


def dialled(trunk: Sipp) -> tuple[str, str]:
    """The number in the Request-URI, and the one in From."""
    invite = last_invite(trunk)
    caller = header(invite, "From").partition("sip:")[2].partition("@")[0]
    return invite.partition("sip:")[2].partition("@")[0], caller


# In.


@pytest.mark.parametrize(("privacy", "caller"), [("none", "4930222"), ("id", "")])
async def test_who_calls_is_who_the_trunk_asserts(phones: Phones, lines: Lines, privacy: str, caller: str) -> None:
    told = (
        f"P-Asserted-Identity: <sip:+49-30-222@provider.example>\nPrivacy: {privacy}",
        "Diversion: <sip:4930333@provider.example>;reason=no-answer",
    )
    await outside_call(phones, lines.ports["inward"], "5559999", steps.refused(404), headers="\n".join(told))
    await phones.succeed()
    record, events = await phones.ended()
    (started,) = data_of(events, "call_started")
    assert record.caller.lstrip("+") == caller
    assert (started["withheld"], started["diverted_from"]) == (privacy == "id", "4930333")


async def test_call_from_a_trunk_through_a_menu_to_an_extension(phones: Phones, lines: Lines) -> None:
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        await phones.callee("1000", *TALKS, rtp_port=callee.port)
        await outside_call(phones, lines.ports["inward"], "5551000", *hangs_up(3500), rtp_port=caller.port)
        await caller.press("1")
        await assert_talk(caller, callee)
        await phones.succeed()
    record, _ = await phones.ended()
    assert (record.caller, record.dialled, record.trunk) == ("4930123456", "5551000", lines.ids["inward"])


async def test_number_without_a_route_is_not_found(phones: Phones, lines: Lines) -> None:
    await outside_call(phones, lines.ports["inward"], "5559999", steps.refused(404))
    await outside_call(phones, lines.ports["second"], "5551000", steps.refused(404))
    await phones.succeed()


async def test_trunk_does_not_become_an_extension_by_its_from(phones: Phones, lines: Lines) -> None:
    with nobody_calls(lines.ports["second"]):
        await outside_call(phones, lines.ports["inward"], "8100", steps.refused(404), user="1000")
        await phones.succeed()


async def test_neighbour_of_a_trunk_that_claims_to_be_an_extension_must_prove_it(phones: Phones, lines: Lines) -> None:
    with nobody_calls(lines.ports["second"]):
        await outside_call(phones, reserved_port(), "8100", steps.refused(401), user="1000")
        await phones.succeed()


@pytest.mark.parametrize("number", ["8100", "95551234", "1000", "6400"])
async def test_outside_caller_gets_nowhere_without_an_inbound_route(phones: Phones, lines: Lines, number: str) -> None:
    with nobody_calls(lines.ports["second"]), nobody_calls(lines.ports["main"]):
        await outside_call(phones, lines.ports["inward"], number, steps.refused(404))
        await phones.succeed()


async def test_outside_caller_never_gets_out_of_a_menu_without_outbound_dial(phones: Phones, lines: Lines) -> None:
    with nobody_calls(lines.ports["main"]):
        async with rtp_ends("PCMU") as (caller,):
            until_bye = steps.answered(), steps.takes("BYE")
            await outside_call(phones, lines.ports["inward"], "5551000", *until_bye, rtp_port=caller.port)
            for digit in "95551234":
                await caller.press(digit, 0.06)
            await phones.succeed()
        _, events = await phones.ended()
    assert "no_match" in kinds(events)
    assert "dial_started" not in kinds(events)


async def test_outside_caller_dials_out_of_a_menu_that_permits_it(phones: Phones, lines: Lines) -> None:
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        trunk = await trunk_answers(phones, lines.ports["main"], *TALKS, rtp_port=callee.port)
        await outside_call(phones, lines.ports["inward"], "5551001", *hangs_up(5000), rtp_port=caller.port)
        for digit in "95551234":
            await caller.press(digit, 0.06)
        await assert_talk(caller, callee)
        await phones.succeed()
    assert dialled(trunk) == ("+495551234", "5550100")


async def test_menu_sends_an_outside_caller_to_an_outside_number(phones: Phones, lines: Lines) -> None:
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        trunk = await trunk_answers(phones, lines.ports["main"], *TALKS, rtp_port=callee.port)
        await outside_call(phones, lines.ports["inward"], "5551000", *hangs_up(3500), rtp_port=caller.port)
        await caller.press("2")
        await assert_talk(caller, callee)
        await phones.succeed()
    assert dialled(trunk) == ("+495551234", "5550100")


async def test_outside_caller_cannot_have_himself_sent_out(phones: Phones, lines: Lines) -> None:
    """A REFER of a caller from outside is declined: it would be a call on our bill."""
    refer = steps.by_caller("REFER", 3, headers="Refer-To: <sip:8100@[remote_ip]>", answer=603)
    in_talk = (steps.MAY_RING + steps.answered(), steps.pause(2500), refer, steps.by_caller("BYE", 4))
    with nobody_calls(lines.ports["second"]):
        async with rtp_ends("PCMU", "PCMU") as (caller, callee):
            await phones.callee("1000", *TALKS, rtp_port=callee.port)
            await outside_call(phones, lines.ports["inward"], "5551000", *in_talk, rtp_port=caller.port)
            await caller.press("1")
            await assert_talk(caller, callee)
            await phones.succeed()


async def test_somebody_outside_who_was_transferred_cannot_have_himself_sent_out(phones: Phones, lines: Lines) -> None:
    """An extension has sent him to another: he is that call's caller now, and still has no right of the extension."""
    headers = "Refer-To: <sip:8100@[remote_ip]>"
    refer = steps.pause(1500), steps.by_callee("REFER", 1, headers=headers, answer=603), steps.by_callee("BYE", 2)
    with nobody_calls(lines.ports["second"]):
        await phones.callee("1000", *TALKS)
        await trunk_answers(phones, lines.ports["main"], steps.picks_up(), *refer)
        sends = steps.MAY_RING + steps.answered(), steps.pause(200), steps.refers_by_caller("1000")
        await phones.caller("1001", "8333", *sends)
        await phones.succeed()


async def test_who_was_transferred_sends_others_where_he_may_call_himself(phones: Phones, lines: Lines) -> None:
    """Alice may call 86XX, Bob may not: that she sent Bob to Carol gives him nothing of hers."""
    with nobody_calls(lines.ports["main"]):
        await phones.callee("1002", steps.picks_up(), steps.takes("BYE"))
        await phones.callee("1001", steps.picks_up(), steps.pause(1500), steps.refers_by_callee("8600"))
        sends = steps.RINGS, steps.answered(), steps.pause(200), steps.refers_by_caller("1002")
        await phones.caller("1000", "1001", *sends)
        await phones.succeed()
    async with objects_of(phones.product) as objects:
        alice, bob = await objects.id_of("1000"), await objects.id_of("1001")
    _, events = await phones.ended()
    assert [event["by"] for event in data_of(events, "transferred")] == [alice, bob]


# Out.


async def test_extension_dials_out(phones: Phones, lines: Lines) -> None:
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        trunk = await trunk_answers(phones, lines.ports["main"], *TALKS, rtp_port=callee.port)
        await phones.caller("1001", "95551234", *hangs_up(2500), rtp_port=caller.port)
        await assert_talk(caller, callee)
        await phones.succeed()
    assert dialled(trunk) == ("+495551234", "5550100")


@pytest.mark.parametrize(
    ("name", "number", "caller"),
    [("second", "8111", "5550200"), ("main", "8333", "anonymous")],
    ids=["the trunk's", "withheld"],
)
async def test_caller_id_outwards(phones: Phones, lines: Lines, name: str, number: str, caller: str) -> None:
    trunk = await trunk_answers(phones, lines.ports[name], *refuses(486, "Busy Here"))
    await phones.caller("1001", number, steps.refused(486))
    await phones.succeed()
    assert dialled(trunk) == (number, caller)


async def test_trunk_challenges_the_call(phones: Phones, lines: Lines) -> None:
    """The trunk of the account keeps the caller's own number."""
    trunk = await trunk_answers(phones, lines.ports["account"], *refuses(486, "Busy Here"), scenario="trunk_challenge")
    await phones.caller("1001", "8222", steps.refused(486))
    await phones.succeed()
    assert dialled(trunk) == ("8222", "1001")
    assert header(last_invite(trunk), "P-Asserted-Identity").startswith("<sip:acct-7@")
    assert_proves(last_invite(trunk), "Proxy-Authorization", "acct-7", PASSWORD)


@pytest.mark.parametrize(("user", "number"), [("1001", "8600"), ("1001", "7777")], ids=["not his route", "no route"])
async def test_extension_without_permission_gets_nowhere(phones: Phones, lines: Lines, user: str, number: str) -> None:
    with nobody_calls(lines.ports["main"]):
        await phones.caller(user, number, steps.refused(404))
        await phones.succeed()


async def test_extension_with_permission_gets_out(phones: Phones, lines: Lines) -> None:
    trunk = await trunk_answers(phones, lines.ports["main"], *refuses(486, "Busy Here"))
    await phones.caller("1000", "8600", steps.refused(486))
    await phones.succeed()
    assert dialled(trunk)[0] == "8600"


# Failing trunks.


async def test_second_trunk_takes_over_when_the_first_cannot(phones: Phones, lines: Lines) -> None:
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        await trunk_answers(phones, lines.ports["main"], *refuses(503, "Service Unavailable"))
        await trunk_answers(phones, lines.ports["second"], *TALKS, rtp_port=callee.port)
        await phones.caller("1001", "8500", *hangs_up(2500), rtp_port=caller.port)
        await assert_talk(caller, callee)
        await phones.succeed()
    _, events = await phones.ended()
    assert [(dial["status"], dial["outcome"] == "answered") for dial in data_of(events, "dial_ended")] == [
        (503, False),
        (0, True),
    ]


async def test_second_trunk_takes_over_when_the_first_is_silent(phones: Phones, lines: Lines) -> None:
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        await trunk_answers(phones, lines.ports["second"], *TALKS, rtp_port=callee.port)
        await phones.caller("1001", "8400", *hangs_up(2500), rtp_port=caller.port)
        await assert_talk(caller, callee)
        await phones.succeed()
    _, events = await phones.ended()
    assert [dial["outcome"] for dial in data_of(events, "dial_ended")] == ["unreachable", "answered"]


async def test_busy_is_an_answer_and_no_reason_for_the_second_trunk(phones: Phones, lines: Lines) -> None:
    with nobody_calls(lines.ports["second"]):
        await trunk_answers(phones, lines.ports["main"], *refuses(486, "Busy Here"))
        await phones.caller("1001", "8500", steps.refused(486))
        await phones.succeed()


# Registration.


async def test_registration_follows_the_configuration(product: Product, phones: Phones, lines: Lines) -> None:
    """Created, given its password, refreshed, moved to another port: without a restart."""
    port, moved = reserved_port(), reserved_port()
    registrar = await trunk_answers(phones, port, scenario="trunk_registrar", expires_s=3)
    trunk = Trunk(name="provider", type="register", host="127.0.0.1", port=port, username="4930777")
    async with objects_of(product) as objects:
        id = await objects.create(trunk)
    await product.cli("credentials", "trunk", str(id), "--password", PASSWORD)
    await registrar.succeeds()
    granted = received(registrar, "REGISTER")[-1]
    assert_registered(product, granted)
    async with listening(port) as old, listening(moved) as new, objects_of(product) as objects:
        refresh = await old.registration("600")
        assert header(refresh, "Call-ID") == header(granted, "Call-ID")
        assert int(header(refresh, "CSeq").split()[0]) > int(header(granted, "CSeq").split()[0])
        change = {"port": moved}
        await objects.repository.edit(Trunk, id, lambda trunk: trunk.model_copy(update=change), author="test")
        await old.registration("0")
        await new.registration("600")
        await objects.repository.delete(Trunk, id, author="test")


def assert_registered(product: Product, register: str) -> None:
    """A REGISTER of the account with its proof and our address."""
    assert_proves(register, "Authorization", "4930777", PASSWORD)
    assert header(register, "Contact").startswith(f"<sip:4930777@127.0.0.1:{product.sip_port}")
    assert header(register, "To") == "<sip:4930777@127.0.0.1>"
    assert header(register, "Expires") == "600"


async def test_call_to_the_registered_account(product: Product, phones: Phones, lines: Lines) -> None:
    """A provider calls the account; the dialled number is in To."""
    port = reserved_port()
    async with objects_of(product) as objects:
        alice = await objects.id_of("1000")
        trunk = Trunk(name="registered", type="register", host="127.0.0.1", port=port, username="4930888")
        id = await objects.create(trunk)
        to = ToExtension(extension=alice)
        await objects.create(InboundRoute(name="registered", trunks=(id,), pattern="4930888X", to=to))
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        await phones.callee("1000", *TALKS, rtp_port=callee.port)
        await outside_call(phones, port, "4930888", *hangs_up(2500), to="49308885", rtp_port=caller.port)
        await assert_talk(caller, callee)
        await phones.succeed()
    record, _ = await phones.ended()
    assert record.dialled == "49308885"
