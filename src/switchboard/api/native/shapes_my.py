"""What the native API gives and takes about one's own extension."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, model_validator

from switchboard.call.outcome import Outcome
from switchboard.model.base import Frozen, Number
from switchboard.model.destination import OutsideNumber

Slot = Literal["general", "busy", "no_answer", "unreachable", "dnd", "temporary", "name"]
"""What is recorded: the greetings of the mailbox, and the `name` as callers hear it."""


class MyRule(Frozen):
    """Where callers go: to a `number`, which one may dial oneself, or to one's own `voicemail`.

    `other` is shown for a rule that leads elsewhere; sent back, it stays as it is.
    """

    to: Literal["number", "voicemail", "other"]
    number: OutsideNumber | None = None

    @model_validator(mode="after")
    def _number_where_it_leads_to_one(self) -> Self:
        if (self.to == "number") != (self.number is not None):
            raise ValueError("a number goes with the kind number, and only with it")
        return self


class MyForwarding(Frozen):
    """Do-not-disturb, and the rules: `always` instead of ringing, the others when nobody answers for that reason."""

    dnd: bool = False
    always: MyRule | None = None
    busy: MyRule | None = None
    no_answer: MyRule | None = None
    unreachable: MyRule | None = None
    on_dnd: MyRule | None = None


class MyGreeting(BaseModel):
    """One's own sound; null: there is none of one's own. `prompt` changes when there is another one."""

    slot: Slot
    prompt: int | None


class MyPhone(BaseModel):
    """One's own extension. `pin` says whether the mailbox has a PIN; `phones` how many are registered now."""

    extension: int
    name: str
    number: Number
    forwarding: MyForwarding
    greetings: list[MyGreeting]
    voicemail: bool
    pin: bool
    phones: int
    new_messages: Annotated[int, Field(ge=0)]


class MyCall(BaseModel):
    """A call that one made (`outgoing`) or that met one's extension: with which `number`, and its `name`.

    `outcome` says what became of it, null while it goes on.
    """

    id: str
    started_at: datetime
    duration_s: float
    outgoing: bool
    number: str
    name: str
    outcome: Outcome | None
