"""How a call has come to its caller: by an INVITE of theirs, or by one of ours that they have answered."""

import asyncio
from typing import Protocol

from switchboard.call.cause import Cause
from switchboard.engine.builtin.audio_leg import AudioLeg, LegOwner
from switchboard.engine.builtin.context import Background
from switchboard.engine.builtin.media import RemoteStream
from switchboard.sip.dialog import DialogId
from switchboard.sip.offer_answer import Codec


class CallerSide(Protocol):
    """The caller until the call has a leg of theirs. `Invitation` is the one who calls us."""

    @property
    def cancelled(self) -> asyncio.Future[None]:
        """Done when the caller gives up before the answer."""
        ...

    @property
    def dialog_id(self) -> DialogId:
        """The id of the caller's dialog, as it will be after the answer."""
        ...

    @property
    def codec(self) -> Codec | None:
        """What the caller will speak; None where that is not known before the answer."""
        ...

    async def open_stream(self, call: str) -> RemoteStream:
        """The stream for the caller's audio in that call. Raises Unavailable."""
        ...

    @property
    def takes_early_media(self) -> bool:
        """Whether the caller may hear us before the answer, by `progress`."""
        ...

    def ring(self) -> None:
        """Tell the caller that a phone rings."""
        ...

    async def progress(self, stream: RemoteStream, owner: LegOwner) -> AudioLeg:
        """The leg that `answer` will return; the caller hears us from now on. Raises SipError, Unavailable."""
        ...

    async def answer(self, stream: RemoteStream, owner: LegOwner) -> AudioLeg | None:
        """The caller's leg, which `owner` has from its first moment on; None when it has ended.

        Raises SipError, Unavailable.
        """
        ...

    def refuse(self, cause: Cause) -> None:
        """Send the caller away, unless `answer` has got so far that the leg is the owner's."""
        ...


class ReachedCaller:
    """Somebody whom we have called and who has answered."""

    takes_early_media = False

    def __init__(self, leg: AudioLeg, background: Background) -> None:
        self.cancelled: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._leg = leg
        self._background = background
        self._taken = False

    @property
    def dialog_id(self) -> DialogId:
        return self._leg.id

    @property
    def codec(self) -> Codec | None:
        return self._leg.codec

    async def open_stream(self, call: str) -> RemoteStream:
        return self._leg.stream

    def ring(self) -> None:
        """The caller hears the ringing that we play."""

    async def progress(self, stream: RemoteStream, owner: LegOwner) -> AudioLeg:
        raise AssertionError("has answered already")

    async def answer(self, stream: RemoteStream, owner: LegOwner) -> AudioLeg | None:
        self._taken = True
        self._leg.owner = owner
        return self._leg

    def refuse(self, cause: Cause) -> None:
        if not self._taken:
            self._background.spawn(self._leg.hang_up(), "hang-up")
