"""Changing the greeting of a menu by telephone (`#9`): the call semantics, section 19.

Whoever knows the password of the menu records a greeting, listens to it, and puts it in force for the next call. What
was not kept by the key 1 is thrown away, also when the caller hangs up: half a greeting must not be in force.
"""

from switchboard.call.cause import Cause
from switchboard.call.events import PromptEdited, PromptEditRefused
from switchboard.callflow.hop import FeatureCall, Over
from switchboard.callflow.phone_recording import play_recorded, record_prompt
from switchboard.callflow.pin_door import PinDoor, PinTimes, Refused, door_of
from switchboard.callflow.session import Session
from switchboard.callflow.small_menu import choose
from switchboard.engine.port import NotAnswered
from switchboard.errors import NotFound, Unavailable
from switchboard.model.ivr import PROMPT_PIN, Ivr
from switchboard.model.prompt import Announcement, CustomPrompt, Prompt
from switchboard.model.stored import Stored

PASSWORD_TIMES = PinTimes(first_s=10.0, between_s=5.0)
LONGEST_PASSWORD = 15
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
        door_of(session, menu.id, "greeting"),
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
        """Whether the caller has kept what he has recorded."""
        prompt = await record_prompt(self._session, f"IVR {self._menu.document.number}")
        if prompt is None:
            return False
        await self._keep(prompt)
        return True

    async def _keep(self, prompt: Prompt) -> None:
        """The greeting is set on the menu as it is by then, whatever others have changed of it meanwhile."""
        session = self._session

        def greeted(ivr: Ivr, id: int) -> Ivr:
            return ivr.model_copy(update={"greeting": (CustomPrompt(prompt=id),)})

        stored = await session.edits.edit_with_prompt(Ivr, self._menu.id, prompt, greeted, self._author)
        self._told(stored.id, prompt.duration_ms)
        await session.say("pe-saved")
        await play_recorded(session, prompt)

    async def _use_built_in(self) -> None:
        built_in = {"greeting": (BUILT_IN,)}
        await self._session.edits.edit(Ivr, self._menu.id, lambda ivr: ivr.model_copy(update=built_in), self._author)
        self._told(None, 0)
        await self._session.say("pe-saved")
        await self._session.play(BUILT_IN, stop_on_key=True)

    def _told(self, prompt: int | None, duration_ms: int) -> None:
        at = self._session.now()
        self._session.emit(PromptEdited(at=at, ivr=self._menu.id, prompt=prompt, duration_ms=duration_ms))
