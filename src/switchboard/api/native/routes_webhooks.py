"""The test of a webhook, and how far the messages to others are."""

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import cursor
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_objects import Cursor, Id, Limit
from switchboard.api.native.shapes import DeliveryShown, Page, TestOutcome
from switchboard.delivery.sender import NotDelivered
from switchboard.delivery.webhooks import TEST_BODY, WebhookPoster
from switchboard.model.messaging import Webhook
from switchboard.outbound.sender import HttpSender
from switchboard.store.calls.outbox import DeliveryState, Outbox

_PURPOSE = "outbox"


class WebhookRoutes:
    """What webhooks have besides their documents."""

    def __init__(self, services: ApiServices) -> None:
        outbound = services.settings.outbound
        self._outbox = Outbox(services.database)
        http = HttpSender(outbound.private_hosts, outbound.timeout_s)
        self._poster = WebhookPoster(http, services.credentials)

    def add_to(self, face: Face) -> None:
        test = Operation("POST", "/webhooks/{id}/test", "editor", gives=TestOutcome)
        face.add(test, self.test, "webhooks", "test_webhook")
        listing = Operation("GET", "/outbox", "viewer", gives=Page[DeliveryShown])
        face.add(listing, self.outbox, "webhooks", "list_outbox")

    async def test(self, request: Request, id: Id) -> Response:
        """Post `{"event":"test"}` to the webhook now, signed, and say what came of it."""
        client = client_of(request)
        webhook = await client.repository.get(Webhook, id)
        try:
            outcome = await self._poster.post(client.tenant, webhook, TEST_BODY)
        except NotDelivered as failure:
            return json_of(TestOutcome(delivered=False, outcome=str(failure)))
        return json_of(TestOutcome(delivered=True, outcome=outcome))

    async def outbox(
        self,
        request: Request,
        limit: Limit = 50,
        after: Cursor = None,
        state: Annotated[DeliveryState | None, Query()] = None,
    ) -> Response:
        """The messages to webhooks and SMS gateways, newest first, without what they say."""
        before = cursor.one_number(_PURPOSE, after)
        found = await self._outbox.page(client_of(request).tenant, limit=limit + 1, before=before, state=state)
        following = cursor.written(_PURPOSE, [found[limit - 1].id]) if len(found) > limit else None
        items = [DeliveryShown.model_validate(delivery) for delivery in found[:limit]]
        return json_of(Page[DeliveryShown](items=items, next=following))
