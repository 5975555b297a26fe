"""What feature codes do: the call semantics, section 15.

Each is a coroutine that is given the session and what was dialled, and returns where the caller goes next, how a talk
has ended, or the end of the call. A code that cannot do its work here returns NotAnswered, with the cause that refuses
the caller.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.callflow.checking.mailbox import check_messages
from switchboard.callflow.dialled import ours
from switchboard.callflow.forward_codes import FORWARD_CODES
from switchboard.callflow.hop import FeatureCall, Hop, LeaveMessage, Over
from switchboard.callflow.office_codes import close_office, switch_night
from switchboard.callflow.parking import Unclaimed, park, retrieve
from switchboard.callflow.pickup import pick_up, pick_up_group
from switchboard.callflow.prompt_edit import edit_prompt
from switchboard.callflow.session import Session
from switchboard.engine.port import BridgeEnd, NotAnswered
from switchboard.errors import Unavailable
from switchboard.model.destination import ToExtension, ToExtensionVoicemail, ToGroupVoicemail, ToQueue
from switchboard.model.feature_codes import FeatureName
from switchboard.model.prompt import Announcement

Outcome = Hop | Over | BridgeEnd | NotAnswered | Unclaimed
AgentState = Literal["logged-in", "logged-out", "paused", "resumed", "not-agent"]


async def carry_out(session: Session, to: FeatureCall) -> Outcome:
    """Do what the code stands for."""
    return await COROUTINES[to.dialled.feature](session, to)


async def _leave_message(session: Session, to: FeatureCall) -> Outcome:
    """The voicemail of the extension or group that has the number."""
    match ours(session.configuration, to.dialled.number):
        case ToExtension(extension=id):
            return Hop(LeaveMessage(ToExtensionVoicemail(extension=id)))
        case ToGroupVoicemail() as group:
            return Hop(LeaveMessage(group))
        case _:
            return NotAnswered(Cause.NOT_FOUND)


async def _log_in_or_out(session: Session, to: FeatureCall) -> Outcome:
    """The agent takes callers of a queue, or of all queues, from now on, or no longer."""
    return await _tell_agent(session, to, session.queues.toggle_login)


async def _pause_or_resume(session: Session, to: FeatureCall) -> Outcome:
    """The agent is offered no callers of a queue, or of any queue, for a while, or again."""
    return await _tell_agent(session, to, session.queues.toggle_pause)


async def _tell_agent(
    session: Session, to: FeatureCall, change: Callable[[int, int | None], Awaitable[AgentState]]
) -> Outcome:
    """Change the state of the agent who calls, and say what it is now."""
    agent, queue = session.call.info.extension, ours(session.configuration, to.dialled.number)
    if agent is None or (to.dialled.number and not isinstance(queue, ToQueue)):
        state: AgentState = "not-agent"
    else:
        try:
            state = await change(agent, queue.queue if isinstance(queue, ToQueue) else None)
        except Unavailable:
            return NotAnswered(Cause.UNREACHABLE)
    await session.answer()
    await session.play(Announcement.model_validate({"name": f"queue-{state}"}), stop_on_key=False)
    return Over(Cause.NORMAL)


COROUTINES: Mapping[FeatureName, Callable[[Session, FeatureCall], Awaitable[Outcome]]] = {
    "check_messages": check_messages,
    "leave_message": _leave_message,
    "agent_login": _log_in_or_out,
    "agent_pause": _pause_or_resume,
    "edit_prompt": edit_prompt,
    "night_mode": switch_night,
    "close_office": close_office,
    **FORWARD_CODES,
    "pick_up": pick_up,
    "pick_up_group": pick_up_group,
    "park": park,
    "park_at": park,
    "retrieve": retrieve,
}
