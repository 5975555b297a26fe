"""A phone calls the emergency services: through any trunk that takes it, and people are told."""

from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio

from switchboard.model.emergency import Emergency
from switchboard.model.office import OFFICE, Office
from switchboard.model.record_notice import RecordNotice
from switchboard.model.trunk import Trunk
from tests.kit import sipp_steps as steps
from tests.kit.phones import Phones, data_of, phones_of, rtp_ends
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.trunks import TALKS, header, objects_of, received, refuses, trunk_answers

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

PLACE = "+49305550100"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ports(product: Product) -> tuple[int, int]:
    """Two trunks without any route, of which the second is for emergencies; Bob is to know. Who is recorded is told."""
    first, second = reserved_port(), reserved_port()
    async with objects_of(product) as objects:
        await objects.create(Trunk(name="first", host="127.0.0.1", port=first, record=True))
        id = await objects.create(Trunk(name="second", host="127.0.0.1", port=second, record=True))
        emergency = Emergency(
            numbers=("112",), trunks=(id,), caller_id=PLACE, tell_extensions=(await objects.id_of("1001"),)
        )
        changes = {"emergency": emergency, "record_notice": RecordNotice()}
        await objects.repository.edit_named(
            Office, OFFICE, lambda office: (office or Office()).model_copy(update=changes), author="test"
        )
    return first, second


@pytest_asyncio.fixture(loop_scope="module")
async def phones(product: Product, ports: tuple[int, int], tmp_path: Path) -> AsyncIterator[Phones]:
    async with phones_of(product, tmp_path) as found:
        yield found


async def test_the_next_trunk_takes_it_and_somebody_hears_of_it(phones: Phones, ports: tuple[int, int]) -> None:
    first, second = ports
    async with rtp_ends("PCMU", "PCMU") as (told, _):
        busy = await trunk_answers(phones, second, *refuses(486, "Busy Here"))
        services = await trunk_answers(phones, first, *TALKS)
        await phones.callee("1001", *TALKS[:3], steps.pause(2500), steps.by_callee("BYE", 1), rtp_port=told.port)
        hangs_up = steps.MAY_RING + steps.answered(), steps.pause(3500), steps.by_caller("BYE", 3)
        await phones.caller("1000", "112", *hangs_up)
        packets = await told.hears(75)
        assert np.abs(told.samples(last=len(packets))).max() > 2000
        await phones.succeed()
    (invite,), (refused) = received(services, "INVITE"), received(busy, "INVITE")
    assert len(refused) == 1
    assert PLACE in header(invite, "From")
    assert invite.startswith("INVITE sip:112@")


async def test_what_is_told_of_it(phones: Phones, ports: tuple[int, int]) -> None:
    _, second = ports
    await trunk_answers(phones, second, *TALKS)
    hangs_up = steps.MAY_RING + steps.answered(), steps.pause(500), steps.by_caller("BYE", 3)
    await phones.caller("1000", "112", *hangs_up)
    await phones.succeed()
    _, events = await phones.ended()
    (dialled,) = data_of(events, "emergency_dialled")
    assert (dialled["number"], dialled["caller"]) == ("112", "1000")
    assert data_of(events, "prompt_started") == []
