"""What endpoints that place calls have alike."""

from collections.abc import Mapping

from switchboard.api.kit.placed_calls import FAULTS, NOT_NOW_TEXT, TOO_MANY, TOO_MANY_TEXT, Part
from switchboard.api.yeastar.body import text_of
from switchboard.api.yeastar.envelope import Code, Problem, Refusal
from switchboard.engine.placed_call_control import PlacingRefused


def told(refused: PlacingRefused, body: Mapping[str, object], parameters: Mapping[Part, str]) -> Refusal:
    """Why no call is placed, by the names that an endpoint has for its `parameters`."""
    if refused.reason in FAULTS:
        part, why = FAULTS[refused.reason]
        name = parameters[part]
        return Refusal(Code.PARAMETER_ERROR, Problem(name, body.get(name), "exists", why))
    if refused.reason == TOO_MANY:
        return Refusal(Code.MAX_LIMITATION_EXCEEDED, Problem(reason=TOO_MANY_TEXT))
    return Refusal(Code.FAILURE, Problem(reason=NOT_NOW_TEXT))


def yes_or_no_of(body: Mapping[str, object], name: str) -> bool:
    """Raises Refusal 40001, 40002."""
    text = text_of(body, name) or "no"
    if text not in ("yes", "no"):
        raise Refusal(Code.PARAMETER_ERROR, Problem(name, text, "oneof", "one of: yes, no"))
    return text == "yes"
