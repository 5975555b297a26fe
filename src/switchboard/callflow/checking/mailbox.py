"""Checking the messages of a mailbox by telephone: the call semantics, section 16.

The caller hears how many messages there are, then the first new one at once, then the main menu. `door.py` lets him in,
`listening.py` plays messages, `options.py` changes greetings and the PIN.
"""

from switchboard.call.cause import Cause
from switchboard.call.events import MailboxClosed
from switchboard.call.message import HeardOrNot
from switchboard.callflow.checking.door import open_mailbox
from switchboard.callflow.checking.listening import Listening, Tally
from switchboard.callflow.checking.options import MailboxOptions
from switchboard.callflow.hop import FeatureCall, Hop, Over
from switchboard.callflow.session import Session
from switchboard.callflow.small_menu import choose
from switchboard.engine.port import NotAnswered
from switchboard.errors import NotFound, Unavailable
from switchboard.model.mailbox import Mailbox
from switchboard.model.prompt import Announcement
from switchboard.model.spoken import spoken_count


async def check_messages(session: Session, to: FeatureCall) -> Hop | Over | NotAnswered:
    """Let the caller in, and then hear messages until he leaves, or calls somebody back.

    A mailbox is unreachable while the database is away, and when it has gone meanwhile.
    """
    try:
        mailbox = await open_mailbox(session, to)
        return await _Visit(session, mailbox, to).run() if isinstance(mailbox, Mailbox) else mailbox
    except (Unavailable, NotFound):
        return NotAnswered(Cause.UNREACHABLE)


class _Visit:
    """One caller in one mailbox. Only a registered phone may call back from there."""

    def __init__(self, session: Session, mailbox: Mailbox, to: FeatureCall) -> None:
        self._session = session
        self._mailbox = mailbox
        self._calls_back = to.by == "phone"
        self._tally = Tally()

    async def run(self) -> Hop | Over:
        try:
            left = await self._first_messages() or await self._menu()
        finally:
            tally = self._tally
            self._session.emit(
                MailboxClosed(at=self._session.now(), owner=self._mailbox.id, heard=tally.heard, deleted=tally.deleted)
            )
        if isinstance(left, Hop):
            return left
        await self._session.say("goodbye")
        return Over(Cause.NORMAL)

    async def _first_messages(self) -> Hop | str:
        """Say what there is, and go on with new messages at once. Returns "" for the main menu."""
        counts = await self._session.mailboxes.counts(self._mailbox.id)
        if counts.new:
            await self._session.speak([spoken_count("vm-new", counts.new)], stop_on_key=True)
        if counts.heard:
            await self._session.speak([spoken_count("vm-old", counts.heard)], stop_on_key=True)
        if not counts.new and not counts.heard:
            await self._session.play(Announcement(name="vm-none"), stop_on_key=True)
        return await self._listen("new") if counts.new else ""

    async def _menu(self) -> Hop | str:
        """Returns `#`, or where somebody is called back."""
        while True:
            match await choose(self._session, "vm-main", "120*"):
                case "1":
                    left: Hop | str = await self._listen("new")
                case "2":
                    left = await self._listen("heard")
                case "0":
                    left = await MailboxOptions(self._session, self._mailbox).run()
                case "*":
                    left = ""
                case _:
                    left = "#"
            if left:
                return left

    async def _listen(self, state: HeardOrNot) -> Hop | str:
        listening = Listening(self._session, self._mailbox, state, self._tally, calls_back=self._calls_back)
        return await listening.run()
