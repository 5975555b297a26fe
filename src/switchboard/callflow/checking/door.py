"""Which mailbox a caller wants to check, and whether he gets in: the call semantics, section 16.

The own phone is let in, unless the mailbox asks even it for its PIN; everybody else needs the PIN.
"""

from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events import MailboxOpened, MailboxRefused
from switchboard.callflow.hop import FeatureCall, Over
from switchboard.callflow.pin_door import PinDoor, PinTimes, Refused, door_of
from switchboard.callflow.session import Session
from switchboard.callflow.small_menu import ROUNDS, enter_number
from switchboard.engine.port import NotAnswered
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.mailbox import Mailbox, mailbox_by_number, mailbox_of
from switchboard.model.voicemail import VOICEMAIL_PIN

PIN_TIMES = PinTimes(first_s=10.0, between_s=5.0)


async def open_mailbox(session: Session, to: FeatureCall) -> Mailbox | Over | NotAnswered:
    """Returns the mailbox that the caller may check; else what follows, after he has heard why not.

    Raises Unavailable.
    """
    phone = session.call.info.extension if to.by == "phone" else None
    mailbox = _named(session, to.dialled.number, phone)
    if mailbox is None and (to.dialled.number or phone is not None):
        return NotAnswered(Cause.NOT_FOUND)
    if mailbox is None and (mailbox := await _asked_for(session)) is None:
        await session.say("goodbye")
        return Over(Cause.NORMAL)
    session.set_language(mailbox.options.language)
    await session.answer()
    is_own = phone is not None and phone in _owners(session, mailbox)
    if is_own and not await _asks_its_own(session, mailbox):
        return _opened(session, mailbox, "phone")
    return await _ask_for_pin(session, mailbox, own=is_own) or _opened(session, mailbox, "pin")


def _named(session: Session, number: str, phone: int | None) -> Mailbox | None:
    """The mailbox that has the number; without a number that of the phone."""
    if number:
        return mailbox_by_number(session.configuration, number)
    return None if phone is None else mailbox_of(session.configuration, phone)


async def _asked_for(session: Session) -> Mailbox | None:
    await session.answer()
    for _ in range(ROUNDS):
        number = await enter_number(session, "vm-mailbox")
        if not number:
            return None
        if mailbox := mailbox_by_number(session.configuration, number):
            return mailbox
        await session.say("no-such-mailbox")
    return None


def _owners(session: Session, mailbox: Mailbox) -> frozenset[int]:
    """The extensions to whom it belongs: its own, or the members of the group."""
    group = session.configuration.get(GroupVoicemail, mailbox.id)
    return frozenset({mailbox.id}) if group is None else session.configuration.members(group.document.members)


async def _asks_its_own(session: Session, mailbox: Mailbox) -> bool:
    """Members of a group are asked for its PIN if it has one, whatever `pin_required` says: it is not theirs alone."""
    if not await session.secrets.secret(mailbox.id, VOICEMAIL_PIN):
        return False
    return mailbox.options.pin_required or session.configuration.get(GroupVoicemail, mailbox.id) is not None


async def _ask_for_pin(session: Session, mailbox: Mailbox, *, own: bool) -> Over | None:
    def told(reason: Refused) -> MailboxRefused:
        return MailboxRefused(
            at=session.now(), owner=mailbox.id, number=mailbox.number, name=mailbox.name, reason=reason
        )

    door = door_of(session, mailbox.id, "own_mailbox" if own else "mailbox")
    return await PinDoor(session, door, VOICEMAIL_PIN, PIN_TIMES, told, hash_leaves=True).refuses()


def _opened(session: Session, mailbox: Mailbox, by: Literal["phone", "pin"]) -> Mailbox:
    session.emit(MailboxOpened(at=session.now(), owner=mailbox.id, number=mailbox.number, name=mailbox.name, by=by))
    return mailbox
