"""What a webhook in the dialect's form is told when an option is chosen."""

import asyncio
import json
from datetime import UTC, datetime

import pytest

from switchboard.api.servetel.events import FORM, webhook_bodies
from switchboard.call.record import EventRow, OpenedRow
from switchboard.clock import SystemClock
from switchboard.config import OutboundSettings
from switchboard.delivery.sender import Sender
from switchboard.delivery.webhooks import WebhookChannel, WebhookPoster
from switchboard.model.messaging import Webhook
from switchboard.outbound.sender import HttpSender
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.outbox import Outbox
from tests.kit.processes import until
from tests.kit.receiver import receiving

from ..support import put
from .support import Servetel

pytestmark = pytest.mark.api
AT = datetime(2026, 1, 5, 20, 0, tzinfo=UTC)
TOLD = {
    "uuid": "a",
    "call_to_number": "442079460000",
    "caller_id_number": "+4930123",
    "digit_pressed": "12",
    "date": "2026-01-06 01:30:00",
}


async def test_the_payload_of_an_option(servetel: Servetel) -> None:
    """Of the option's own webhook, and of one that wants all options; other events tell nothing."""
    database, services = servetel.services.database, servetel.services
    poster = WebhookPoster(HttpSender(("localhost",), 5), services.credentials)
    channel = WebhookChannel(database, services.repository, poster, {FORM: webhook_bodies}, {})
    sender = asyncio.create_task(Sender(database, {"webhook": channel}, SystemClock(), OutboundSettings()).run())
    async with receiving() as receiver:
        named = Webhook(name="named", url=receiver.url("/named"), format="servetel")
        every = Webhook(
            name="every", url=receiver.url("/every"), format="servetel", events=("option_pressed", "call_end")
        )
        await put(servetel.repository, 401, named)
        await put(servetel.repository, 402, every)
        await CallLog(database, "node").write(
            [
                OpenedRow("a", 1, AT, "+4930123", "Ann", "442079460000", trunk=60),
                EventRow("a", 0, AT, "matched", {"entry": "12", "by": "option"}),
                EventRow("a", 1, AT, "webhook_requested", {"webhook": 401, "ivr": 50, "keys": "12"}),
                EventRow("a", 2, AT, "call_ended", {"by": "caller", "cause": "normal"}),
            ]
        )
        posted = await receiver.got(2)
        assert sorted(one.path for one in posted) == ["/every", "/named"]
        assert [json.loads(one.body) for one in posted] == [TOLD, TOLD]
        outbox = await settled(servetel)
    assert sorted(outbox) == [(401, "status 200"), (402, "nothing to tell"), (402, "status 200")]
    sender.cancel()
    await asyncio.wait([sender])


async def settled(servetel: Servetel) -> list[tuple[int, str]]:
    """Target and outcome of each message, once none waits."""
    outbox = Outbox(servetel.services.database)

    async def nothing_waits() -> bool:
        return not await outbox.page(1, limit=1, state="waiting")

    await until(nothing_waits)
    return [(one.target, one.outcome) for one in await outbox.page(1, limit=9)]
