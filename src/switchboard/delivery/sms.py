"""Short messages: a request to the gateway that the operator has named."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlencode

from pydantic import JsonValue

from switchboard import errors
from switchboard.config import SmsSettings
from switchboard.delivery.sender import NotDelivered
from switchboard.model.messaging import SmsTemplate
from switchboard.outbound.reply import CannotReach
from switchboard.outbound.sender import HttpSender
from switchboard.store.calls.notices import SmsNotice
from switchboard.store.calls.outbox import Delivery
from switchboard.store.documents.repository import Repository

_NUMBER = re.compile(r"\+?[0-9]{3,32}")
_PLACE = re.compile(r"\{(to|text|sender|id)\}")
_LATER: Final = (408, 425, 429)
"""Statuses below 500 after which the gateway may take the same message."""


class SmsChannel:
    """Delivers messages of the outbox to callers' telephones. Without a gateway none is sent, as the outbox shows."""

    def __init__(self, http: HttpSender, repository: Callable[[int], Repository], settings: SmsSettings) -> None:
        self._http = http
        self._repository = repository
        self._settings = settings

    async def deliver(self, delivery: Delivery) -> str:
        """Send the template as it is now. Raises NotDelivered, Unavailable."""
        to = SmsNotice.model_validate(delivery.message).to
        if not self._settings.url:
            raise NotDelivered("no SMS gateway is configured", final=True)
        if not _NUMBER.fullmatch(to):
            raise NotDelivered("the caller has no number that takes messages", final=True)
        try:
            template = (await self._repository(delivery.tenant).get(SmsTemplate, delivery.target)).document
        except errors.NotFound as error:
            raise NotDelivered("the SMS template is gone", final=True) from error
        sender = template.sender or self._settings.sender
        return await self._send({"to": to, "text": template.text, "sender": sender, "id": str(delivery.id)})

    async def _send(self, values: Mapping[str, str]) -> str:
        settings, filled = self._settings, _filled(self._settings.fields, values)
        url, content = settings.url, _encoded(filled, settings.format)
        if settings.method == "GET":
            url, content = f"{url}{'&' if '?' in url else '?'}{content.decode()}", b""
        try:
            reply = await self._http.send(settings.method, url, content=content, headers=self._headers())
        except CannotReach as failure:
            raise NotDelivered(str(failure)) from failure
        if not 200 <= reply.status < 300:
            raise NotDelivered(f"status {reply.status}", final=reply.status < 500 and reply.status not in _LATER)
        return f"status {reply.status}"

    def _headers(self) -> dict[str, str]:
        kind = "application/json" if self._settings.format == "json" else "application/x-www-form-urlencoded"
        headers = {} if self._settings.method == "GET" else {"Content-Type": kind}
        if token := self._settings.token.get_secret_value():
            headers["Authorization"] = f"Bearer {token}"
        return headers | {name: value.get_secret_value() for name, value in self._settings.headers.items()}


def _filled(template: JsonValue, values: Mapping[str, str]) -> JsonValue:
    """The template with each place, such as `{to}`, filled in once: what is filled in is no template."""
    match template:
        case str():
            return _PLACE.sub(lambda place: values[place[1]], template)
        case list():
            return [_filled(item, values) for item in template]
        case dict():
            return {name: _filled(item, values) for name, item in template.items()}
    return template


def _encoded(filled: JsonValue, form: str) -> bytes:
    if form == "form" and isinstance(filled, dict):
        return urlencode({name: str(value) for name, value in filled.items()}).encode()
    return json.dumps(filled).encode()
