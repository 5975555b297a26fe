"""Servetel's requests applied to an IVR of the model. Pure.

What Servetel shows as the nearest that it can express stays as it is when that very thing is sent; what it has no field
for stays in any case (call semantics, section 6).
"""

from switchboard import errors
from switchboard.api.servetel.destinations import from_wire, nearest
from switchboard.api.servetel.envelope import invalid
from switchboard.api.servetel.mapping import greeted, timeout_s
from switchboard.api.servetel.naming import recording_ref
from switchboard.api.servetel.wire import IvrRequest, Reference
from switchboard.model.configuration import Configuration
from switchboard.model.destination import Destination, HangUp
from switchboard.model.ivr import Ivr, Option, Retry, Route
from switchboard.model.prompt import CustomPrompt, Prompt, PromptRef


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
        if self._problems:
            raise invalid(self._problems)

    def _recording(self, field: str, sent: Reference | None) -> PromptRef | None:
        if sent is None:
            return None
        ref = recording_ref(sent.id, self._objects)
        if ref is None or (sent.type == "outbound_tts" and not self._is_spoken(ref)):
            self._problems[field] = "there is no such recording"
        return ref

    def _is_spoken(self, ref: PromptRef) -> bool:
        stored = self._objects.get(Prompt, ref.prompt) if isinstance(ref, CustomPrompt) else None
        return stored is not None and stored.document.source == "speech"

    def _destination(self, field: str, sent: Reference) -> Destination:
        try:
            return from_wire(sent, self._objects)
        except errors.Invalid as error:
            self._problems[field] = error.reason
            return HangUp()


def apply(ivr: Ivr, key: int, request: Resolved) -> Ivr:
    """The IVR with the id `key` as the request wants it."""
    sent = request.sent
    final = request.recording_invalid if "recording_invalid" in sent.model_fields_set else ivr.no_match.final_prompt
    parts = {
        "name": sent.name,
        "description": ivr.description if sent.description is None else sent.description,
        "greeting": _greeting(ivr, request.greeting),
        "response_timeout_s": ivr.response_timeout_s if sent.timeout == timeout_s(ivr) else sent.timeout,
        "options": tuple(
            _option(ivr, key, keys, to) for keys, to in zip(sent.option, request.destinations, strict=True)
        ),
        "no_match": Retry(
            retries=sent.incorrect_count,
            retry_prompt=request.invalid_recording,
            final_prompt=final,
            route=_route(ivr.no_match.route, key, request.invalid_destination),
        ),
        "no_input": Retry(
            retries=sent.tries,
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


def _option(ivr: Ivr, key: int, keys: str, to: Destination) -> Option:
    old = next((option.route for option in ivr.options if option.keys == keys), Route())
    return Option(keys=keys, route=_route(old, key, to))


def _route(old: Route, key: int, to: Destination) -> Route:
    """Whether recording stops there is nothing that Servetel knows of."""
    if nearest(old.to, key) == to:
        return old
    return Route(to=to, stop_recording=old.stop_recording)
