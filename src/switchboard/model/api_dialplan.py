"""API dial plans: a web server says step by step what a caller hears and where the call goes. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Final

from pydantic import Field, StringConstraints

from switchboard.model.base import Document, Frozen
from switchboard.model.destination import Destination, HangUp
from switchboard.model.prompt import PromptRef
from switchboard.model.web_request import WebRequest

MAX_STEPS: Final = 20
"""Of one answer."""

MAX_QUESTIONS: Final = 20
"""So often the server of a dial plan is asked about one caller."""

LONGEST_WAIT_S: Final = 60.0
MOST_KEYS: Final = 32
OF_DIALPLAN = "request"
"""Under which the password or token is kept, outside the document."""


class ApiDialplan(WebRequest, Document):
    """Asks `url` what to do with a caller. Without an answer that can be used, and where its steps lead nowhere, the
    call goes to `failover`.
    """

    kind: ClassVar[str] = "api_dialplan"
    description: Annotated[str, StringConstraints(max_length=500)] = ""
    failover: Destination = HangUp()


class KeysWanted(Frozen):
    """The caller is to press at most `most` keys; the first is awaited for `timeout_s` after the recording."""

    timeout_s: Annotated[float, Field(ge=0, le=LONGEST_WAIT_S)]
    most: Annotated[int, Field(ge=1, le=MOST_KEYS)]


class PlayStep(Frozen):
    """A recording is heard: a `prompt`, or what is at a `url` at that moment."""

    prompt: PromptRef | None = None
    url: str = ""
    keys: KeysWanted | None = None


class TransferStep(Frozen):
    """The caller goes there. The steps behind this one are for the case that nobody can be reached."""

    to: Destination


DialplanStep = PlayStep | TransferStep


@dataclass(frozen=True, slots=True)
class DialplanQuestion:
    """What the server is told: the id of the call, who calls and what was dialled (`at`: aware), what the caller has
    pressed after each recording that wanted keys, and the steps that were taken since the first question.
    """

    call: str
    caller: str
    dialled: str
    at: datetime
    keys: tuple[str, ...] = ()
    taken: tuple[DialplanStep, ...] = ()


@dataclass(frozen=True, slots=True)
class DialplanAnswer:
    """What to do, in order; no steps when there is no usable answer, and then `outcome` says why."""

    steps: tuple[DialplanStep, ...] = ()
    outcome: str = ""
