"""Whether a silent peer is still there. Silence alone says nothing: a muted phone may send no packet for hours."""

from switchboard.engine.builtin.context import ALLOW
from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.dialog import Dialog
from switchboard.sip.message import Message, Request
from switchboard.sip.session_timer import SessionTimer

GONE = (408, 481)


def takes_update(message: Message) -> bool:
    """Whether the sender of an INVITE, or of its answer, knows UPDATE (RFC 3311 §4)."""
    return "update" in message.option_tags("Allow")


def question(dialog: Dialog, session: SessionTimer | None) -> Request:
    """A request that changes nothing: an UPDATE that refreshes the session, else OPTIONS (RFC 3261 §11)."""
    if session is None:
        return dialog.request("OPTIONS", headers=[("Accept", "application/sdp")])
    refresher = "uac" if session.refresher == "local" else "uas"
    headers = [
        ("Contact", str(dialog.local_contact)),
        ("Allow", ALLOW),
        ("Supported", "timer"),
        ("Session-Expires", f"{session.interval_s};refresher={refresher}"),
    ]
    return dialog.request("UPDATE", headers=headers)


async def is_gone(question: ClientTransaction) -> bool:
    """No answer, no such dialog, or no way there. Whatever else is answered comes from somebody who is there."""
    response = await question.final()
    return response.status in GONE or not question.heard
