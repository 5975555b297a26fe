"""What an engine is: `Engine` for the process that runs it, `Call` for call flow. Of an engine, call flow imports only
this package and `engine/keys.py`.

Every method of `Call` may be cancelled at any instant: a caller who hangs up cancels the task that runs the call flow,
and what the method had started (prompt, dialling, bridge) ends with it.
"""

from switchboard.engine.port.answerer import AnswererHeard, Ear
from switchboard.engine.port.call import (
    EARLY_MEDIA_S,
    BridgeEnd,
    Call,
    CallInfo,
    Ending,
    EngineEvents,
    PickUp,
    Side,
    dial,
)
from switchboard.engine.port.callee import (
    CallerId,
    Diversion,
    DivertReason,
    Leg,
    PhoneTarget,
    Target,
    TrunkCondition,
    TrunkTarget,
)
from switchboard.engine.port.dialling import (
    Answered,
    DialEvent,
    Dialling,
    DialOutcome,
    DialRequest,
    Failed,
    NotAnswered,
    Redirect,
    Ringing,
)
from switchboard.engine.port.direct import DirectCaller, DirectConnection, DirectLine, StandIn
from switchboard.engine.port.engine import CallHandler, Engine, OnAudio, OnReachable, OnRinging, Origination
from switchboard.engine.port.guest import GuestLine
from switchboard.engine.port.rooms import RoomEnd, RoomId, Seat
from switchboard.engine.port.sound import Audio, Played, PlayList, PromptUnavailable, recording_name
from switchboard.engine.port.take import (
    FIRST_WORD_S,
    LEAD_S,
    TRAIL_S,
    EndedBy,
    Recorded,
    RecordLimits,
    Take,
    take_name,
)

__all__ = [
    "EARLY_MEDIA_S",
    "FIRST_WORD_S",
    "LEAD_S",
    "TRAIL_S",
    "Answered",
    "AnswererHeard",
    "Audio",
    "BridgeEnd",
    "Call",
    "CallHandler",
    "CallInfo",
    "CallerId",
    "DialEvent",
    "DialOutcome",
    "DialRequest",
    "Dialling",
    "DirectCaller",
    "DirectConnection",
    "DirectLine",
    "Diversion",
    "DivertReason",
    "Ear",
    "EndedBy",
    "Ending",
    "Engine",
    "EngineEvents",
    "Failed",
    "GuestLine",
    "Leg",
    "NotAnswered",
    "OnAudio",
    "OnReachable",
    "OnRinging",
    "Origination",
    "PhoneTarget",
    "PickUp",
    "PlayList",
    "Played",
    "PromptUnavailable",
    "RecordLimits",
    "Recorded",
    "Redirect",
    "Ringing",
    "RoomEnd",
    "RoomId",
    "Seat",
    "Side",
    "StandIn",
    "Take",
    "Target",
    "TrunkCondition",
    "TrunkTarget",
    "dial",
    "recording_name",
    "take_name",
]
