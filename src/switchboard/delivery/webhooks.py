"""Webhooks: events of calls are posted to an address, signed."""

import base64
import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
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
from switchboard.store.queues import agent_changes
from switchboard.store.queues.agent_changes import KeptChange

OF_WEBHOOK: Final = "secret"
"""The name under which a webhook's secret is kept beside its document."""

TEST_BODY: Final = '{"event":"test"}'

Render = Callable[[FeedEvent, Topic], Awaitable[Sequence[str]]]
"""The bodies for an event, one after the other, in one form; none where that form has nothing to say about it. Raises
Unavailable.
"""

RenderTrunk = Callable[[TrunkNotice], Awaitable[str]]
"""The body that tells of a trunk, in one form. Raises Unavailable."""


RenderAgent = Callable[[int, KeptChange], Awaitable[Sequence[str]]]
"""The bodies, one after the other, for what an agent of a tenant does. Raises Unavailable."""


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
        agent_forms: Mapping[str, RenderAgent] = MappingProxyType({}),
    ) -> None:
        self._database = database
        self._repository = repository
        self._poster = poster
        self._forms = forms
        self._trunk_forms = trunk_forms
        self._agent_forms = agent_forms

    async def deliver(self, delivery: Delivery) -> str:
        """Post the event as it was to the webhook as it is now. Raises NotDelivered, Unavailable."""
        try:
            webhook = await self._repository(delivery.tenant).get(Webhook, delivery.target)
        except errors.NotFound as error:
            raise NotDelivered("the webhook is gone", final=True) from error
        if not webhook.document.enabled:
            raise NotDelivered("the webhook is switched off", final=True)
        status = "nothing to tell"
        for body in await self._bodies(delivery, webhook.document.format):
            status = await self._poster.post(delivery.tenant, webhook, body)
        return status

    async def _bodies(self, delivery: Delivery, form: str) -> Sequence[str]:
        if "trunk" in delivery.message:
            render = self._trunk_forms.get(form)
            return [] if render is None else [await render(TrunkNotice.model_validate(delivery.message))]
        notice = WebhookNotice.model_validate(delivery.message)
        if notice.topic == "agent_state":
            return await self._of_agent(delivery.tenant, notice, form)
        return await self._of_event(delivery, notice, form)

    async def _of_agent(self, tenant: int, notice: WebhookNotice, form: str) -> Sequence[str]:
        render = self._agent_forms.get(form)
        if render is None:
            return []
        try:
            change = await agent_changes.find(self._database, tenant, notice.position)
        except errors.NotFound as error:
            raise NotDelivered("the change of the agent is gone", final=True) from error
        return await render(tenant, change)

    async def _of_event(self, delivery: Delivery, notice: WebhookNotice, form: str) -> Sequence[str]:
        render = self._forms.get(form)
        if render is None:
            raise NotDelivered(f"no events are told in the form of {form}", final=True)
        before, at = notice.position - 1, notice.position
        found = await read_after(self._database, before, until=at, tenant=delivery.tenant)
        if not found:
            raise NotDelivered("the record of the call is gone", final=True)
        return await render(found[0], notice.topic)


def signature(content: bytes, secret: str) -> str:
    """HMAC-SHA256 of a body with the secret, in base64."""
    return base64.b64encode(hmac.digest(secret.encode(), content, "sha256")).decode()
