"""A caller spells a name with the running product, hears it from a voice, and talks to whoever has it."""

import asyncio
from typing import Any

import pytest

from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.calls.log import CallLog
from tests.e2e.phones import WITHIN_S, phones
from tests.kit.processes import until
from tests.kit.product import Product

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


async def test_a_caller_spells_a_name_and_reaches_the_person(product: Product) -> None:
    client = await product.yeastar()
    body = {
        **{"number": "6330", "name": "Names", "prompt": "", "prompt_repeat": 1, "resp_timeout": 5},
        **{"digit_timeout": 3, "dial_ext_option": "disable", "press1_dest": "dial_by_name"},
    }
    assert (await client.post("/ivr/create", body))["errcode"] == 0
    await client.close()
    async with phones(product) as people:
        await people.register()
        session = await people.call("6330")
        for key in "1254":  # 1, and ALI for Alice
            await session.rtp.press(key)
        events: list[dict[str, Any]] = []

        async def is_being_read() -> bool:
            async with product.database() as database:
                (call,) = await CallLog(database, "").page(DEFAULT_TENANT, limit=1)
            events[:] = await product.events(call.id)
            return any(event["data"].get("name") == "spoken-name" for event in events)

        await until(is_being_read)
        await session.rtp.press("1")
        await asyncio.wait_for(people.answered.get(), WITHIN_S)
    assert [event["data"]["number"] for event in events if event["type"] == "name_offered"] == ["1000"]
