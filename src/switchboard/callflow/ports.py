"""What call flow asks of the world beside the telephone call. Whoever runs calls hands it in."""

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
