"""Events as lines for people: seconds since the first one, what happened, and its details."""

from collections.abc import Sequence

from switchboard.callflow.events import (
    Bridged,
    BridgeEnded,
    CallEnded,
    CallEvent,
    CallStarted,
    DialEnded,
    DialledTarget,
    DialStarted,
    GoingTo,
    Held,
    KeyPressed,
    LoopGuard,
    Matched,
    MenuEntered,
    NoInput,
    NoMatch,
    PromptEnded,
    PromptSkipped,
    PromptStarted,
    RecordingStarted,
    Resumed,
    Ringing,
    Transferred,
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
    match event:
        case CallStarted():
            source = f"extension #{event.extension}" if event.trunk is None else f"trunk #{event.trunk}"
            return f"{event.caller or 'withheld'} calls {event.dialled} from {source}"
        case MenuEntered():
            return f"{event.number} {event.name} (revision {event.revision}, visit {event.visit})"
        case CallEnded():
            return _end(event)
        case DialStarted(targets=targets):
            return ", ".join(map(_target, targets))
        case Ringing(target=target) | Bridged(target=target):
            return _target(target)
        case DialEnded():
            return f"{event.outcome}" + (f" ({event.status})" if event.status else "")
        case Transferred():
            return f"to {event.to}"
    return _prompt_or_key(event)


def _prompt_or_key(event: CallEvent) -> str:
    match event:
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
        case BridgeEnded(by=side) | Held(side=side) | Resumed(side=side):
            return f"by {side}"
        case LoopGuard():
            return f"too many {event.which}" if event.which == "visits" else f"limit of {event.which}"
    return ""


def _end(event: CallEnded) -> str:
    parts = [f"by {event.by}, {event.cause}"]
    if event.menu:
        parts.append(f"in menu {event.menu}")
    if event.prompt:
        parts.append(f"{event.offset_ms} ms into {event.prompt}")
    if event.keys:
        parts.append(f"keys {event.keys}")
    return ", ".join(parts)


def _target(target: DialledTarget) -> str:
    return f"{target.number} ({target.kind} #{target.id})"
