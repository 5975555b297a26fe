"""Phones are told how many messages wait for them: the call semantics, section 14.

Those that are registered hear of it unasked, and those that subscribe hear of the mailbox that they name.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence

from switchboard.engine.builtin.context import EngineContext
from switchboard.engine.builtin.identity import FromExtension
from switchboard.engine.builtin.lamps import Contacts, Lamps
from switchboard.engine.builtin.subscriptions import MOST_OF_EXTENSION, Subscription
from switchboard.engine.builtin.tenancy import Tenancy
from switchboard.engine.builtin.watchers import Counting, Surroundings, Watchers
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.mailbox import lighting_groups, mailbox_of, may_watch
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.errors import SipError
from switchboard.sip.events import check_summary_accepted, subscribed_s
from switchboard.sip.registrar import Binding
from switchboard.sip.uri import SipUri

SPREAD_S = 60.0
"""In this time after a start all registered phones are told, so that not all answer at once."""


class MessageWaiting:
    """All watchers of mailboxes of one engine. With `unsolicited` off only those who subscribe are told."""

    def __init__(
        self,
        context: EngineContext,
        tenancy: Tenancy,
        contacts: Contacts,
        counting: Counting,
        *,
        unsolicited: bool = True,
    ) -> None:
        self._around = Surroundings(context, tenancy, counting)
        self._contacts = contacts
        self._unsolicited = unsolicited
        self._watchers = Watchers()
        self._lamps = Lamps(self._around, contacts, self._watchers)
        self._subscriptions: dict[int, list[Subscription]] = {}
        self._lighting: dict[int, tuple[Configuration, Mapping[int, frozenset[int]]]] = {}
        self._seen: Mapping[int, Configuration] = {}

    @property
    def subscriptions(self) -> int:
        """How many there are."""
        return sum(map(len, self._subscriptions.values()))

    def subscribe(self, tx: ServerTransaction, phone: FromExtension) -> None:
        """Answer a SUBSCRIBE for message summaries of a phone that has proved whose it is. Raises SipError."""
        check_summary_accepted(tx.request)
        interval_s = subscribed_s(tx.request)
        extension = phone.extension.id
        owner, number = self._mailbox(phone, SipUri.parse(tx.request.uri).number)
        owners = self._lit_by(phone.tenant, extension) if owner == extension else frozenset({owner})
        subscription = Subscription(
            self._around, tx, phone.tenant, owners, extension=extension, owner=owner, number=number, on_end=self._forget
        )
        self._make_room(subscription)
        self._subscriptions.setdefault(extension, []).append(subscription)
        self._watchers.add(subscription)
        subscription.grant(tx, interval_s)

    def registered(self, tenant: int, extension: int, before: Sequence[Binding], now: Sequence[Binding]) -> None:
        """A REGISTER has made the bindings `now` of those `before`."""
        if self._unsolicited:
            self._lamps.registered(tenant, extension, self._lit_by(tenant, extension), before, now)

    def changed(self, owners: Collection[int]) -> None:
        """The mailboxes of these have changed, as everybody can see."""
        self._watchers.wake(owners)

    def configured(self, configurations: Mapping[int, Configuration]) -> None:
        """Groups and their members may be others."""
        seen, self._seen = self._seen, configurations
        for tenant, configuration in configurations.items():
            if configuration is seen.get(tenant):
                continue
            for lamp in self._lamps.of(tenant):
                self._watchers.move(lamp, self._lit_by(tenant, lamp.extension))
            for subscription in self._all_subscriptions():
                if subscription.tenant == tenant:
                    self._check(subscription, configuration)

    async def show_all(self, spread_s: float = SPREAD_S) -> None:
        """Tell all phones that register here, one after the other: what was told before the start is not known."""
        found = [
            (tenant, extension.id, str(binding.contact))
            for tenant, configuration in self._around.tenancy.last.items()
            for extension in configuration.all(Extension)
            for binding in self._contacts.own(extension.id)
        ]
        for tenant, extension_id, contact in found if self._unsolicited else []:
            self._lamps.show(tenant, extension_id, self._lit_by(tenant, extension_id), contact)
            await asyncio.sleep(spread_s / len(found))

    def end(self) -> None:
        """End all subscriptions. Phones may subscribe again at once, at whatever has taken our place."""
        for subscription in self._all_subscriptions():
            subscription.end("deactivated")

    async def close(self) -> None:
        """Stop telling."""
        await self._around.background.close(timeout_s=0)

    def _mailbox(self, phone: FromExtension, dialled: str) -> tuple[int, str]:
        """The owner of the mailbox that a phone names, and his number. Raises SipError."""
        configuration = self._around.configuration(phone.tenant)
        code = configuration.office.feature_codes.check_messages
        number = dialled.removeprefix(code) or phone.extension.document.number
        found = configuration.by_number(number)
        if found is None or mailbox_of(configuration, found.id) is None:
            raise SipError("nobody with this number has a mailbox", status=404)
        if not may_watch(configuration, phone.extension.id, found.id):
            raise SipError("the mailbox is somebody else's", status=403)
        return found.id, number

    def _make_room(self, new: Subscription) -> None:
        """A phone that has started again has forgotten its former subscription."""
        own = self._subscriptions.get(new.extension, [])
        for one in list(own):
            if (one.owner, one.dialog.remote_target) == (new.owner, new.dialog.remote_target):
                one.drop()
                new.take_pace_of(one)
        if len(own) >= MOST_OF_EXTENSION:
            own[0].end("probation;retry-after=3600")

    def _check(self, subscription: Subscription, configuration: Configuration) -> None:
        if not may_watch(configuration, subscription.extension, subscription.owner):
            subscription.end("noresource")
        elif subscription.owner == subscription.extension:
            self._watchers.move(subscription, self._lit_by(subscription.tenant, subscription.extension))

    def _lit_by(self, tenant: int, extension: int) -> frozenset[int]:
        """Whose messages light the lamp of an extension: its own, and those of groups that are to."""
        configuration = self._around.configuration(tenant)
        known, groups = self._lighting.get(tenant, (None, {}))
        if known is not configuration:
            groups = lighting_groups(configuration)
            self._lighting[tenant] = configuration, groups
        return groups.get(extension, frozenset()) | {extension}

    def _all_subscriptions(self) -> list[Subscription]:
        return [one for some in self._subscriptions.values() for one in some]

    def _forget(self, subscription: Subscription) -> None:
        self._watchers.remove(subscription)
        own = self._subscriptions[subscription.extension]
        own.remove(subscription)
        if not own:
            del self._subscriptions[subscription.extension]
