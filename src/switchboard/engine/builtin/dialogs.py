"""The dialogs in which we are, for requests that come in one of them."""

from typing import Protocol

from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.dialog import Dialog, DialogId
from switchboard.sip.message import Request


class DialogUser(Protocol):
    """Who answers the requests of a dialog."""

    dialog: Dialog

    def on_request(self, tx: ServerTransaction) -> None: ...


class Dialogs:
    """Their users by Call-ID and both tags: who knows some of them cannot touch the call (RFC 3261 §12)."""

    def __init__(self) -> None:
        self._users: dict[DialogId, DialogUser] = {}

    def add(self, user: DialogUser) -> None:
        self._users[user.dialog.id] = user

    def remove(self, user: DialogUser) -> None:
        self._users.pop(user.dialog.id, None)

    def find(self, request: Request) -> DialogUser | None:
        """Finds the leg of the dialog that a request names. Raises MalformedHeader."""
        return self._users.get(DialogId.of_request(request))

    def __len__(self) -> int:
        return len(self._users)
