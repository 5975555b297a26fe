"""Subscriptions of phones to message summaries (RFC 6665, RFC 3842)."""

import asyncio
from collections.abc import Callable

from switchboard.engine.builtin.context import ALLOW
from switchboard.engine.builtin.next_hops import reply_hop
from switchboard.engine.builtin.watchers import Surroundings, Watcher
from switchboard.errors import Unavailable
from switchboard.model.mailbox import MessageCounts, may_watch
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.dialog import Dialog, is_secure
from switchboard.sip.errors import SipError
from switchboard.sip.events import (
    ALLOW_EVENTS,
    SUMMARY_TYPE,
    message_summary,
    subscribed_s,
    summary_event,
)
from switchboard.sip.message import Request

MOST_OF_EXTENSION = 20
"""Subscriptions of one extension. The oldest goes for a new one: a phone that starts anew has forgotten its own."""


class Subscription(Watcher):
    """A subscription of an extension to the mailbox `owner`. `on_end` is called once, when it is over.

    It is the user of its dialog. `number` is that of the mailbox.
    """

    def __init__(
        self,
        around: Surroundings,
        tx: ServerTransaction,
        tenant: int,
        owners: frozenset[int],
        *,
        extension: int,
        owner: int,
        number: str,
        on_end: Callable[["Subscription"], None],
    ) -> None:
        """Raises SipError."""
        super().__init__(around, tenant, owners)
        self.extension = extension
        self.owner = owner
        self._number = number
        self._context = around.context
        self._event = summary_event(tx.request)
        contact = self._context.endpoint.contact(tx.source, self._number, secure=is_secure(tx.request))
        self.dialog = Dialog.uas(tx.request, tx.local_tag, contact)
        self._hop = reply_hop(tx, self.dialog)
        self._peer = tx.source.host
        self._on_end = on_end
        self._told: MessageCounts | None = None
        self._expiry: asyncio.TimerHandle | None = None
        self.ended = False
        self._context.flows.take(self._hop)
        self._context.dialogs.add(self)

    def grant(self, tx: ServerTransaction, interval_s: int) -> None:
        """Say 200, and then what is so; an interval of 0 ends the subscription with that."""
        contact = ("Contact", str(self.dialog.local_contact))
        tx.respond(200, headers=[contact, ("Expires", str(interval_s)), ALLOW_EVENTS])
        if self._expiry is not None:
            self._expiry.cancel()
        if interval_s == 0:
            self.end("timeout")
            return
        self._expiry = asyncio.get_running_loop().call_later(interval_s, self.end, "timeout")
        self._told = None
        self.wake()

    def on_request(self, tx: ServerTransaction) -> None:
        """Answer a request in this dialog: a refresh, or the end."""
        if not self.dialog.accepts(tx.request):
            tx.respond(500, headers=[("Retry-After", "0")])
        elif tx.request.method != "SUBSCRIBE":
            tx.respond(405, headers=[("Allow", ALLOW)])
        else:
            try:
                if summary_event(tx.request) != self._event:
                    raise SipError("the dialog has no such subscription", status=481)
                interval_s = subscribed_s(tx.request)
            except SipError as refusal:
                tx.respond(refusal.status, headers=refusal.answer_headers)
                return
            self._follow(tx)
            self.grant(tx, interval_s)

    async def tell(self) -> None:
        if not may_watch(self.around.configuration(self.tenant), self.extension, self.owner):
            self.end("noresource")
            return
        counts = await self.counts()
        if counts == self._told or self.ended or self._expiry is None:
            return
        self.note_sent()
        left_s = max(0, round(self._expiry.when() - asyncio.get_running_loop().time()))
        request = self._notify(f"active;expires={left_s}", counts)
        response = await self._context.endpoint.request(request, hop=self._hop).final()
        if response.is_success:
            self._told = counts
        else:
            self.drop()

    def end(self, reason: str) -> None:
        """End it with a last NOTIFY: at once, in the background."""
        if not self.ended:
            self.drop()
            self._context.background.spawn(self._last(reason), "notify")

    def drop(self) -> None:
        """End it without a word."""
        if self.ended:
            return
        self.ended = True
        if self._expiry is not None:
            self._expiry.cancel()
        self._context.dialogs.remove(self)
        self._context.flows.give(self._hop)
        self._on_end(self)

    async def _last(self, reason: str) -> None:
        """Who loses the right to know is not told the counts; nor is anybody while the database is away."""
        counts: MessageCounts | None = None
        if reason == "timeout":
            try:
                counts = await self.counts()
            except Unavailable:
                counts = None
        request = self._notify(f"terminated;reason={reason}", counts)
        await self._context.endpoint.request(request, hop=self._hop).final()

    def _notify(self, state: str, counts: MessageCounts | None) -> Request:
        headers = [("Event", str(self._event)), ("Subscription-State", state), ALLOW_EVENTS]
        if counts is None:
            return self.dialog.request("NOTIFY", headers=headers)
        account = self.around.account(self.tenant, self._number, self._peer)
        body = message_summary(account, counts.new, counts.heard)
        return self.dialog.request("NOTIFY", headers=headers, body=body, content_type=SUMMARY_TYPE)

    def _follow(self, tx: ServerTransaction) -> None:
        """The phone may be elsewhere from now on: a NAT has given it another port, or it has connected anew."""
        self.dialog.refresh_target(tx.request)
        self._context.flows.give(self._hop)
        self._hop = reply_hop(tx, self.dialog)
        self._context.flows.take(self._hop)
