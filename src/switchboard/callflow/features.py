"""What feature codes do: the call semantics, section 15.

Each is a coroutine that is given the session and what was dialled, and returns where the caller goes next, or the end
of the call. A code that cannot do its work here returns NotAnswered, with the cause that refuses the caller.
"""

from collections.abc import Awaitable, Callable, Mapping

from switchboard.call.cause import Cause
from switchboard.callflow.checking.mailbox import check_messages
from switchboard.callflow.dialled import ours
from switchboard.callflow.hop import FeatureCall, Hop, LeaveMessage, Over
from switchboard.callflow.prompt_edit import edit_prompt
from switchboard.callflow.session import Session
from switchboard.engine.port import NotAnswered
from switchboard.model.destination import ToExtension, ToExtensionVoicemail, ToGroupVoicemail
from switchboard.model.feature_codes import FeatureName

Outcome = Hop | Over | NotAnswered


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


COROUTINES: Mapping[FeatureName, Callable[[Session, FeatureCall], Awaitable[Outcome]]] = {
    "check_messages": check_messages,
    "leave_message": _leave_message,
    "edit_prompt": edit_prompt,
}
