"""Runs one call from its first ring to its end, and emits its first and last event."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events import CallEnded, CallStarted
from switchboard.callflow.hop import Over
from switchboard.callflow.journey import Journey
from switchboard.callflow.parking import takes_transfer
from switchboard.callflow.session import Flow, Services, Session
from switchboard.callflow.steering import Steering
from switchboard.engine.port import Call, CallInfo


async def handle_call(
    call: Call, services: Services, flow: Flow | None = None, answered_at: datetime | None = None
) -> None:
    """Run one call from its first ring, or from the answer of somebody whom we have called, to its end.

    With a `flow` that is what happens; else the caller goes where the dialled number leads. If we have called
    him for a client, the events before were emitted already, and by their time he has answered at `answered_at`.

    The engine cancels this when the caller leaves, at any instant; `call.ending` then says who ended the call and why.
    """
    session = Session(call, services, answered_at)
    if answered_at is None:
        session.emit(started(call.info, session.now()))
    session.engagement.caller_is(call.info.extension)
    over: Over | None = None
    steered = session.memory.running.steered(call.info, Steering(session))
    try:
        call.events.on_transfer = partial(takes_transfer, session)
        if call.answered:
            await session.answer()
        with steered:
            over = await (Journey(session).run() if flow is None else flow(session))
        await call.hang_up(over.cause)
    except Exception:
        # A fault of ours must not leave a caller in silence. The engine logs what is raised.
        over = Over(Cause.FAILED)
        await call.hang_up(over.cause)
        raise
    finally:
        session.engagement.caller_is(None)
        _emit_end(session, over)
        session.memory.unrecorded.discard(call.info.id)
        session.memory.lots.leave(call)
        session.recording.close()


def started(
    info: CallInfo, at: datetime, placed_by: str = "", reference: str = "", notes: Mapping[str, str] | None = None
) -> CallStarted:
    """The first event of a call. Who has asked for it by an API is `placed_by`, names it by `reference`, and gives
    `notes` with it; all are empty for a call that came in.
    """
    first, last = (info.diversions[0], info.diversions[-1]) if info.diversions else (None, None)
    return CallStarted(
        at=at,
        caller=info.caller.number,
        caller_name=info.caller.name,
        dialled=info.dialled,
        extension=info.extension,
        trunk=info.trunk,
        withheld=info.withheld,
        diverted_from=first.by.number if first else "",
        diverted_by=last.by.number if last else "",
        divert_reason=last.reason if last else "",
        placed_by=placed_by,
        reference=reference,
        notes=dict(notes or {}),
    )


def _emit_end(session: Session, over: Over | None) -> None:
    by, cause = _who_ended(session.call, over)
    session.emit(
        CallEnded(
            at=session.now(),
            by=by,
            cause=cause,
            menu=session.menu,
            prompt=session.prompt,
            offset_ms=session.offset_ms,
            keys=session.pressed,
            answered_by=session.answered_by,
        )
    )


def _who_ended(call: Call, over: Over | None) -> tuple[Literal["caller", "callee", "switchboard"], Cause]:
    if over is not None:
        return "callee" if over.callee else "switchboard", over.cause
    if call.ending is None:
        return "caller", Cause.NORMAL
    return "switchboard" if call.ending.by == "system" else call.ending.by, call.ending.cause
