"""What call flow asks of the world beside the telephone call. Whoever runs calls hands it in."""

from dataclasses import dataclass
from typing import Protocol

from switchboard.model.action_url import ActionAnswer, ActionQuestion, ActionUrl


class SecretReader(Protocol):
    """Reads what is kept outside documents."""

    async def secret(self, key: int, name: str) -> str | None:
        """The secret `name` of the object with the id `key`, or None. Raises Unavailable."""
        ...


class ActionAsker(Protocol):
    """Asks web servers where callers go."""

    async def ask(self, ivr: int, action: ActionUrl, question: ActionQuestion) -> ActionAnswer:
        """The answer to an action URL of the menu with the id `ivr`; never raises for what the server does.

        May be cancelled at any instant: the caller hung up.
        """
        ...


@dataclass(frozen=True, slots=True)
class SmsNotice:
    """Send the SMS template (its id) to the number `to`, as given by the caller's line."""

    template: int
    to: str
    ivr: int
    keys: str


@dataclass(frozen=True, slots=True)
class OptionNotice:
    """Tell the webhook (its id) that a caller of the menu (its id) chose the option `keys`."""

    webhook: int
    ivr: int
    keys: str


Notice = SmsNotice | OptionNotice


class Notifier(Protocol):
    """Takes what is to be sent out beside the call."""

    def notify(self, notice: Notice) -> None:
        """Must not block or raise; what cannot be delivered is the notifier's business."""
        ...


class Nobody:
    """Knows no secret, reaches no web server, and passes nothing on: all three, for those who have none."""

    async def secret(self, key: int, name: str) -> str | None:
        return None

    async def ask(self, ivr: int, action: ActionUrl, question: ActionQuestion) -> ActionAnswer:
        return ActionAnswer("none", outcome="nobody is asked here")

    def notify(self, notice: Notice) -> None:
        """Nothing leaves."""
