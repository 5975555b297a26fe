"""Trunks as providers run them: how they write numbers, their codecs, how many calls they take, whether they answer."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from switchboard.model.destination import ToExtension
from switchboard.model.office import Office
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute, Trunk
from switchboard.status import TrunkStatus
from tests.kit import sipp_steps as steps
from tests.kit.phones import Phones, data_of, phones_of
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.sipp import Sipp
from tests.kit.trunks import (
    TALKS,
    header,
    objects_of,
    options_answered,
    outside_call,
    received,
    refuses,
    trunk_answers,
)

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

STATE_S = 60.0
TRUNKS: Mapping[str, dict[str, object]] = {
    "inward": {"max_incoming_calls": 1, "codecs": ("PCMU",)},
    "one": {
        "max_outgoing_calls": 1,
        "called_number_form": "e164",
        "caller_number_form": "international",
        "caller_id": "+49301000",
        "codecs": ("G722", "PCMU"),
    },
    "second": {},
    "gone": {"options_interval_s": 5},
    "there": {"options_interval_s": 5},
}


@dataclass(frozen=True, slots=True)
class Lines:
    """The trunks by name: their ports and ids. `there` answers OPTIONS, at `gone` is nobody."""

    ports: Mapping[str, int]
    ids: Mapping[str, int]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lines(product: Product) -> AsyncIterator[Lines]:
    """An office in Berlin with its trunks. 81: through `one`. 82: `one`, else `second`. 83: `gone`, else `second`."""
    ports = {name: reserved_port() for name in TRUNKS}
    async with AsyncExitStack() as stack, objects_of(product) as objects:
        await stack.enter_async_context(options_answered(ports["there"]))
        await objects.create(Office(country="DE", area_code="30"))
        ids = {
            name: await objects.create(
                Trunk.model_validate({"name": name, "host": "127.0.0.1", "port": ports[name], **more})
            )
            for name, more in TRUNKS.items()
        }
        for code, trunks in {"81": ("one",), "82": ("one", "second"), "83": ("gone", "second")}.items():
            await objects.create(
                OutboundRoute(
                    name=code,
                    patterns=(DialPattern(pattern=f"{code}.", strip=2),),
                    trunks=tuple(ids[name] for name in trunks),
                    all_extensions=True,
                )
            )
        alice = ToExtension(extension=await objects.id_of("1000"))
        await objects.create(InboundRoute(name="in", trunks=(ids["inward"],), pattern="+49305556789", to=alice))
        yield Lines(ports, ids)


@pytest_asyncio.fixture(loop_scope="module")
async def phones(product: Product, lines: Lines, tmp_path: Path) -> AsyncIterator[Phones]:
    """Phones of one test."""
    async with phones_of(product, tmp_path) as found:
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(product: Product) -> AsyncIterator[httpx.AsyncClient]:
    """Of the native API."""
    async with product.native() as found:
        yield found


async def known(client: httpx.AsyncClient, trunk: int, is_so: Callable[[TrunkStatus], bool]) -> TrunkStatus:
    """The trunk, once it is so."""
    async with asyncio.timeout(STATE_S):
        while True:
            found = TrunkStatus.model_validate((await client.get(f"/trunks/{trunk}/status")).json())
            if is_so(found):
                return found
            await asyncio.sleep(0.1)


def audio(message: str) -> str:
    """The payload types of the m= line."""
    found = re.search(r"^m=audio \d+ RTP/AVP (.*?)\r?$", message, flags=re.MULTILINE)
    assert found, message
    return found[1]


def last(trunk: Sipp) -> str:
    """The INVITE that came last."""
    return received(trunk, "INVITE")[-1]


async def test_a_trunk_is_told_numbers_in_its_forms_and_offered_its_codecs(phones: Phones, lines: Lines) -> None:
    trunk = await trunk_answers(phones, lines.ports["one"], *refuses(486, "Busy Here"))
    await phones.caller("1001", "815551234", steps.refused(486))
    await phones.succeed()
    invite = last(trunk)
    assert invite.startswith("INVITE sip:+49305551234@127.0.0.1")
    assert header(invite, "From").partition("sip:")[2].startswith("0049301000@")
    assert audio(invite) == "9 0 101"


async def test_a_provider_writes_numbers_as_it_likes_and_one_more_call_finds_the_line_busy(
    phones: Phones, lines: Lines
) -> None:
    phone = await phones.callee("1000", *TALKS)
    stays = (steps.MAY_RING + steps.answered(), steps.pause(4000), steps.by_caller("BYE", 3))
    caller = await outside_call(phones, lines.ports["inward"], "0305556789", *stays, user="03022222222")
    await caller.sees(lambda messages: "ACK sip:" in messages)
    again = await outside_call(phones, reserved_port(), "49305556789", steps.refused(486), user="03022222223")
    await again.succeeds()
    await phones.succeed()
    assert header(last(phone), "From").partition("sip:")[2].startswith("+493022222222@")
    answer = next(part for part in caller.messages.split("message received") if "200 OK" in part)
    assert audio(answer) == "0 101"
    record, _ = await phones.ended()
    assert (record.caller, record.dialled) == ("+493022222222", "0305556789")


async def test_a_trunk_that_is_full_leaves_the_call_to_the_next(
    phones: Phones, lines: Lines, client: httpx.AsyncClient
) -> None:
    await trunk_answers(phones, lines.ports["one"], *TALKS)
    await trunk_answers(phones, lines.ports["second"], *refuses(486, "Busy Here"))
    await phones.caller("1001", "825551234", steps.MAY_RING + steps.answered(), steps.takes("BYE"))
    taken = await known(client, lines.ids["one"], lambda trunk: trunk.outgoing_calls == 1)
    assert (taken.state, taken.incoming_calls) == ("unmonitored", 0)
    second = await phones.caller("1002", "825551235", steps.refused(486))
    await second.succeeds()
    _, events = await phones.ended()
    assert [(skip["name"], skip["reason"]) for skip in data_of(events, "trunk_skipped")] == [("one", "full")]
    (first,) = [call for call in (await client.get("/calls")).json()["items"] if call["state"] == "open"]
    await client.post(f"/calls/{first['id']}/hangup")
    await phones.succeed()
    await known(client, lines.ids["one"], lambda trunk: trunk.outgoing_calls == 0)


@pytest.mark.parametrize(("status", "reason", "seen"), [(404, "Not Found", 486), (500, "Error", 486), (403, "No", 603)])
async def test_what_a_provider_refuses_with_decides_whether_the_next_is_tried(
    phones: Phones, lines: Lines, status: int, reason: str, seen: int
) -> None:
    await trunk_answers(phones, lines.ports["one"], *refuses(status, reason))
    if seen == 486:
        await trunk_answers(phones, lines.ports["second"], *refuses(486, "Busy Here"))
    await phones.caller("1001", "825551234", steps.refused(seen))
    await phones.succeed()
    _, events = await phones.ended()
    assert [dial["status"] for dial in data_of(events, "dial_ended")] == [status, 486][: 1 + (seen == 486)]


async def test_a_trunk_that_does_not_answer_is_known_to_be_down(
    phones: Phones, lines: Lines, client: httpx.AsyncClient
) -> None:
    up = await known(client, lines.ids["there"], lambda trunk: trunk.state == "up")
    assert (up.reason, up.last_status, [hop.state for hop in up.hops]) == ("answers-options", 200, ["up"])
    down = await known(client, lines.ids["gone"], lambda trunk: trunk.state == "down")
    assert (down.reason, down.last_status) == ("no-answer", None)
    assert "1 down, 3 unmonitored, 1 up" in await phones.product.cli("status")
    await trunk_answers(phones, lines.ports["second"], *refuses(486, "Busy Here"))
    await phones.caller("1001", "835551234", steps.refused(486))
    await phones.succeed()
    _, events = await phones.ended()
    assert [(skip["name"], skip["reason"]) for skip in data_of(events, "trunk_skipped")] == [("gone", "down")]
    assert len(data_of(events, "dial_started")) == 1
