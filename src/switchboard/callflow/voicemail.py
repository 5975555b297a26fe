"""Leaving a message for an extension or a group."""

from switchboard.call.cause import Cause
from switchboard.callflow.session import Session
from switchboard.engine.port import NotAnswered
from switchboard.errors import Unavailable
from switchboard.model.mailbox import Mailbox, mailbox_of


async def leave_message(session: Session, owner: int) -> NotAnswered:
    """Let the caller leave a message for the extension or group with the id `owner`; returns why there is none."""
    mailbox = mailbox_of(session.configuration, owner)
    if mailbox is None or not mailbox.options.enabled:
        return NotAnswered(Cause.UNREACHABLE)
    # Before anything is played: nobody shall talk in vain.
    if await _is_full(session, mailbox):
        return NotAnswered(Cause.BUSY)
    # No message can be recorded yet: the port of an engine has no takes.
    return NotAnswered(Cause.UNREACHABLE)


async def _is_full(session: Session, mailbox: Mailbox) -> bool:
    """While the database is away nothing is: the message waits on disk until it is back."""
    try:
        return mailbox.is_full(await session.mailboxes.counts(mailbox.id))
    except Unavailable:
        return False
