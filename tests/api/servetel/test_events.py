"""What a webhook in the dialect's form is told when an option is chosen, and when a call is over."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from switchboard.api.servetel.events import FORM, ServetelWebhooks
from switchboard.call.record import AnsweredRow, EventRow, OpenedRow
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
NOTES = {"custom_identifier": "A-7", "uuid": "not this"}
TOLD = {
    "custom_identifier": "A-7",
    "uuid": "a",
    "call_to_number": "442079460000",
    "caller_id_number": "+4930123",
    "digit_pressed": "12",
    "date": "2026-01-06 01:30:00",
}
ENDED = {
    "custom_identifier": "A-7",
    "uuid": "a",
    "call_to_number": "442079460000",
    "caller_id_number": "+4930123",
    "call_id": "a",
    "ref_id": "4711",
    "direction": "outbound",
    "call_status": "answered",
    "start_stamp": "2026-01-06 01:30:00",
    "answer_stamp": "2026-01-06 01:30:05",
    "end_stamp": "2026-01-06 01:30:09",
    "duration": 9,
    "billsec": 4,
    "hangup_cause": "NORMAL_CLEARING",
    "answered_agent": None,
    "digits_dialed": "",
    "date": "2026-01-06 01:30:09",
}
PLACED = {
    "caller": "+4930123",
    "dialled": "442079460000",
    "placed_by": "servetel-key:shop",
    "reference": "4711",
    "notes": NOTES,
}


async def test_the_payloads(servetel: Servetel) -> None:
    """Of the option's own webhook, and of one that wants all options and the ends of calls."""
    database, services = servetel.services.database, servetel.services
    poster = WebhookPoster(HttpSender(("localhost",), 5), services.credentials)
    channel = WebhookChannel(database, services.repository, poster, {FORM: ServetelWebhooks(database).bodies}, {})
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
                EventRow("a", 0, AT, "call_started", PLACED),
                AnsweredRow("a", AT + timedelta(seconds=5)),
                EventRow("a", 1, AT, "matched", {"entry": "12", "by": "option"}),
                EventRow("a", 2, AT, "webhook_requested", {"webhook": 401, "ivr": 50, "keys": "12"}),
                EventRow("a", 3, AT, "answered", {}),
                EventRow("a", 4, AT + timedelta(seconds=9), "call_ended", {"by": "caller", "cause": "normal"}),
            ]
        )
        posted = await receiver.got(3)
        assert sorted(one.path for one in posted) == ["/every", "/every", "/named"]
        bodies = sorted((json.loads(one.body) for one in posted), key=len)
        assert bodies == [TOLD, TOLD, ENDED]
        outbox = await settled(servetel)
    assert sorted(outbox) == [(401, "status 200"), (402, "status 200"), (402, "status 200")]
    sender.cancel()
    await asyncio.wait([sender])


async def settled(servetel: Servetel) -> list[tuple[int, str]]:
    """Target and outcome of each message, once none waits."""
    outbox = Outbox(servetel.services.database)

    async def nothing_waits() -> bool:
        return not await outbox.page(1, limit=1, state="waiting")

    await until(nothing_waits)
    return [(one.target, one.outcome) for one in await outbox.page(1, limit=9)]
