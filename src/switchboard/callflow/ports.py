"""What call flow asks of the world beside the telephone call. Whoever runs calls hands it in."""

from datetime import datetime
from typing import Protocol

from switchboard.model.action_url import ActionAnswer, ActionQuestion, ActionUrl
from switchboard.model.pin_door import Door, Try


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


class PinBook(Protocol):
    """Counts wrong PINs by `model.pin_door`, for the calls of all machines. All but `wrong` raise Unavailable."""

    async def refused(self, door: Door, now: datetime) -> bool:
        """Whether the caller may not even try."""
        ...

    async def begin(self, door: Door, now: datetime) -> Try | None:
        """Count a try before its PIN is compared; None when it may not be compared."""
        ...

    async def right(self, door: Door) -> None:
        """The PIN was right: the caller is forgiven, and the try is not counted."""
        ...

    def wrong(self, door: Door, counted: Try) -> None:
        """The PIN was wrong, which the try has counted already."""
        ...
