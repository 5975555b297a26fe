"""Changing the greeting of a menu by telephone (`#9`): the call semantics, section 19.

Whoever knows the password of the menu records a greeting, listens to it, and puts it in force for the next call. What
was not kept by the key 1 is thrown away, also when the caller hangs up: half a greeting must not be in force.
"""

from dataclasses import replace
from zoneinfo import ZoneInfo

from switchboard.call.cause import Cause
from switchboard.call.events import PromptEdited, PromptEditRefused
from switchboard.callflow.hop import FeatureCall, Over
from switchboard.callflow.phone_recording import record
from switchboard.callflow.pin_door import PinDoor, PinTimes, Refused, door_of
from switchboard.callflow.session import Session, audio_of
from switchboard.callflow.small_menu import choose
from switchboard.engine.port import NotAnswered
from switchboard.errors import NotFound, Unavailable
from switchboard.model.ivr import PROMPT_PIN, Ivr
from switchboard.model.prompt import Announcement, CustomPrompt, Prompt
from switchboard.model.stored import Stored

PASSWORD_TIMES = PinTimes(first_s=10.0, between_s=5.0)
LONGEST_PASSWORD = 15
LONGEST_S, SILENCE_S, LEAST_SPEECH_MS = 600.0, 10.0, 1000
BUILT_IN = Announcement(name="default")


async def edit_prompt(session: Session, to: FeatureCall) -> Over | NotAnswered:
    """Ask for the password of the menu, then let the caller change its greeting. Returns the end of the call."""
    menu = to.menu
    if menu is None:
        return NotAnswered(Cause.NOT_FOUND)
    await session.answer()

    def refused(reason: Refused) -> PromptEditRefused:
        return PromptEditRefused(at=session.now(), ivr=menu.id, reason=reason)

    door = PinDoor(
        session,
        door_of(session, menu.id),
        PROMPT_PIN,
        PASSWORD_TIMES,
        refused,
        words="pe-password",
        longest=LONGEST_PASSWORD,
    )
    if over := await door.refuses():
        return over
    try:
        await _Editing(session, menu).run()
    except (NotFound, Unavailable):
        await session.say("pe-failed")
    await session.say("goodbye")
    return Over(Cause.NORMAL)


class _Editing:
    """One caller who may change the greeting of a menu."""

    def __init__(self, session: Session, menu: Stored[Ivr]) -> None:
        self._session = session
        self._menu = menu
        self._author = f"phone:{session.call.info.caller.number or 'withheld'}"

    async def run(self) -> None:
        """Returns when the caller has changed the greeting, or wants to leave. Raises NotFound, Unavailable."""
        if len(self._menu.document.greeting) > 1:
            await self._session.say("pe-several")
        while (choice := await choose(self._session, "pe-menu", "123")) != "#":
            if choice == "2":
                await self._hear()
            elif choice == "3":
                await self._use_built_in()
                return
            elif await self._record():
                return

    async def _hear(self) -> None:
        for prompt in self._menu.document.greeting:
            await self._session.play(prompt, stop_on_key=True)

    async def _record(self) -> bool:
        """Record until the caller keeps what he hears; False if he throws it away, or says nothing."""
        session = self._session
        while True:
            recorded = await record(
                session, "pe-record", longest_s=LONGEST_S, silence_s=SILENCE_S, least_ms=LEAST_SPEECH_MS
            )
            if recorded is None:
                return False
            prompt = await session.edits.prompt(self._name(), recorded)
            while (choice := await choose(session, "pe-review", "123*")) == "2":
                await self._play(prompt)
            if choice == "1":
                await self._keep(prompt)
                return True
            if choice != "3":
                return False

    def _name(self) -> str:
        now = self._session.time_of_day().astimezone(ZoneInfo(self._session.configuration.office.timezone))
        return f"IVR {self._menu.document.number} {now:%Y-%m-%d %H.%M.%S}.wav"

    async def _keep(self, prompt: Prompt) -> None:
        """The greeting is set on the menu as it is by then, whatever others have changed of it meanwhile."""
        session = self._session

        def greeted(ivr: Ivr, id: int) -> Ivr:
            return ivr.model_copy(update={"greeting": (CustomPrompt(prompt=id),)})

        stored = await session.edits.edit_with_prompt(Ivr, self._menu.id, prompt, greeted, self._author)
        self._told(stored.id, prompt.duration_ms)
        await session.say("pe-saved")
        await self._play(prompt)

    async def _play(self, prompt: Prompt) -> None:
        await self._session.play_audio(replace(audio_of(prompt), name="recording"), stop_on_key=True)

    async def _use_built_in(self) -> None:
        built_in = {"greeting": (BUILT_IN,)}
        await self._session.edits.edit(Ivr, self._menu.id, lambda ivr: ivr.model_copy(update=built_in), self._author)
        self._told(None, 0)
        await self._session.say("pe-saved")
        await self._session.play(BUILT_IN, stop_on_key=True)

    def _told(self, prompt: int | None, duration_ms: int) -> None:
        at = self._session.now()
        self._session.emit(PromptEdited(at=at, ivr=self._menu.id, prompt=prompt, duration_ms=duration_ms))
