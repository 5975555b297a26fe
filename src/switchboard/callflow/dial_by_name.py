"""Dial by name: the call semantics, section 17.

The caller spells a name, one key for each letter, and is offered whoever has it, one after the other: 1 takes somebody,
* is for the next, # for another spelling, 0 for the operator. There are three spellings in all.
"""

from collections.abc import Sequence

from switchboard.call.events import NameChosen, NameOffered, NameSpelled
from switchboard.callflow.hop import Hop
from switchboard.callflow.session import Session
from switchboard.callflow.session_sounds import Digits, Sound
from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension
from switchboard.model.prompt import Announcement, AnnouncementName
from switchboard.model.stored import Stored

SPELLINGS = 3
OFFERS = 2
"""How often somebody is offered to a caller who says nothing."""
MOST_LETTERS, MOST_KEYS = 20, 60
"""Of one spelling, and with what was erased of it."""

FIRST_KEY_S, NEXT_KEY_S, CHOICE_S = 5.0, 3.0, 5.0
REST_S = 1.0
"""So long no key must come before somebody who spells a name that nobody has is told so."""
QUIET_S = 1.5
"""After so long without a key the caller has spelt as much as he wants to, where the letters are enough."""

LETTERS = "23456789"
OPERATOR, ERASE, END = "0", "*", "#"
TAKE, NEXT, AGAIN = "1", "*", "#"


async def dial_by_name(session: Session) -> Hop | None:
    """Returns where the caller goes; None if he finds nobody."""
    await session.answer()
    return await _Search(session).run()


class _Search:
    """One caller who looks for somebody. He never finds himself."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._options = session.configuration.office.directory
        self._names = session.configuration.names
        self._caller = session.call.info.extension

    async def run(self) -> Hop | None:
        if self._names.count("", 1, self._caller) == 0:
            await self._session.say("dbn-none")
            return None
        for _ in range(SPELLINGS):
            keys = await self._spell()
            hop = self._operator() if keys == OPERATOR else await self._offer_all(keys) if keys else None
            if hop is not None:
                return hop
        return None

    async def _spell(self) -> str:
        """The keys of a name, or that of the operator; "" for silence, and for fewer than are needed."""
        await self._play("dbn-enter")
        keys, told_many = "", False
        for _ in range(MOST_KEYS):
            key = await self._session.key(self._patience_s(keys, told_many))
            digit = END if key is None else key.digit
            if digit == OPERATOR and not keys and self._operator() is not None:
                return OPERATOR
            if digit == ERASE:
                keys = ""
            elif digit in LETTERS:
                keys += digit
                if len(keys) == MOST_LETTERS or (self._is_enough(keys) and self._count(keys) <= 1):
                    break
            elif key is None and not self._is_enough(keys):
                return ""
            elif digit == END and len(keys) > 1:
                if told_many or self._count(keys) <= self._options.offer_at_most:
                    break
                told_many = True
                await self._play("dbn-many")
        if digit != END or key is None:
            # Who spells on, as he was told to, presses the rest of the name and # while he hears the offer.
            self._session.expect_trailing_hash()
            if self._count(keys) == 0:
                await self._swallow_rest()
        return keys

    async def _swallow_rest(self) -> None:
        """The rest of a name is no spelling of its own."""
        while await self._session.key(REST_S) is not None:
            pass

    def _patience_s(self, keys: str, told_many: bool) -> float:
        """How long to wait for the next key."""
        if not keys:
            return FIRST_KEY_S
        return QUIET_S if self._is_enough(keys) and not told_many else NEXT_KEY_S

    def _is_enough(self, keys: str) -> bool:
        return len(keys) >= self._options.keys_needed

    def _count(self, keys: str) -> int:
        """How many people match, as far as it matters."""
        return self._names.count(keys, self._options.offer_at_most + 1, self._caller)

    async def _offer_all(self, keys: str) -> Hop | None:
        """Offer those who match one after the other; None if the caller takes none of them."""
        session, found = self._session, self._names.find(keys, self._caller)
        session.emit(NameSpelled(at=session.now(), keys=keys, matches=len(found)))
        people = [
            person
            for id in found.first(self._options.offer_at_most)
            if (person := session.configuration.get(Extension, id))
        ]
        for person in people:
            choice = await self._offer(person, people)
            if choice == TAKE:
                session.emit(NameChosen(at=session.now(), extension=person.id))
                return Hop(ToExtension(extension=person.id))
            if choice == OPERATOR:
                return self._operator()
            if choice == AGAIN:
                return None
        await self._play("dbn-no-more" if people else "dbn-none")
        return None

    async def _offer(self, person: Stored[Extension], people: Sequence[Stored[Extension]]) -> str:
        """The key that the caller presses, which counts for this person alone; `NEXT` for one who presses none."""
        session = self._session
        session.emit(NameOffered(at=session.now(), extension=person.id, number=person.document.number))
        sounds = tuple(await self._sounds(person, people))
        keys = TAKE + NEXT + AGAIN + (OPERATOR if self._operator() is not None else "")
        session.call.keys.drop()
        for _ in range(OFFERS):
            for sound in sounds:
                if key := await session.play_until(sound, keys):
                    return key
            if key := await session.key_of(keys, CHOICE_S):
                return key
        return NEXT

    async def _sounds(self, person: Stored[Extension], people: Sequence[Stored[Extension]]) -> list[Sound]:
        """What tells who somebody is, and what the keys do. The number tells people of one name apart."""
        document, language = person.document, self._session.configuration.office.language
        name = document.spoken_name or await self._session.speaker.name(document.name, language)
        namesakes = sum(one.document.name == document.name for one in people) > 1
        sounds: list[Sound] = [] if name is None else [name]
        if name is None or namesakes or self._options.say_number:
            sounds += [Announcement(name="dbn-extension"), Digits(document.number)]
        return [*sounds, Announcement(name="dbn-choose")]

    def _operator(self) -> Hop | None:
        return None if self._options.operator is None else Hop(self._options.operator)

    async def _play(self, name: AnnouncementName) -> None:
        """A key stops it, and is the first of a spelling. One that waits already makes it unnecessary."""
        if not self._session.key_waits():
            await self._session.play(Announcement(name=name), stop_on_key=True)
