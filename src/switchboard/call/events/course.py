"""The call itself: its beginning and end, where it goes, and whether it is recorded."""

from typing import Literal

from pydantic import AwareDatetime, Field

from switchboard.call.answerer import Answerer
from switchboard.call.cause import Cause
from switchboard.call.events.base import PlaceKind, StatusEvent, StepEvent


class CallStarted(StatusEvent):
    """A call came in, from an extension (its id) or through a trunk (its id).

    If `placed_by` (a client of an API) has asked for the call, we call whoever is its caller; `dialled` is where it
    goes once he has answered, `reference` what the client calls it, and `notes` are what it has given with it. `wish`
    is the id of the wish whose try number `attempt` it is; "" and 0 for a call without tries.

    `withheld`: the caller does not want to be known, and through a trunk is not. If others have sent the caller on
    before the call came here, `diverted_from` is the number that was called first, and `diverted_by` the last of them,
    who did it for `divert_reason`; "" for one who is not to be named.
    """

    type: Literal["call_started"] = "call_started"
    caller: str
    caller_name: str = ""
    dialled: str
    extension: int | None = None
    trunk: int | None = None
    withheld: bool = False
    diverted_from: str = ""
    diverted_by: str = ""
    divert_reason: str = ""
    placed_by: str = ""
    reference: str = ""
    notes: dict[str, str] = Field(default_factory=dict)
    wish: str = ""
    attempt: int = 0


class CallAnswered(StatusEvent):
    """Switchboard, or the callee, answered the caller."""

    type: Literal["answered"] = "answered"


class Interrupted(StatusEvent):
    """The process that had the call died; the call was found open at the next start."""

    type: Literal["interrupted"] = "interrupted"


class CallEnded(StatusEvent):
    """The call is over: by whom, why, and where the caller was.

    `menu` is the number of the menu that the caller was in, `prompt` what played (`offset_ms` of it was heard), or "";
    `keys` is everything pressed and taken in the call but PINs. `answered_by` is who has answered, where we placed the
    call and listened for that; else "".
    """

    type: Literal["call_ended"] = "call_ended"
    by: Literal["caller", "callee", "switchboard"]
    cause: Cause
    menu: str = ""
    prompt: str = ""
    offset_ms: int = 0
    keys: str = ""
    answered_by: Answerer | Literal[""] = ""


class LoopGuard(StepEvent):
    """The call went round in menus, or on from place to place, too long and was ended."""

    type: Literal["loop_guard"] = "loop_guard"
    which: Literal["visits", "depth", "time", "hops"]


class GoingTo(StepEvent):
    """The caller goes to a destination. `number` and `id` where it has them."""

    type: Literal["going_to"] = "going_to"
    kind: PlaceKind
    description: str
    number: str = ""
    id: int | None = None

    @property
    def object(self) -> int | None:
        """The id where it is that of an object; an action URL's is its key in the menu."""
        return None if self.kind == "action_url" else self.id


class TimeDecided(StepEvent):
    """The time of the call decided where it goes: the rule, the wall-clock time in `zone` (ISO 8601, no offset), and
    the holiday if it is one. `by` is the name of the time condition; empty where the destination has hours itself.
    `for_a_while`: the office was closed whatever its hours say.
    """

    type: Literal["time_decided"] = "time_decided"
    rule: Literal["holiday", "open", "closed"]
    local: str
    zone: str
    holiday: int | None = None
    holiday_name: str = ""
    by: str = ""
    for_a_while: bool = False


class NightModeOn(StepEvent):
    """Callers of a menu go to its night route: the office's switch is on, or the menu's own."""

    type: Literal["night_mode"] = "night_mode"
    ivr: int
    number: str
    by: Literal["office", "ivr"]


class OfficeClosed(StepEvent):
    """A caller from outside meets an office that is closed for a while, until then, and by whom it was closed."""

    type: Literal["office_closed"] = "office_closed"
    until: AwareDatetime
    by: str = ""


class OfficeSwitched(StepEvent):
    """Somebody has switched night mode, of the office or of the menu with that id, or has closed the office for a while
    or opened it again, by telephone.
    """

    type: Literal["office_switched"] = "office_switched"
    what: Literal["night_on", "night_off", "closed", "opened"]
    ivr: int | None = None
    until: AwareDatetime | None = None


class CallerBlocked(StepEvent):
    """A caller from outside is refused, because a list (its id and name) has the number, or all who withhold theirs."""

    type: Literal["caller_blocked"] = "caller_blocked"
    list: int
    name: str
    reason: Literal["number", "withheld"]


class RecordingStarted(StepEvent):
    """Both sides are recorded from here on."""

    type: Literal["recording_started"] = "recording_started"
    name: str


class RecordingStopped(StepEvent):
    """The recording ended before the call did."""

    type: Literal["recording_stopped"] = "recording_stopped"


class RecordingForbidden(StepEvent):
    """A route forbade recording for the rest of the call."""

    type: Literal["recording_forbidden"] = "recording_forbidden"
