"""The dialogs in which we are, for requests that come in one of them."""

from typing import Protocol

from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.dialog import Dialog, DialogId


class Answering(Protocol):
    """Answers requests."""

    def on_request(self, tx: ServerTransaction) -> None: ...


class DialogUser(Answering, Protocol):
    """Answers the requests of a dialog."""

    dialog: Dialog


class Dialogs:
    """Their users by Call-ID and both tags: who knows some of them cannot touch the call (RFC 3261 §12)."""

    def __init__(self) -> None:
        self._users: dict[DialogId, DialogUser] = {}
        self._expected: dict[tuple[str, str], Answering] = {}

    def add(self, user: DialogUser) -> None:
        self._users[user.dialog.id] = user

    def remove(self, user: DialogUser) -> None:
        self._users.pop(user.dialog.id, None)

    def expect(self, call_id: str, tag: str, user: Answering) -> None:
        """`user` answers in all dialogs of an INVITE of ours with this From tag, until `expect_no_more`."""
        self._expected[call_id, tag] = user

    def expect_no_more(self, call_id: str, tag: str) -> None:
        del self._expected[call_id, tag]

    def take(self, tx: ServerTransaction) -> None:
        """Have a request answered by who is in the dialog that it names: 481 if nobody is. Raises MalformedHeader."""
        dialog = DialogId.of_request(tx.request)
        user = self._expected.get((dialog.call_id, dialog.local_tag)) or self._users.get(dialog)
        if user is None:
            tx.respond_once(481)
        else:
            user.on_request(tx)

    def __len__(self) -> int:
        return len(self._users) + len(self._expected)
