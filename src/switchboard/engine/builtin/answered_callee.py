"""A callee between its answer and the moment in which it talks to the caller."""

from switchboard.call.cause import Cause
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.leg import SipLeg
from switchboard.engine.port import PhoneTarget, Target
from switchboard.sip.uri import NameAddr


class AnsweredCallee:
    """Implements `engine.port.Leg`, and owns the callee's leg until a bridge does.

    The callee may send the caller elsewhere meanwhile, `sends_to` a number, which the bridge then does.
    """

    def __init__(self, leg: SipLeg, target: Target) -> None:
        self.leg = leg
        self.sends_to = ""
        self._target = target
        leg.owner = self

    @property
    def target(self) -> Target:
        return self._target

    @property
    def extension(self) -> int | None:
        """None for one outside."""
        return self._target.extension if isinstance(self._target, PhoneTarget) else None

    async def hang_up(self) -> None:
        await self.leg.hang_up()

    def on_key(self, leg: SipLeg, digit: str, method: KeyMethod) -> None:
        """Nobody listens yet."""

    def on_hold(self, leg: SipLeg, held: bool) -> None:
        """The leg knows it, and tells the bridge."""

    def on_refer(self, leg: SipLeg, refer_to: NameAddr) -> bool:
        if self.extension is None or not refer_to.uri.number or self.sends_to:
            return False
        self.sends_to = refer_to.uri.number
        return True

    def on_end(self, leg: SipLeg, cause: Cause) -> None:
        """The leg knows it too."""
