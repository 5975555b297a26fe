"""The menu of those in a conference, which `*` opens while they go on hearing it."""

from switchboard.call.events import ConferenceLocked, ConferenceMuted
from switchboard.callflow.rooms import Member, Room
from switchboard.callflow.session import Session
from switchboard.callflow.small_menu import choose
from switchboard.engine.port import Seat
from switchboard.model.prompt import Announcement, AnnouncementName

STEP_DB, QUIETEST_DB, LOUDEST_DB = 3.0, -12.0, 12.0

_OF_MEMBERS, _OF_MODERATORS = "146789*", "123456789*"


class SeatMenu:
    """What one member does by keys. How loud he hears and speaks is as he last chose, for as long as he is there."""

    def __init__(self, session: Session, id: int, room: Room, member: Member, seat: Seat) -> None:
        self._session = session
        self._id = id
        self._room = room
        self._member = member
        self._seat = seat
        self._hear_db = self._speak_db = 0.0

    async def run(self) -> bool:
        """Ask once, and do what is chosen; returns whether the member leaves the conference."""
        if self._member.is_moderator:
            key = await choose(self._session, "conf-menu-moderator", _OF_MODERATORS)
        else:
            key = await choose(self._session, "conf-menu", _OF_MEMBERS)
        match key:
            case "1":
                await self._mute()
            case "2":
                await self._lock()
            case "3":
                self._remove_last()
            case "4" | "6":
                self._hear_db = _stepped(self._hear_db, up=key == "6")
                self._seat.set(hear_db=self._hear_db)
            case "5":
                self._hush_others()
            case "7" | "9":
                self._speak_db = _stepped(self._speak_db, up=key == "9")
                self._seat.set(speak_db=self._speak_db)
        return key == "8"

    async def _mute(self) -> None:
        """Only he hears of it. Whom a moderator has muted with all others stays so."""
        self._room.mute(self._member, not self._member.muted)
        now = self._session.now()
        self._session.emit(ConferenceMuted(at=now, conference=self._id, muted=self._member.muted, by="member"))
        await self._session.say("conf-muted" if self._room.is_muted(self._member) else "conf-unmuted")

    async def _lock(self) -> None:
        self._room.locked = locked = not self._room.locked
        self._session.emit(ConferenceLocked(at=self._session.now(), conference=self._id, locked=locked))
        await self._session.say("conf-locked-now" if locked else "conf-unlocked-now")

    def _remove_last(self) -> None:
        last = self._room.last_guest()
        if last is not None:
            self._room.remove(last)

    def _hush_others(self) -> None:
        """The others hear of it, and no longer one another."""
        self._room.hush(not self._room.quiet)
        now, quiet = self._session.now(), self._room.quiet
        self._session.emit(ConferenceMuted(at=now, conference=self._id, muted=quiet, by="moderator"))
        words: AnnouncementName = "conf-muted" if quiet else "conf-unmuted"
        if (audio := self._session.find(Announcement(name=words))) is not None:
            self._seat.announce(audio)


def _stepped(db: float, *, up: bool) -> float:
    return min(LOUDEST_DB, max(QUIETEST_DB, db + (STEP_DB if up else -STEP_DB)))
