"""Calls that we place: why nobody is called, and who has answered."""

from typing import Literal

from switchboard.call.answerer import Answerer, GreetingEnd
from switchboard.call.events.base import StepEvent


class NotCalled(StepEvent):
    """Nobody is called: no route permits it, the number is in a do-not-call list (its id and name), or people are not
    called at this time where the number is.
    """

    type: Literal["not_called"] = "not_called"
    reason: Literal["no_route", "do_not_call", "calling_hours"]
    number: str
    list: int | None = None
    name: str = ""


class AnsweredBy(StepEvent):
    """Who has answered, as far as could be heard. `speech_ms` is how long the greeting was until then, and `after_ms`
    how long we listened.
    """

    type: Literal["answered_by"] = "answered_by"
    who: Answerer
    speech_ms: int = 0
    after_ms: int = 0


class GreetingEnded(StepEvent):
    """The greeting of an answering machine is over, so that it takes a message: after its `beep`, after `silence`, or
    because nobody waits for longer (`limit`).
    """

    type: Literal["greeting_ended"] = "greeting_ended"
    how: GreetingEnd
