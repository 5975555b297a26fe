"""What happened in a call, as typed events: the call record, the live view, webhooks and tests all read these.

PINs and passwords never appear in an event. Events are kept for years, so a field that is added later needs a default.
"""

from typing import Annotated

from pydantic import Field

from switchboard.call.events.base import PLACE_KINDS, BaseEvent, PlaceKind, StatusEvent, StepEvent, type_of
from switchboard.call.events.conference import (
    ConferenceInvited,
    ConferenceJoined,
    ConferenceLeft,
    ConferenceLeftReason,
    ConferenceLocked,
    ConferenceMuted,
    ConferenceRefused,
    ConferenceRefusedReason,
    ConferenceWaiting,
)
from switchboard.call.events.course import (
    CallAnswered,
    CallEnded,
    CallerBlocked,
    CallStarted,
    GoingTo,
    Interrupted,
    LoopGuard,
    NightModeOn,
    OfficeClosed,
    OfficeSwitched,
    RecordingForbidden,
    RecordingStarted,
    RecordingStopped,
    TimeDecided,
)
from switchboard.call.events.directory import NameChosen, NameOffered, NameSpelled
from switchboard.call.events.mailbox import (
    GreetingRecorded,
    GreetingRemoved,
    MailboxClosed,
    MailboxEntered,
    MailboxOpened,
    MailboxRefused,
    MessageDeleted,
    MessageDiscarded,
    MessageEvent,
    MessageForwarded,
    MessageHeard,
    MessageKept,
    MessageLeft,
    MessageRecording,
    MessageRestored,
    NameRecorded,
    PinChanged,
)
from switchboard.call.events.menu import (
    ActionAnswered,
    ActionAsked,
    DialplanAnswered,
    DialplanAsked,
    DisaRefused,
    KeyPressed,
    Matched,
    MenuEntered,
    NoInput,
    NoMatch,
    PinEntered,
    PromptEdited,
    PromptEditRefused,
    PromptEnded,
    PromptSkipped,
    PromptStarted,
    SmsRequested,
    WebhookRequested,
)
from switchboard.call.events.queue import QueueJoined, QueueLeft, QueueOffered, QueueOfferEnded, QueuePosition
from switchboard.call.events.talk import (
    Bridged,
    BridgeEnded,
    CalleeDropped,
    CalleeReplaced,
    CallerReplaced,
    DialEnded,
    DialledTarget,
    DialStarted,
    EmergencyDialled,
    ForwardAsked,
    Forwarded,
    ForwardRefused,
    Held,
    HoldRecalled,
    Muted,
    NotRung,
    ParkAnnounced,
    Parked,
    ParkRefused,
    ParkTimedOut,
    PickedUp,
    PickUpAsked,
    Resumed,
    Ringing,
    TransferRecalled,
    Transferred,
    TrunkSkipped,
)

__all__ = [
    "PLACE_KINDS",
    "ActionAnswered",
    "ActionAsked",
    "BaseEvent",
    "BridgeEnded",
    "Bridged",
    "CallAnswered",
    "CallEnded",
    "CallEvent",
    "CallStarted",
    "CalleeDropped",
    "CalleeReplaced",
    "CallerBlocked",
    "CallerReplaced",
    "ConferenceInvited",
    "ConferenceJoined",
    "ConferenceLeft",
    "ConferenceLeftReason",
    "ConferenceLocked",
    "ConferenceMuted",
    "ConferenceRefused",
    "ConferenceRefusedReason",
    "ConferenceWaiting",
    "DialEnded",
    "DialStarted",
    "DialledTarget",
    "DialplanAnswered",
    "DialplanAsked",
    "DisaRefused",
    "EmergencyDialled",
    "ForwardAsked",
    "ForwardRefused",
    "Forwarded",
    "GoingTo",
    "GreetingRecorded",
    "GreetingRemoved",
    "Held",
    "HoldRecalled",
    "Interrupted",
    "KeyPressed",
    "LoopGuard",
    "MailboxClosed",
    "MailboxEntered",
    "MailboxOpened",
    "MailboxRefused",
    "Matched",
    "MenuEntered",
    "MessageDeleted",
    "MessageDiscarded",
    "MessageEvent",
    "MessageForwarded",
    "MessageHeard",
    "MessageKept",
    "MessageLeft",
    "MessageRecording",
    "MessageRestored",
    "Muted",
    "NameChosen",
    "NameOffered",
    "NameRecorded",
    "NameSpelled",
    "NightModeOn",
    "NoInput",
    "NoMatch",
    "NotRung",
    "OfficeClosed",
    "OfficeSwitched",
    "ParkAnnounced",
    "ParkRefused",
    "ParkTimedOut",
    "Parked",
    "PickUpAsked",
    "PickedUp",
    "PinChanged",
    "PinEntered",
    "PlaceKind",
    "PromptEditRefused",
    "PromptEdited",
    "PromptEnded",
    "PromptSkipped",
    "PromptStarted",
    "QueueJoined",
    "QueueLeft",
    "QueueOfferEnded",
    "QueueOffered",
    "QueuePosition",
    "RecordingForbidden",
    "RecordingStarted",
    "RecordingStopped",
    "Resumed",
    "Ringing",
    "SmsRequested",
    "StatusEvent",
    "StepEvent",
    "TimeDecided",
    "TransferRecalled",
    "Transferred",
    "TrunkSkipped",
    "WebhookRequested",
    "type_of",
]

CallEvent = Annotated[
    CallStarted
    | CallAnswered
    | MenuEntered
    | PromptStarted
    | PromptEnded
    | PromptSkipped
    | KeyPressed
    | Matched
    | NoMatch
    | NoInput
    | GoingTo
    | TimeDecided
    | NightModeOn
    | OfficeClosed
    | OfficeSwitched
    | CallerBlocked
    | PinEntered
    | DisaRefused
    | ActionAsked
    | ActionAnswered
    | DialplanAsked
    | DialplanAnswered
    | SmsRequested
    | WebhookRequested
    | MailboxEntered
    | MessageRecording
    | MessageLeft
    | MessageDiscarded
    | MailboxOpened
    | MailboxRefused
    | MailboxClosed
    | MessageHeard
    | MessageKept
    | MessageDeleted
    | MessageRestored
    | MessageForwarded
    | GreetingRecorded
    | GreetingRemoved
    | NameRecorded
    | PinChanged
    | QueueJoined
    | QueuePosition
    | QueueOffered
    | QueueOfferEnded
    | QueueLeft
    | ConferenceJoined
    | ConferenceWaiting
    | ConferenceRefused
    | ConferenceMuted
    | ConferenceLocked
    | ConferenceInvited
    | ConferenceLeft
    | NameSpelled
    | NameOffered
    | NameChosen
    | PromptEdited
    | PromptEditRefused
    | EmergencyDialled
    | DialStarted
    | Ringing
    | DialEnded
    | Bridged
    | BridgeEnded
    | Held
    | Resumed
    | Transferred
    | CallerReplaced
    | CalleeDropped
    | CalleeReplaced
    | PickedUp
    | PickUpAsked
    | Parked
    | ParkAnnounced
    | ParkTimedOut
    | ParkRefused
    | TransferRecalled
    | HoldRecalled
    | Muted
    | Forwarded
    | ForwardRefused
    | ForwardAsked
    | NotRung
    | TrunkSkipped
    | RecordingStarted
    | RecordingStopped
    | RecordingForbidden
    | LoopGuard
    | CallEnded
    | Interrupted,
    Field(discriminator="type"),
]
"""Any event; the union is tagged by `type`."""
