"""A party with its audio, however it is connected, and who is told what it does."""

import asyncio
from abc import ABC, abstractmethod
from typing import Protocol

from switchboard.call.cause import Cause
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.context import EngineContext
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.port import CallerId
from switchboard.sip.dialog import DialogId
from switchboard.sip.headers import Replaces
from switchboard.sip.offer_answer import Codec
from switchboard.sip.uri import NameAddr


class LegOwner(Protocol):
    """Whoever has a leg at the moment: its call, a dialling that it answered, or the bridge that it talks over."""

    def on_key(self, leg: "AudioLeg", digit: str, method: KeyMethod) -> None:
        """The peer pressed a key."""
        ...

    def on_hold(self, leg: "AudioLeg", held: bool) -> None:
        """The peer has put us on hold, or takes us back."""
        ...

    def on_refer(self, leg: "AudioLeg", refer_to: NameAddr) -> bool:
        """The peer sends the other side elsewhere (blind transfer); whether that will be done."""
        ...

    def on_attended_transfer(self, leg: "AudioLeg", replaces: Replaces) -> int:
        """The peer wants to leave two calls to those it talks to; `replaces` names its dialog in the second.

        Returns the status that answers the REFER; after 202 the peer is told how it goes.
        """
        ...

    def on_end(self, leg: "AudioLeg", cause: Cause) -> None:
        """The leg is over. Told once, and last."""
        ...


class Nobody:
    """Owns legs that nobody cares for any more."""

    def on_key(self, leg: "AudioLeg", digit: str, method: KeyMethod) -> None:
        pass

    def on_hold(self, leg: "AudioLeg", held: bool) -> None:
        pass

    def on_refer(self, leg: "AudioLeg", refer_to: NameAddr) -> bool:
        return False

    def on_attended_transfer(self, leg: "AudioLeg", replaces: Replaces) -> int:
        return 603

    def on_end(self, leg: "AudioLeg", cause: Cause) -> None:
        pass


NOBODY = Nobody()


class AudioLeg(ABC):
    """A caller or a callee, until it ends. It reports to its `owner` what its peer does.

    `id` names it among all parties; a party without a dialog has an id that no dialog has. `held`: the peer has put us
    on hold; `asked_to_hold`: we let it hold whom it talks to, though its phone does not.
    """

    def __init__(self, context: EngineContext, stream: RemoteStream, id: DialogId) -> None:
        self.context = context
        self.stream = stream
        self.id = id
        self.owner: LegOwner = NOBODY
        self.end_cause: Cause | None = None
        self.held = self.asked_to_hold = False
        self.began_s = asyncio.get_running_loop().time()

    @property
    def ended(self) -> bool:
        return self.end_cause is not None

    @property
    def is_holding(self) -> bool:
        """Whether the peer holds whom it talks to."""
        return self.held or self.asked_to_hold

    @property
    @abstractmethod
    def host(self) -> str:
        """The address that the peer calls from."""

    @property
    @abstractmethod
    def codec(self) -> Codec | None:
        """What the peer speaks; None where that is not agreed yet."""

    async def hang_up(self, *, elsewhere: bool = False) -> None:
        """Tell the peer that it is over, unless it has left, and free the audio. May be called again. `elsewhere`: as
        `finish`."""
        if not self.ended:
            self.finish(Cause.NORMAL, elsewhere=elsewhere)
        await self.stream.close()

    @abstractmethod
    def finish(self, cause: Cause, *, bye: bool = True, elsewhere: bool = False) -> None:
        """End the leg now. The peer is told if `bye`, perhaps that somebody `elsewhere` has the call.

        The owner's `on_end` is called once.
        """

    @abstractmethod
    async def send_key(self, digit: str) -> None:
        """Pass a key on to the peer."""

    @abstractmethod
    def show(self, other: CallerId) -> None:
        """Show the peer whom it talks to now."""

    @abstractmethod
    async def tell_transfer(self, status: int, *, over: bool) -> None:
        """Tell a peer that has asked for a transfer how it goes (RFC 3515 §2.4.4)."""
