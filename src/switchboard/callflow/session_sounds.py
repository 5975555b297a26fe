"""What the caller hears, as call flow plays it: each prompt becomes events, and what cannot be played is skipped."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from switchboard.call.events import PromptEnded, PromptSkipped, PromptStarted
from switchboard.callflow.announcements import Announcements, country_of
from switchboard.callflow.session_keys import SessionKeys
from switchboard.engine.port import Audio, Leg, Played, PromptUnavailable
from switchboard.model.configuration import Configuration
from switchboard.model.prompt import Announcement, AnnouncementName, Prompt, PromptRef
from switchboard.model.spoken import Clip, spoken_digits
from switchboard.model.tones import ToneName, is_tone


@dataclass(frozen=True, slots=True)
class Digits:
    """A number that is read out, digit by digit."""

    number: str


Sound = PromptRef | Audio | Digits


class SessionSounds(SessionKeys):
    """The part of `Session` that plays. `prompt` is what plays, or what was playing when the caller left; `offset_ms`
    is how far it was then.
    """

    configuration: Configuration
    language: str
    prompt: str
    offset_ms: int
    _announcements: Announcements

    def tone(self, name: ToneName) -> Audio | None:
        """The tone as it sounds in the tenant's country, or None."""
        return self._announcements.tone(name, country_of(self.configuration))

    async def play(self, ref: PromptRef, *, stop_on_key: bool) -> None:
        """Play to the end or, with `stop_on_key`, until a key begins. Keys stay in the queue in either case.

        What cannot be played is skipped, with an event. If the key that stopped the prompt is a `#` to be swallowed,
        the prompt is played again.
        """
        audio = self.find(ref)
        if audio is None:
            self.emit(PromptSkipped(at=self.now(), name=_name(ref), reason="missing"))
            return
        played = await self.play_audio(audio, stop_on_key=stop_on_key)
        while stop_on_key and not played.finished and self._discard_trailing_hash():
            played = await self.play_audio(audio, stop_on_key=stop_on_key)

    async def play_to_both(self, ref: PromptRef, callee: Leg | None) -> None:
        """Play a prompt to the caller, and to a callee who has answered at the same time; no key stops it."""
        audio = None if callee is None else self.find(ref)
        if callee is None or audio is None:
            await self.play(ref, stop_on_key=False)
            return
        hearing = asyncio.create_task(_play_to(callee, audio))
        try:
            await self.play(ref, stop_on_key=False)
            await asyncio.wait((hearing, callee.gone), return_when=asyncio.FIRST_COMPLETED)
        finally:
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)

    async def play_until(self, sound: Sound, keys: Collection[str]) -> str:
        """Play to the end, or until one of `keys`, which is returned, else "". Other keys stop nothing."""
        playing = asyncio.create_task(self._play_undisturbed(sound))
        watching = asyncio.create_task(self._one_of(keys))
        try:
            await asyncio.wait((playing, watching), return_when=asyncio.FIRST_COMPLETED)
        finally:
            tasks = [task for task in (playing, watching) if task.cancel()]
            await asyncio.gather(*tasks, return_exceptions=True)
        if not watching.cancelled():
            self.prompt, self.offset_ms = "", 0
            return watching.result()
        playing.result()
        return ""

    async def say(self, name: AnnouncementName) -> None:
        """Play an announcement that no key stops."""
        await self.play(Announcement(name=name), stop_on_key=False)

    def clip(self, clip: Clip) -> Audio | None:
        """The clip in the caller's language, or None."""
        return self._announcements.clip(clip, self.language)

    async def speak(self, clips: Iterable[Clip], *, stop_on_key: bool) -> None:
        """Say what is put together from `clips`, to the end or, with `stop_on_key`, until a key begins."""
        for clip in clips:
            if stop_on_key and self.key_waits():
                return
            audio = self.clip(clip)
            if audio is None:
                self.emit(PromptSkipped(at=self.now(), name=clip, reason="missing"))
            else:
                await self.play_audio(audio, stop_on_key=stop_on_key)

    async def play_deaf(self, ref: PromptRef | None) -> None:
        """Play a prompt, if there is one, which no key stops, and drop the keys pressed while it played."""
        if ref is not None:
            began_s = self.time_s()
            await self.play(ref, stop_on_key=False)
            # Keys that were typed ahead before the prompt are still meant for the next menu.
            self.call.keys.drop(began_s)

    async def play_audio(self, audio: Audio, *, stop_on_key: bool) -> Played:
        """As `play`, for what is no prompt."""
        return await self._play(audio.name, [audio], partial(self.call.play, audio, stop_on_key=stop_on_key))

    async def _play(self, name: str, items: Sequence[Audio], play: Callable[[], Awaitable[Played]]) -> Played:
        """Play one or more sounds by `play`, and tell of them under one name."""
        await self.call.until_audible()
        began_s = self.time_s()
        self.prompt = name
        self.emit(PromptStarted(at=self.now(), name=name))
        try:
            played = await play()
        except PromptUnavailable:
            self.emit(PromptSkipped(at=self.now(), name=name, reason="unreadable"))
            self.prompt = ""
            return Played(finished=True, offset_s=0.0)
        except asyncio.CancelledError:
            # The caller left: the engine tells nothing any more, so how much was heard is measured here.
            until_s = items[0].start_s + self.time_s() - began_s
            heard_s = min(until_s, sum(item.duration_s for item in items))
            self.offset_ms = self._ended(name, Played(finished=False, offset_s=heard_s))
            raise
        self._ended(name, played)
        self.prompt, self.offset_ms = "", 0
        return played

    async def _play_undisturbed(self, sound: Sound) -> None:
        """Play to the end, whatever keys are pressed."""
        if isinstance(sound, Digits):
            if items := [audio for clip in spoken_digits(sound.number) if (audio := self.clip(clip))]:
                await self._play("digits", items, partial(self.call.play_all, items, stop_on_key=False))
        elif isinstance(sound, Audio):
            await self.play_audio(sound, stop_on_key=False)
        else:
            await self.play(sound, stop_on_key=False)

    def _ended(self, name: str, played: Played) -> int:
        offset_ms = round(played.offset_s * 1000)
        self.emit(PromptEnded(at=self.now(), name=name, finished=played.finished, offset_ms=offset_ms))
        return offset_ms

    def find(self, ref: PromptRef) -> Audio | None:
        """The sound of a prompt, an announcement in the language of this moment; None if it is missing."""
        if isinstance(ref, Announcement):
            if is_tone(ref.name):
                return self.tone(ref.name)
            return self._announcements.find(ref.name, self.language)
        stored = self.configuration.get(Prompt, ref.prompt)
        return None if stored is None else audio_of(stored.document)


async def _play_to(callee: Leg, audio: Audio) -> None:
    """What is unreadable is told of the caller, who should hear it too."""
    with suppress(PromptUnavailable):
        await callee.play(audio, stop_on_key=False)


def audio_of(prompt: Prompt) -> Audio:
    """The sound of a prompt."""
    return Audio(prompt.name, prompt.content, prompt.duration_ms / 1000)


def _name(ref: PromptRef) -> str:
    return ref.name if isinstance(ref, Announcement) else f"prompt {ref.prompt}"
