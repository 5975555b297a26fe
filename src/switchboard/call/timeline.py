"""Events as lines for people: seconds since the first one, what happened, and its details."""

from collections.abc import Sequence
from typing import Literal, assert_never

from switchboard.call.events import (
    ActionAnswered,
    ActionAsked,
    Bridged,
    BridgeEnded,
    CallAnswered,
    CalleeDropped,
    CalleeReplaced,
    CallEnded,
    CallerBlocked,
    CallerReplaced,
    CallEvent,
    CallStarted,
    ConferenceInvited,
    ConferenceJoined,
    ConferenceLeft,
    ConferenceLocked,
    ConferenceMuted,
    ConferenceRefused,
    ConferenceWaiting,
    DialEnded,
    DialledTarget,
    DialplanAnswered,
    DialplanAsked,
    DialStarted,
    DisaRefused,
    EmergencyDialled,
    ForwardAsked,
    Forwarded,
    ForwardRefused,
    GoingTo,
    GreetingRecorded,
    GreetingRemoved,
    Held,
    HoldRecalled,
    Interrupted,
    KeyPressed,
    LoopGuard,
    MailboxClosed,
    MailboxEntered,
    MailboxOpened,
    MailboxRefused,
    Matched,
    MenuEntered,
    MessageDeleted,
    MessageDiscarded,
    MessageForwarded,
    MessageHeard,
    MessageKept,
    MessageLeft,
    MessageRecording,
    MessageRestored,
    Muted,
    NameChosen,
    NameOffered,
    NameRecorded,
    NameSpelled,
    NightModeOn,
    NoInput,
    NoMatch,
    NotRung,
    OfficeClosed,
    OfficeSwitched,
    ParkAnnounced,
    Parked,
    ParkRefused,
    ParkTimedOut,
    PickedUp,
    PickUpAsked,
    PinChanged,
    PinEntered,
    PromptEdited,
    PromptEditRefused,
    PromptEnded,
    PromptSkipped,
    PromptStarted,
    QueueJoined,
    QueueLeft,
    QueueOffered,
    QueueOfferEnded,
    QueuePosition,
    RecordingForbidden,
    RecordingStarted,
    RecordingStopped,
    Resumed,
    Ringing,
    SmsRequested,
    TimeDecided,
    TransferRecalled,
    Transferred,
    TrunkSkipped,
    WebhookRequested,
)


def timeline(events: Sequence[CallEvent]) -> list[str]:
    """One line for each event."""
    if not events:
        return []
    first = events[0].at
    width = max(len(event.type) for event in events)
    return [_line((event.at - first).total_seconds(), event, width) for event in events]


def _line(after_s: float, event: CallEvent, width: int) -> str:
    return f"{after_s:9.3f}  {event.type.replace('_', ' '):<{width}}  {_details(event)}".rstrip()


def _details(event: CallEvent) -> str:
    """What there is to say about an event besides its type; "" where that says it all."""
    match event:
        case CallAnswered() | RecordingStopped() | RecordingForbidden() | Interrupted():
            return ""
        case CallStarted():
            if event.placed_by:
                return f"{event.placed_by} has {_caller(event)} called{_source(event)}, who goes to {event.dialled}"
            return f"{_caller(event)} calls {event.dialled}{_source(event)}{_diverted(event)}"
        case MenuEntered():
            return f"{event.number} {event.name} (revision {event.revision}, visit {event.visit})"
        case PromptStarted(name=text) | RecordingStarted(name=text) | GoingTo(description=text):
            return text
        case PromptEnded():
            return f"{event.name}, " + ("finished" if event.finished else f"stopped after {event.offset_ms} ms")
        case PromptSkipped():
            return f"{event.name}, {event.reason}"
        case KeyPressed():
            return f"{event.digit} ({event.method})"
        case Matched():
            return f"{event.entry} ({event.by})"
        case NoMatch():
            return f"{event.entry} (count {event.count})"
        case NoInput():
            return f"(count {event.count})"
        case TimeDecided():
            return _time(event)
        case NightModeOn():
            return f"of menu {event.number}" if event.by == "ivr" else f"of the office, for menu {event.number}"
        case OfficeClosed():
            return f"until {event.until:%Y-%m-%d %H:%M %Z}" + (f", by {event.by}" if event.by else "")
        case OfficeSwitched():
            return _switched(event)
        case CallerBlocked():
            return f"{event.reason}, by the list {event.name} (#{event.list})"
        case PinEntered():
            return f"{event.outcome} (count {event.count})"
        case DisaRefused():
            return event.reason.replace("_", " ")
        case ActionAsked():
            return f"{event.name} (#{event.key})" + (f" about {event.input}" if event.input else "")
        case ActionAnswered():
            return " ".join(part for part in (event.action, event.destination, event.outcome) if part)
        case DialplanAsked():
            return f"{event.name} (#{event.dialplan})" + (f" about {event.keys}" if event.keys else "")
        case DialplanAnswered():
            return event.outcome or f"{event.steps} steps"
        case SmsRequested():
            return f"template #{event.template} to {event.to}"
        case WebhookRequested():
            return f"webhook #{event.webhook}, keys {event.keys}"
        case MailboxEntered():
            return f"of {event.number} {event.name}" + (f", {event.reason.replace('_', ' ')}" if event.reason else "")
        case MessageRecording(owner=owner):
            return f"for mailbox #{owner}"
        case MessageLeft():
            ignored = f", {event.keys_ignored} keys ignored" if event.keys_ignored else ""
            return f"{event.duration_ms / 1000:.1f} s, ended by {event.ended_by}{ignored}"
        case MessageDiscarded():
            return event.reason.replace("_", " ")
        case ConferenceJoined():
            return f"{event.number} {event.name} as {event.role} (members: {event.members})"
        case ConferenceWaiting():
            return "for a moderator"
        case ConferenceRefused():
            return event.reason.replace("_", " ")
        case ConferenceMuted():
            return f"{'muted' if event.muted else 'heard again'}, {_by(event.by)}"
        case ConferenceLocked():
            return f"{'locked' if event.locked else 'opened'}, {_by(event.by)}"
        case ConferenceInvited():
            return f"{event.to}, {event.outcome.replace('-', ' ')}"
        case ConferenceLeft():
            return f"{event.reason} (members left: {event.members})"
        case MailboxOpened():
            return f"of {event.number} {event.name}, by {'its PIN' if event.by == 'pin' else 'the phone'}"
        case MailboxRefused():
            return f"of {event.number} {event.name}, {event.reason.replace('_', ' ')}"
        case MailboxClosed():
            return f"{event.heard} messages heard, {event.deleted} deleted"
        case MessageForwarded():
            return f"message #{event.message} to {event.number}"
        case MessageHeard() | MessageKept() | MessageDeleted() | MessageRestored():
            return f"message #{event.message}"
        case GreetingRecorded(reason=reason) | GreetingRemoved(reason=reason):
            return reason
        case PinChanged(owner=owner) | NameRecorded(owner=owner):
            return f"of mailbox #{owner}"
        case QueueJoined():
            again = ", the former place" if event.resumed else ""
            return f"{event.number} {event.name}, position {event.position} of {event.waiting}{again}"
        case QueuePosition():
            return _standing(event)
        case QueueOffered():
            return f"to {event.number} (extension #{event.agent})"
        case QueueOfferEnded():
            return f"to {event.number} (extension #{event.agent}): {event.outcome}"
        case QueueLeft():
            key = f" {event.key}" if event.key else ""
            return f"{event.reason}{key}, waited {event.waited_ms / 1000:.1f} s, position {event.position}"
        case NameSpelled():
            return f"by {event.keys}, matches {event.matches}"
        case NameOffered():
            return f"extension {event.number}"
        case NameChosen():
            return f"extension #{event.extension}"
        case PromptEdited():
            return "the built-in one" if event.prompt is None else f"prompt #{event.prompt}, {event.duration_ms} ms"
        case PromptEditRefused():
            return event.reason.replace("_", " ")
        case EmergencyDialled():
            return f"{event.number} by {event.caller} (extension #{event.extension})"
        case DialStarted():
            shown = "" if event.caller_id is None else f", shown {event.caller_id or 'withheld'}"
            return ", ".join(map(_target, event.targets)) + shown
        case Ringing(target=target) | Bridged(target=target):
            return _target(target)
        case DialEnded():
            return f"{event.outcome}" + (f" ({event.status})" if event.status else "")
        case BridgeEnded(by=side):
            return f"by {side}"
        case Held() | Resumed():
            return f"by {event.side}{_wanted(event.asked_by)}"
        case Muted():
            return f"{event.side} {'muted' if event.muted else 'heard again'}{_wanted(event.asked_by)}"
        case CalleeDropped():
            return f"{_target(event.target)}{_wanted(event.asked_by)}"
        case Transferred():
            into = f", into call {event.into}" if event.into else ""
            return f"to {event.to}{into}{_wanted(event.asked_by)}"
        case CallerReplaced():
            return f"by {event.caller or 'withheld'}{_source(event)}, who comes from call {event.call}"
        case CalleeReplaced() | PickedUp():
            return f"by {_target(event.target)}, who comes from call {event.call}"
        case PickUpAsked():
            wanted = f"at {event.number}" if event.number else "of the group"
            return f"{wanted}: " + (f"call {event.call}" if event.call else event.outcome.replace("_", " "))
        case Parked() | ParkTimedOut():
            return f"in slot {event.slot} by extension #{event.extension}"
        case ParkAnnounced():
            return f"slot {event.slot} to extension #{event.extension}" + ("" if event.answered else ", in vain")
        case ParkRefused():
            return f"slot {event.slot} is not free" if event.slot else "no slot is free"
        case TransferRecalled() | HoldRecalled():
            return f"to {event.to} (extension #{event.extension})"
        case Forwarded():
            rule = "" if event.rule == "phone" else f", rule {event.rule.replace('_', ' ')}"
            return f"to {event.to} by {event.number} (extension #{event.extension}){rule}"
        case ForwardAsked():
            return "accepted" if event.accepted else "not accepted"
        case TrunkSkipped():
            return f"{event.name} (trunk #{event.trunk}): {event.reason}"
        case NotRung():
            return f"{event.number} (extension #{event.extension}): {event.reason.replace('_', ' ')}"
        case ForwardRefused():
            return f"to {event.to} by {event.number} (extension #{event.extension}): {event.reason.replace('_', ' ')}"
        case LoopGuard():
            return f"too many {event.which}" if event.which in ("visits", "hops") else f"limit of {event.which}"
        case CallEnded():
            return _end(event)
        case _:
            assert_never(event)


def _source(event: CallStarted | CallerReplaced) -> str:
    """Where a caller is; an extension only where the caller is not withheld, lest that tells who it was."""
    if event.trunk is not None:
        return f" from trunk #{event.trunk}"
    return f" from extension #{event.extension}" if event.caller and event.extension is not None else ""


def _caller(event: CallStarted) -> str:
    return f"{event.caller} (withheld)" if event.caller and event.withheld else event.caller or "withheld"


def _diverted(event: CallStarted) -> str:
    """Who was called before; the first of several, and the last one."""
    if not event.divert_reason:
        return ""
    first, last = event.diverted_from or "withheld", event.diverted_by or "withheld"
    return f", called {first} first, sent on by {last} ({event.divert_reason})"


def _time(event: TimeDecided) -> str:
    what = f"holiday {event.holiday_name}" if event.rule == "holiday" else event.rule
    by = f", by {event.by}" if event.by else ", closed for a while" if event.for_a_while else ""
    return f"{what} at {event.local.replace('T', ' ')} {event.zone}{by}"


def _switched(event: OfficeSwitched) -> str:
    what = event.what.replace("_", " ")
    of = "" if event.ivr is None else f" for menu #{event.ivr}"
    return what + of + ("" if event.until is None else f" until {event.until:%Y-%m-%d %H:%M %Z}")


def _end(event: CallEnded) -> str:
    parts = [f"by {event.by}, {event.cause}"]
    if event.menu:
        parts.append(f"in menu {event.menu}")
    if event.prompt:
        parts.append(f"{event.offset_ms} ms into {event.prompt}")
    if event.keys:
        parts.append(f"keys {event.keys}")
    return ", ".join(parts)


def _standing(event: QueuePosition) -> str:
    position = "" if event.position is None else f"number {event.position}"
    wait = "" if event.wait_min is None else f"about {event.wait_min} min"
    return ", ".join(part for part in (position, wait) if part)


def _by(who: Literal["member", "moderator", "api"]) -> str:
    return "over the API" if who == "api" else f"by the {who}"


def _wanted(by: str) -> str:
    return f", asked for by {by}" if by else ""


def _target(target: DialledTarget) -> str:
    return f"{target.number} ({target.kind} #{target.id})"
