"""A caller whose media has died is hung up on, and the record says so."""

from pathlib import Path

import pytest

from tests.kit.calls import calling
from tests.kit.product import Product

pytestmark = [pytest.mark.e2e]


async def test_a_caller_that_sends_nothing_is_hung_up_on(tmp_path: Path) -> None:
    product = Product.prepare(tmp_path, "rtp_timeout_s = 2.0")
    await product.start()
    async with calling(product, tmp_path, "6200", scenario="call_waits") as caller:
        await caller.sipp.succeeds()
    call = (await product.calls())[0]
    assert (call["ended_by"], call["cause"]) == ("switchboard", "media-lost")
    assert await product.stop() == 0
