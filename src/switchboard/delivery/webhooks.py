"""Webhooks: events of calls are posted to an address, signed."""

import base64
import hmac
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from switchboard import errors
from switchboard.delivery.sender import NotDelivered
from switchboard.model.messaging import Topic, Webhook
from switchboard.model.stored import Stored
from switchboard.outbound.reply import CannotReach
from switchboard.outbound.sender import HttpSender
from switchboard.store.calls.feed import FeedEvent, read_after
from switchboard.store.calls.notices import WebhookNotice
from switchboard.store.calls.outbox import Delivery
from switchboard.store.calls.trunk_news import TrunkNotice
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.people.credentials import Credentials

OF_WEBHOOK: Final = "secret"
"""The name under which a webhook's secret is kept beside its document."""

TEST_BODY: Final = '{"event":"test"}'

Render = Callable[[FeedEvent, Topic], Awaitable[str | None]]
"""The body for an event, in one form; None where that form has nothing to say about it. Raises Unavailable."""

RenderTrunk = Callable[[TrunkNotice], Awaitable[str]]
"""The body that tells of a trunk, in one form. Raises Unavailable."""


class WebhookPoster:
    """Posts JSON to webhooks. Who knows the secret can tell that it is ours by `X-Signature`."""

    def __init__(self, http: HttpSender, credentials: Credentials) -> None:
        self._http = http
        self._credentials = credentials

    async def post(self, tenant: int, webhook: Stored[Webhook], body: str) -> str:
        """Post a body to the webhook; returns the status in words. Raises NotDelivered, Unavailable."""
        content = body.encode()
        headers = {"Content-Type": "application/json"}
        secret = await self._credentials.object_secret(tenant, webhook.id, OF_WEBHOOK)
        if secret is not None:
            headers["X-Signature"] = signature(content, secret)
        try:
            reply = await self._http.send("POST", webhook.document.url, content=content, headers=headers)
        except CannotReach as failure:
            raise NotDelivered(str(failure)) from failure
        if not 200 <= reply.status < 300:
            raise NotDelivered(f"status {reply.status}")
        return f"status {reply.status}"


class WebhookChannel:
    """Delivers messages of the outbox to webhooks. `forms` are the bodies by the format that a webhook wants,
    `trunk_forms` those that tell of trunks.
    """

    def __init__(
        self,
        database: Database,
        repository: Callable[[int], Repository],
        poster: WebhookPoster,
        forms: Mapping[str, Render],
        trunk_forms: Mapping[str, RenderTrunk],
    ) -> None:
        self._database = database
        self._repository = repository
        self._poster = poster
        self._forms = forms
        self._trunk_forms = trunk_forms

    async def deliver(self, delivery: Delivery) -> str:
        """Post the event as it was to the webhook as it is now. Raises NotDelivered, Unavailable."""
        try:
            webhook = await self._repository(delivery.tenant).get(Webhook, delivery.target)
        except errors.NotFound as error:
            raise NotDelivered("the webhook is gone", final=True) from error
        if not webhook.document.enabled:
            raise NotDelivered("the webhook is switched off", final=True)
        body = await self._body(delivery, webhook.document.format)
        return "nothing to tell" if body is None else await self._poster.post(delivery.tenant, webhook, body)

    async def _body(self, delivery: Delivery, form: str) -> str | None:
        if "trunk" in delivery.message:
            render_trunk = self._trunk_forms.get(form)
            return None if render_trunk is None else await render_trunk(TrunkNotice.model_validate(delivery.message))
        render = self._forms.get(form)
        if render is None:
            raise NotDelivered(f"no events are told in the form of {form}", final=True)
        notice = WebhookNotice.model_validate(delivery.message)
        before, at = notice.position - 1, notice.position
        found = await read_after(self._database, before, until=at, tenant=delivery.tenant)
        if not found:
            raise NotDelivered("the record of the call is gone", final=True)
        return await render(found[0], notice.topic)


def signature(content: bytes, secret: str) -> str:
    """HMAC-SHA256 of a body with the secret, in base64."""
    return base64.b64encode(hmac.digest(secret.encode(), content, "sha256")).decode()
