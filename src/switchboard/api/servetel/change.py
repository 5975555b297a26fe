"""Servetel's requests applied to an IVR of the model. Pure.

What Servetel shows as the nearest that it can express stays as it is when that very thing is sent; what it has no field
for stays in any case (call semantics, section 6).
"""

from switchboard import errors
from switchboard.api.servetel.destinations import from_wire, nearest
from switchboard.api.servetel.envelope import invalid
from switchboard.api.servetel.mapping import greeted, timeout_s, tries
from switchboard.api.servetel.naming import recording_of
from switchboard.api.servetel.wire import IvrRequest, Reference
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.destination import Destination, HangUp
from switchboard.model.ivr import Ivr, Option, Retry, Route
from switchboard.model.messaging import SmsTemplate, Webhook
from switchboard.model.prompt import PromptRef


class Resolved:
    """A request whose references are objects that exist. Raises Refusal 422 with all that is wrong."""

    def __init__(self, sent: IvrRequest, objects: Configuration) -> None:
        self._objects = objects
        self._problems: dict[str, str] = {}
        self.sent = sent
        self.greeting = self._recording("recording", sent.recording)
        self.invalid_recording = self._recording("invalid_recording", sent.invalid_recording)
        self.recording_invalid = self._recording("recording_invalid", sent.recording_invalid)
        self.timeout_retry_recording = self._recording("timeout_retry_recording", sent.timeout_retry_recording)
        self.timeout_recording = self._recording("timeout_recording", sent.timeout_recording)
        self.destinations = tuple(
            self._destination(f"destination.{index}", to) for index, to in enumerate(sent.destination)
        )
        self.invalid_destination = self._destination("invalid_destination", sent.invalid_destination)
        self.timeout_destination = self._destination("timeout_destination", sent.timeout_destination)
        self._check_links("sms_template", sent.sms_template, SmsTemplate, "SMS template")
        self._check_links("webhook_id", sent.webhook_id, Webhook, "webhook")
        if self._problems:
            raise invalid(self._problems)

    def _recording(self, field: str, sent: Reference | None) -> PromptRef | None:
        if sent is None:
            return None
        ref = recording_of(sent, self._objects)
        if ref is None:
            self._problems[field] = "there is no such recording"
        return ref

    def _check_links(self, field: str, sent: list[int | None] | None, family: type[Document], name: str) -> None:
        for index, key in enumerate(sent or []):
            if key is not None and self._objects.get(family, key) is None:
                self._problems[f"{field}.{index}"] = f"there is no such {name}"

    def _destination(self, field: str, sent: Reference) -> Destination:
        try:
            return from_wire(sent, self._objects)
        except errors.Invalid as error:
            self._problems[field] = error.reason
            return HangUp()


def apply(ivr: Ivr, key: int, request: Resolved) -> Ivr:
    """The IVR with the id `key` as the request wants it."""
    sent = request.sent
    if ivr.options and not sent.option:
        raise invalid({"option": "must have an entry"})
    final = request.recording_invalid if "recording_invalid" in sent.model_fields_set else ivr.no_match.final_prompt
    parts = {
        "name": ivr.name if sent.name == ivr.name.strip() else sent.name,
        "description": ivr.description if sent.description is None else sent.description,
        "greeting": _greeting(ivr, request.greeting),
        "response_timeout_s": ivr.response_timeout_s if sent.timeout == timeout_s(ivr) else sent.timeout,
        "options": tuple(_option(ivr, key, request, index) for index in range(len(sent.option))),
        "no_match": Retry(
            retries=_retries(ivr.no_match, sent.incorrect_count),
            retry_prompt=request.invalid_recording,
            final_prompt=final,
            route=_route(ivr.no_match.route, key, request.invalid_destination),
        ),
        "no_input": Retry(
            retries=_retries(ivr.no_input, sent.tries),
            retry_prompt=request.timeout_retry_recording,
            final_prompt=request.timeout_recording,
            route=_route(ivr.no_input.route, key, request.timeout_destination),
        ),
    }
    return Ivr.model_validate({**dict(ivr), **parts})


def _greeting(ivr: Ivr, new: PromptRef | None) -> tuple[PromptRef, ...]:
    if new == greeted(ivr):
        return ivr.greeting
    return (new,) if new else ()


def _retries(old: Retry, sent: int) -> int:
    return old.retries if sent == tries(old) else sent


def _option(ivr: Ivr, key: int, request: Resolved, index: int) -> Option:
    """The option at that place; what is not said about the one with the same keys stays."""
    sent, keys = request.sent, request.sent.option[index]
    old = next((option for option in ivr.options if option.keys == keys), Option(keys=keys, route=Route()))
    change: dict[str, object] = {"route": _route(old.route, key, request.destinations[index])}
    if sent.sms_template is not None:
        change["sms_template"] = _at(sent.sms_template, index)
    if sent.webhook_id is not None:
        change["webhook"] = _at(sent.webhook_id, index)
    return old.model_copy(update=change)


def _at(links: list[int | None], index: int) -> int | None:
    """A list may end before its options do: the rest have none."""
    return links[index] if index < len(links) else None


def _route(old: Route, key: int, to: Destination) -> Route:
    """Whether recording stops there is nothing that Servetel knows of."""
    if nearest(old.to, key) == to:
        return old
    return Route(to=to, stop_recording=old.stop_recording)
