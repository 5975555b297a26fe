"""What callers hear while they wait, and what both parties of a talk hear on hold: the call semantics, section 10."""

from switchboard.callflow.announcements import Announcements
from switchboard.engine.port import Audio, Call, PhoneTarget, PlayList, Target
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.music import Music
from switchboard.model.prompt import Prompt
from switchboard.model.trunk import Trunk


class CallMusic:
    """The music of one call. `of_queue` is the play list (its id) of the queue that the caller came through, if any."""

    def __init__(self, call: Call, configuration: Configuration, announcements: Announcements) -> None:
        self._call = call
        self._configuration = configuration
        self._announcements = announcements
        self._callee: Target | None = None
        self.of_queue: int | None = None

    def waiting(self, chosen: int | None = None) -> PlayList | None:
        """What a caller hears who waits: the play list `chosen` (its id), else the queue's, else the office's."""
        return self._first_of(chosen, self.of_queue)

    def talks_to(self, callee: Target) -> None:
        """Choose what caller and callee hear while the other one holds them."""
        self._callee = callee
        self._choose()

    def caller_replaced(self) -> None:
        """Choose again: another extension may hold the callee now, and another trunk be held."""
        if self._callee is not None:
            self._choose()

    def _choose(self) -> None:
        """The queue's music, else that of the extension that holds, else the office's."""
        caller, callee = self._call.info, self._callee
        if callee is None or self._has_its_own(caller.trunk) or self._has_its_own(_trunk(callee)):
            self._call.hold_music(None, None)
            return
        of_callee = callee.extension if isinstance(callee, PhoneTarget) else None
        for_caller, for_callee = (
            self._first_of(self.of_queue, self._of_extension(one)) for one in (of_callee, caller.extension)
        )
        self._call.hold_music(for_caller, for_callee)

    def _first_of(self, *chosen: int | None) -> PlayList | None:
        for id in (*chosen, self._configuration.office.music):
            stored = self._configuration.get(Music, id) if id is not None else None
            if stored is not None:
                return self._play_list(stored.document)
        return PlayList(own) if (own := self._own) else None

    def _play_list(self, music: Music) -> PlayList:
        prompts = (self._configuration.get(Prompt, id) for id in music.prompts)
        sounds = (stored.document for stored in prompts if stored is not None)
        items = tuple(Audio(sound.name, sound.content, sound.duration_ms / 1000) for sound in sounds)
        return PlayList(items or self._own, shuffle=music.order == "random", stream=music.stream or "")

    @property
    def _own(self) -> tuple[Audio, ...]:
        """The music that comes with the product."""
        return () if self._announcements.music is None else (self._announcements.music,)

    def _of_extension(self, extension: int | None) -> int | None:
        stored = self._configuration.get(Extension, extension) if extension is not None else None
        return stored.document.music if stored is not None else None

    def _has_its_own(self, trunk: int | None) -> bool:
        """Whether music is played at the other end of the trunk: ours would drown it there, or be drowned."""
        stored = self._configuration.get(Trunk, trunk) if trunk is not None else None
        return stored is not None and stored.document.own_hold_music


def _trunk(callee: Target) -> int | None:
    return None if isinstance(callee, PhoneTarget) else callee.trunk
