"""An IVR of the model as Servetel shows it. Pure.

Answers have other names than requests: what is written as `recording_invalid` is read as `invalid_recording`, and what
is written as `invalid_recording` is read as `invalid_retry_recording`.
"""

from switchboard.api.common import Json
from switchboard.api.servetel.destinations import to_wire
from switchboard.api.servetel.naming import recording_id
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr, Option, Retry
from switchboard.model.prompt import CustomPrompt, Prompt, PromptRef
from switchboard.model.stored import Stored

MAX_TIMEOUT_S = 300
MAX_TRIES = 10


def shown(stored: Stored[Ivr], account: int, objects: Configuration) -> dict[str, Json]:
    """Every key of an answer in the documented order; `objects` holds what the IVR refers to.

    What Servetel cannot express appears as the nearest that it can.
    """
    ivr = stored.document
    greeting = greeted(ivr)
    invalid = to_wire(ivr.no_match.route.to, stored.id, objects)
    timeout = to_wire(ivr.no_input.route.to, stored.id, objects)
    return {
        "id": stored.id,
        "name": ivr.name,
        "description": ivr.description,
        "recording": str(recording_id(greeting)),
        "recording_type": recording_type(greeting, objects),
        "timeout": timeout_s(ivr),
        "invalid_retries": tries(ivr.no_match),
        "invalid_retry_recording": str(recording_id(ivr.no_match.retry_prompt)),
        "invalid_recording": recording_id(ivr.no_match.final_prompt),
        "invalid_destination_type": invalid.type,
        "invalid_destination": invalid.id,
        "timeout_retry_recording": str(recording_id(ivr.no_input.retry_prompt)),
        "timeout_recording": str(recording_id(ivr.no_input.final_prompt)),
        "timeout_dest_type": timeout.type,
        "timeout_destination": timeout.id,
        "timeout_retries": tries(ivr.no_input),
        "added_by": account,
        "ivr_menu": [_entry(option, stored.id, objects) for option in ivr.options],
    }


def greeted(ivr: Ivr) -> PromptRef | None:
    """The first prompt of the greeting: Servetel has one."""
    return ivr.greeting[0] if ivr.greeting else None


def timeout_s(ivr: Ivr) -> int:
    """The response time-out in whole seconds, one at least."""
    return min(max(round(ivr.response_timeout_s), 1), MAX_TIMEOUT_S)


def tries(rule: Retry) -> int:
    """How many tries a rule tolerates, as far as Servetel counts."""
    return min(rule.retries, MAX_TRIES)


def _entry(option: Option, ivr: int, objects: Configuration) -> dict[str, Json]:
    to = to_wire(option.route.to, ivr, objects)
    return {
        "option": option.keys,
        "destination_type": to.type,
        "destination_id": to.id,
        "sms_template_id": str(option.sms_template or 0),
        "webhook_id": str(option.webhook or 0),
    }


def recording_type(ref: PromptRef | None, objects: Configuration) -> str:
    """The type in references to a recording."""
    stored = objects.get(Prompt, ref.prompt) if isinstance(ref, CustomPrompt) else None
    return "outbound_tts" if stored and stored.document.source == "speech" else "recording"
