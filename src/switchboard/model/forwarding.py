"""Where the callers of an extension go instead of to its phones: the call semantics, section 10."""

from typing import Annotated, Final, Literal

from pydantic import Field

from switchboard.model.base import Frozen
from switchboard.model.destination import PlainDestination
from switchboard.model.schedule import Schedule
from switchboard.model.voicemail import Unanswered

RuleName = Literal["always", "busy", "no_answer", "unreachable", "on_dnd"]


class ForwardRule(Frozen):
    """Sends callers `to` a place: all of them, or those from `inside` or `outside` alone.

    With `confirm` whoever answers there presses a key before getting the caller. With `hours` the rule is in force
    while they are open; null: at any time.
    """

    to: PlainDestination
    callers: Literal["all", "inside", "outside"] = "all"
    confirm: bool = False
    hours: Schedule | None = None


class Forwarding(Frozen):
    """Do-not-disturb (`dnd`), which lets no phone ring, and the rules of an extension.

    `always` is followed instead of ringing, `on_dnd` while `dnd` is on, the others when nobody answers for that reason.
    An extension that talks in `max_calls` calls is busy; null: it may have any number.
    """

    dnd: bool = False
    always: ForwardRule | None = None
    busy: ForwardRule | None = None
    no_answer: ForwardRule | None = None
    unreachable: ForwardRule | None = None
    on_dnd: ForwardRule | None = None
    max_calls: Annotated[int, Field(ge=1, le=1000)] | None = None

    def rule(self, name: RuleName) -> ForwardRule | None:
        """The rule of that name, if there is one."""
        rule: ForwardRule | None = getattr(self, name)
        return rule


RULE_FOR: Final[dict[Unanswered, RuleName]] = {
    "busy": "busy",
    "no_answer": "no_answer",
    "unreachable": "unreachable",
    "dnd": "on_dnd",
}
"""The rule for those who are not answered for a reason."""
