"""The message lamps of registered phones: an unsolicited NOTIFY to each contact of an extension (RFC 3842).

Phones need not subscribe. A phone that does not want it says so by its answer.
"""

from collections.abc import Sequence
from typing import Protocol

from switchboard.engine.builtin.context import Callee
from switchboard.engine.builtin.dialling import phone_at
from switchboard.engine.builtin.watchers import Surroundings, Watcher, Watchers
from switchboard.model.directory import Extension
from switchboard.model.mailbox import MessageCounts
from switchboard.sip.aio.addresses import DEFAULT_PORT, NextHop, canonical, hop_of
from switchboard.sip.events import ALLOW_EVENTS, MESSAGE_SUMMARY, SUMMARY_TYPE, message_summary
from switchboard.sip.header_fields import Headers
from switchboard.sip.identifiers import new_call_id, new_tag
from switchboard.sip.message import Request
from switchboard.sip.registrar import Binding
from switchboard.sip.uri import NameAddr

DEAF = frozenset({405, 481, 489, 501})
"""Answers of phones that want no unsolicited NOTIFY, or do not know it: they get none until they register anew."""


class Contacts(Protocol):
    """Where extensions are registered."""

    def own(self, extension: int) -> tuple[Binding, ...]:
        """The contacts that register at this machine, as far as it knows, and have not expired."""
        ...

    async def here(self, extension: int) -> tuple[Binding, ...]:
        """The same for sure: a phone may have gone to another machine."""
        ...


class Lamp(Watcher):
    """The lamp of one contact. `_told` is what it shows for sure, None where nobody knows."""

    def __init__(
        self,
        around: Surroundings,
        tenant: int,
        owners: frozenset[int],
        contacts: Contacts,
        extension: int,
        contact: str,
    ) -> None:
        super().__init__(around, tenant, owners)
        self.extension = extension
        self._contacts = contacts
        self._contact = contact
        self._told: MessageCounts | None = None
        self._deaf = False

    async def tell(self) -> None:
        counts = await self.counts()
        extension = self.around.configuration(self.tenant).get(Extension, self.extension)
        bindings = [one for one in await self._contacts.here(self.extension) if str(one.contact) == self._contact]
        if self._deaf or counts == self._told or extension is None or not bindings:
            return
        self.note_sent()
        callee = phone_at(bindings[0])
        request = self._notify(callee, extension.document.number, counts)
        response = await self.around.context.endpoint.request(request, hop=callee.hop).final()
        self._told = counts if response.is_success else None
        self._deaf = response.status in DEAF

    def _notify(self, callee: Callee, number: str, counts: MessageCounts) -> Request:
        endpoint, uri = self.around.context.endpoint, callee.uri
        hop = callee.hop or hop_of(uri) or NextHop("udp", canonical(uri.host), DEFAULT_PORT)
        account = self.around.account(self.tenant, number, hop.host)
        items = [
            *(("Route", one) for one in callee.route),
            ("From", str(NameAddr(account).with_tag(new_tag()))),
            ("To", str(NameAddr(account))),
            ("Call-ID", new_call_id()),
            ("CSeq", "1 NOTIFY"),
            ("Contact", str(endpoint.contact(hop, number))),
            ("Event", MESSAGE_SUMMARY),
            # The header is mandatory (RFC 6665 §8.2.1), and there is no subscription that could go on.
            ("Subscription-State", "terminated;reason=noresource"),
            ALLOW_EVENTS,
            ("Content-Type", SUMMARY_TYPE),
        ]
        return Request("NOTIFY", str(uri), Headers(items), message_summary(account, counts.new, counts.heard))


class Lamps:
    """The lamps of all registered phones."""

    def __init__(self, around: Surroundings, contacts: Contacts, watchers: Watchers) -> None:
        self._around = around
        self._contacts = contacts
        self._watchers = watchers
        self._lamps: dict[int, dict[str, Lamp]] = {}

    def registered(
        self, tenant: int, extension: int, owners: frozenset[int], before: Sequence[Binding], now: Sequence[Binding]
    ) -> None:
        """A REGISTER has made `now` of the bindings `before`. A phone that registers anew has forgotten its lamp."""
        known, former = self._lamps.get(extension, {}), {str(one.contact): one for one in before}
        for contact in known.keys() - {str(one.contact) for one in now}:
            self._watchers.remove(known.pop(contact))
        for binding in now:
            contact = str(binding.contact)
            was = former.get(contact)
            if was is not None and was == binding:
                continue
            replaced: Lamp | None = None
            if contact in known and (was is None or was.call_id != binding.call_id):
                replaced = known.pop(contact)
                self._watchers.remove(replaced)
            self.show(tenant, extension, owners, contact, replaced)
        if not now:
            self._lamps.pop(extension, None)

    def show(
        self, tenant: int, extension: int, owners: frozenset[int], contact: str, replaced: Lamp | None = None
    ) -> None:
        """Let the lamp of a contact show what is so, if it does not yet."""
        known = self._lamps.setdefault(extension, {})
        if contact not in known:
            known[contact] = Lamp(self._around, tenant, owners, self._contacts, extension, contact)
            self._watchers.add(known[contact])
            if replaced is not None:
                known[contact].take_pace_of(replaced)
        known[contact].wake()

    def of(self, tenant: int) -> list[Lamp]:
        """Those of the phones of a tenant."""
        return [lamp for some in self._lamps.values() for lamp in some.values() if lamp.tenant == tenant]
