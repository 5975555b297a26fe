"""Servetel's requests applied to an IVR of the model. Pure.

What Servetel shows as the nearest that it can express stays as it is when that very thing is sent; what it has no field
for stays in any case (call semantics, section 6).
"""

from collections.abc import Sequence

from switchboard import errors
from switchboard.api.kit.ids import NO_OBJECT
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


def apply(ivr: Ivr, id: int, sent: IvrRequest, objects: Configuration) -> Ivr:
    """The IVR with that id, or a new one, as the request wants it. `objects` holds what the request names.

    Raises Refusal 422 with all that refers to nothing.
    """
    found = _References(objects)
    greeting = found.recording("recording", sent.recording)
    invalid_retry = found.recording("invalid_recording", sent.invalid_recording)
    invalid_final = found.recording("recording_invalid", sent.recording_invalid)
    timeout_retry = found.recording("timeout_retry_recording", sent.timeout_retry_recording)
    timeout_final = found.recording("timeout_recording", sent.timeout_recording)
    destinations = [found.destination(f"destination.{index}", one) for index, one in enumerate(sent.destination)]
    invalid_to = found.destination("invalid_destination", sent.invalid_destination)
    timeout_to = found.destination("timeout_destination", sent.timeout_destination)
    found.check_links("sms_template", sent.sms_template, SmsTemplate, "SMS template")
    found.check_links("webhook_id", sent.webhook_id, Webhook, "webhook")
    found.refuse_problems()
    if not sent.option and (ivr.options or id == NO_OBJECT):
        raise invalid({"option": "must have an entry"})
    parts = {
        "name": ivr.name if sent.name == ivr.name.strip() else sent.name,
        "description": ivr.description if sent.description is None else sent.description,
        "greeting": _greeting(ivr, greeting),
        "response_timeout_s": ivr.response_timeout_s if sent.timeout == timeout_s(ivr) else sent.timeout,
        "options": tuple(_option(ivr, id, sent, index, to) for index, to in enumerate(destinations)),
        "no_match": Retry(
            retries=_retries(ivr.no_match, sent.incorrect_count),
            retry_prompt=invalid_retry,
            final_prompt=invalid_final if "recording_invalid" in sent.model_fields_set else ivr.no_match.final_prompt,
            route=_route(ivr.no_match.route, id, invalid_to),
        ),
        "no_input": Retry(
            retries=_retries(ivr.no_input, sent.tries),
            retry_prompt=timeout_retry,
            final_prompt=timeout_final,
            route=_route(ivr.no_input.route, id, timeout_to),
        ),
    }
    return Ivr.model_validate({**dict(ivr), **parts})


class _References:
    """Looks up what a request refers to. A reference to nothing becomes a problem of its field."""

    def __init__(self, objects: Configuration) -> None:
        self._objects = objects
        self._problems: dict[str, str] = {}

    def refuse_problems(self) -> None:
        """Raises Refusal 422 when there are any."""
        if self._problems:
            raise invalid(self._problems)

    def recording(self, field: str, sent: Reference | None) -> PromptRef | None:
        if sent is None:
            return None
        ref = recording_of(sent, self._objects)
        if ref is None:
            self._problems[field] = "there is no such recording"
        return ref

    def destination(self, field: str, sent: Reference) -> Destination:
        try:
            return from_wire(sent, self._objects)
        except errors.Invalid as error:
            self._problems[field] = error.reason
            return HangUp()

    def check_links(self, field: str, sent: Sequence[int | None] | None, family: type[Document], name: str) -> None:
        for index, id in enumerate(sent or []):
            if id is not None and self._objects.get(family, id) is None:
                self._problems[f"{field}.{index}"] = f"there is no such {name}"


def _greeting(ivr: Ivr, new: PromptRef | None) -> tuple[PromptRef, ...]:
    if new == greeted(ivr):
        return ivr.greeting
    return (new,) if new else ()


def _retries(old: Retry, sent: int) -> int:
    return old.retries if sent == tries(old) else sent


def _option(ivr: Ivr, id: int, sent: IvrRequest, index: int, to: Destination) -> Option:
    """The option at that place of the lists. What is not sent stays as in the option with the same keys."""
    keys = sent.option[index]
    old = next((option for option in ivr.options if option.keys == keys), Option(keys=keys, route=Route()))
    change: dict[str, object] = {"route": _route(old.route, id, to)}
    if sent.sms_template is not None:
        change["sms_template"] = _at(sent.sms_template, index)
    if sent.webhook_id is not None:
        change["webhook"] = _at(sent.webhook_id, index)
    return old.model_copy(update=change)


def _at(links: Sequence[int | None], index: int) -> int | None:
    """The link at that place. The list of links may be shorter than that of the options: the rest have none."""
    return links[index] if index < len(links) else None


def _route(old: Route, id: int, to: Destination) -> Route:
    """The route to a destination. Servetel does not know of the end of recordings, so that stays as it is."""
    if nearest(old.to, id) == to:
        return old
    return Route(to=to, stop_recording=old.stop_recording)
