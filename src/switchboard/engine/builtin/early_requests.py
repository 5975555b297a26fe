"""What callees ask in a dialog of an INVITE of ours before its leg is there."""

from collections.abc import Sequence

from switchboard.engine.builtin.context import ALLOW
from switchboard.engine.builtin.dialogs import Dialogs
from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.bodies import session_description
from switchboard.sip.dialog import DialogId

MAX_WAITING = 4


class EarlyRequests:
    """A context that answers what comes before the answer, and keeps what comes after it for the leg.

    A callee may ask as soon as it has sent its 2xx, as Asterisk does by an UPDATE that tells who has answered. The leg
    comes some turns of the event loop later, because it sets its stream up first. `early` are the dialogs of phones
    that ring. `transaction` is that of the INVITE which was sent last.
    """

    def __init__(self, dialogs: Dialogs, call_id: str, tag: str, early: Sequence[DialogId]) -> None:
        self.transaction: ClientTransaction | None = None
        self._dialogs = dialogs
        self._call_id = call_id
        self._tag = tag
        self._early = early
        self._waiting: list[ServerTransaction] = []

    def __enter__(self) -> "EarlyRequests":
        self._dialogs.expect(self._call_id, self._tag, self)
        return self

    def __exit__(self, *_: object) -> None:
        """Hand what waits to the leg, if there is one."""
        self._dialogs.expect_no_more(self._call_id, self._tag)
        for tx in self._waiting:
            self._dialogs.take(tx)

    def on_request(self, tx: ServerTransaction) -> None:
        if self.transaction is not None and self.transaction.succeeded:
            self._wait(tx)
        elif tx.request.method in ("UPDATE", "OPTIONS") and DialogId.of_request(tx.request) in self._early:
            self._answer(tx)
        else:
            tx.respond_once(481)

    def _wait(self, tx: ServerTransaction) -> None:
        if len(self._waiting) < MAX_WAITING:
            self._waiting.append(tx)
        else:
            tx.respond_once(500, headers=[("Retry-After", "1")])

    def _answer(self, tx: ServerTransaction) -> None:
        """An offer has to wait for the answer to ours (RFC 3311 §5.2); else nothing of the session changes."""
        if session_description(tx.request):
            tx.respond(491)
            return
        assert self.transaction is not None
        contact = self.transaction.request.headers.get("Contact") or ""
        tx.respond(200, headers=[("Contact", contact), ("Allow", ALLOW)])
