"""Where extensions are registered now, and REGISTER requests."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from weakref import WeakValueDictionary

import structlog

from switchboard.clock import Clock, SteadyClock, SystemClock
from switchboard.engine.builtin.next_hops import Origin
from switchboard.errors import Unavailable
from switchboard.sip.aio.addresses import canonical
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.message import Request
from switchboard.sip.registrar import Binding, Limits, Outcome, process
from switchboard.sip.uri import SipUri, parse_contacts
from switchboard.store.people.registrations import Change, RegistrationRow, Registrations

log = structlog.get_logger()

OnRegistered = Callable[[int, int, Sequence[Binding], Sequence[Binding]], None]
"""Is told the tenant, the extension, and its bindings before and after a REGISTER that was carried out."""

LOOK_S = 2.0
"""A caller does not wait longer for the database: it is away, and what was last known of the phones must do."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone at its contact: the machine that it registers at, since when, None if that is not known, and what it
    calls itself.
    """

    binding: Binding
    node: str
    since: datetime | None
    user_agent: str

    @property
    def contact(self) -> str:
        return str(self.binding.contact)


Phones = tuple[Phone, ...]


@dataclass(frozen=True, slots=True)
class _Registered:
    """What a REGISTER comes to: its outcome, the bindings that lived before it, and all phones from now on."""

    outcome: Outcome
    before: tuple[Binding, ...]
    phones: Phones


class Locations:
    """The location service of all tenants: bindings in the database, so that a restart keeps them, and in memory.

    On SQLite there is this machine alone, and memory is right: nobody asks the database. Elsewhere phones register at
    other machines, too: the database is asked at each REGISTER and before phones are called, and memory has what
    registers here (`_own`), with the connections that nobody else has, and what was last seen of others (`_seen`).

    `node` is the name of this machine, which alone tells its phones anything unasked. `is_open` says which connections
    there are.
    """

    def __init__(
        self,
        registrations: Registrations,
        max_contacts: int,
        node: str = "",
        is_open: Callable[[int], bool] = lambda flow: True,
    ) -> None:
        self._store = registrations
        self._node = node
        self._is_open = is_open
        # Alone, a clock that is set while the process runs neither ends nor prolongs a registration. Machines that
        # share registrations must mean the same time.
        self._clock: Clock = SystemClock() if registrations.is_shared else SteadyClock()
        self._limits = Limits(max_contacts=max_contacts)
        self._own: dict[int, Phones] = {}
        self._seen: dict[int, Phones] = {}
        self._by_flow: dict[int, set[int]] = {}
        self._unreachable: set[Binding] = set()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self.on_registered: OnRegistered = lambda tenant, extension, before, now: None

    async def load(self) -> None:
        """Take over what was registered before a restart, and forget what has expired meanwhile."""
        now = self._clock.now()
        await self._store.purge(now)
        shared = self._store.is_shared
        found = await (self._store.at_node(self._node, now) if shared else self._store.load_all(now))
        self._own = {extension: tuple(map(_phone, rows)) for extension, rows in found.items()}

    async def contacts(self, extensions: Collection[int]) -> Mapping[int, tuple[Binding, ...]]:
        """The contacts to call that have not expired; unreachable contacts only if there are no others."""
        await self._look(extensions)
        return {extension: self._callable(extension) for extension in extensions}

    def mark_unreachable(self, extension: int, binding: Binding) -> None:
        """Mark a contact as unreachable until it registers again: its phone has vanished or is restarting."""
        now_s = self._clock.now().timestamp()
        self._unreachable = {one for one in self._unreachable if one.expires_at > now_s}
        if binding in self._alive(self._known(extension)):
            self._unreachable.add(binding)

    async def register(self, tx: ServerTransaction, tenant: int, extension: int) -> None:
        """Carry out an authenticated REGISTER: kept first, then answered."""
        # One after the other: each builds on what the one before has left.
        async with self._turns.setdefault(extension, asyncio.Lock()):
            done = await self._carry_out(tx, tenant, extension)
            if done.outcome.status == 200:
                self._keep(extension, done.phones)
        tx.respond(done.outcome.status, headers=done.outcome.headers)
        if done.outcome.status == 200:
            self.on_registered(tenant, extension, done.before, done.outcome.bindings)

    def proved(self, tx: ServerTransaction, extension: int) -> None:
        """A phone of the extension has proved itself by a request over a connection. If the one by which it registered
        is gone, cut or lost with a former process, it is reached over this one until it registers again.
        """
        lost = [phone for phone in self._own.get(extension, ()) if self._is_lost(phone.binding)]
        if found := [phone for phone in lost if _is_of(tx.request, phone.binding)]:
            # Several are one phone that has registered from several ports: who it is by now came last.
            last = max(found, key=lambda phone: phone.binding.expires_at)
            self._reach_over(extension, last, str(Origin.of(tx)))

    def _is_lost(self, binding: Binding) -> bool:
        """Whether the connection is gone over which the phone registered; one behind a proxy has none here."""
        flow = _flow(binding)
        return not binding.path and (not binding.source if flow is None else not self._is_open(flow))

    def _reach_over(self, extension: int, phone: Phone, source: str) -> None:
        now = replace(phone, binding=replace(phone.binding, source=source))
        self._unreachable.discard(phone.binding)
        for known in (self._own, self._seen) if extension in self._seen else (self._own,):
            known[extension] = tuple(now if one == phone else one for one in known[extension])
        self._note_flows(extension, (phone,), self._own[extension])

    @property
    def registered(self) -> int:
        """How many contacts are registered at this machine now."""
        return sum(len(self.own(extension)) for extension in self._own)

    def uses(self, flow: int) -> bool:
        """Whether a phone is registered over that TCP connection."""
        return any(
            _flow(binding) == flow for extension in self._by_flow.get(flow, ()) for binding in self.own(extension)
        )

    def own(self, extension: int) -> tuple[Binding, ...]:
        """The contacts that register at this machine, as far as it knows, and have not expired."""
        return self._alive(self._own.get(extension, ()))

    async def here(self, extension: int) -> tuple[Binding, ...]:
        """The same for sure: a phone may have gone to another machine."""
        await self._look([extension])
        return self.own(extension)

    async def _carry_out(self, tx: ServerTransaction, tenant: int, extension: int) -> _Registered:
        if self._store.is_shared:
            return await self._store.change(
                tenant, extension, lambda rows: self._changed(tx, self._recognised(extension, rows))
            )
        done, change = self._changed(tx, self._own.get(extension, ()))
        if done.outcome.status == 200:
            await self._store.put(tenant, extension, change.put, gone=change.gone)
        return done

    def _changed(self, tx: ServerTransaction, known: Phones) -> tuple[_Registered, Change]:
        now, source = self._clock.now(), str(Origin.of(tx))
        before = self._alive(known)
        outcome = process(tx.request, before, now.timestamp(), source=source, limits=self._limits)
        if outcome.status != 200:
            return _Registered(outcome, before, known), Change()
        by_binding = {phone.binding: phone for phone in known}
        since = {phone.contact: phone.since for phone in known}
        agent = (tx.request.headers.get("User-Agent") or "")[:120]
        phones = tuple(
            by_binding.get(one) or Phone(one, self._node, since.get(str(one.contact), now), agent)
            for one in outcome.bindings
        )
        put = tuple(_row(phone) for phone in phones if phone.binding not in by_binding)
        gone = tuple(phone.contact for phone in known if phone not in phones)
        return _Registered(outcome, before, phones), Change(put, gone)

    def _keep(self, extension: int, phones: Phones) -> None:
        """These are all phones of the extension now."""
        now = {phone.binding for phone in phones}
        self._unreachable -= {phone.binding for phone in self._known(extension) if phone.binding not in now}
        if self._store.is_shared:
            self._seen[extension] = phones
            phones = tuple(phone for phone in phones if phone.node == self._node)
        self._keep_own(extension, phones)

    def _keep_own(self, extension: int, phones: Phones) -> None:
        self._note_flows(extension, self._own.get(extension, ()), phones)
        self._own[extension] = phones

    async def _look(self, extensions: Collection[int]) -> None:
        """Ask the database where these are now, unless memory is right anyway: no call on one machine pays for it."""
        if not self._store.is_shared or not extensions:
            return
        own = {extension: self._own.get(extension, ()) for extension in extensions}
        try:
            async with asyncio.timeout(LOOK_S):
                found = await self._store.at_extensions(extensions, self._clock.now())
        except (Unavailable, TimeoutError):
            log.warning("phones are called where they were, the database does not answer")
            return
        for extension in extensions:
            phones = self._seen[extension] = self._recognised(extension, found.get(extension, ()))
            # Unless one has registered here meanwhile, whoever is not among them has gone to another machine.
            if self._own.get(extension, ()) is own[extension]:
                still = tuple(phone for phone in own[extension] if phone in phones)
                if len(still) < len(own[extension]):
                    self._keep_own(extension, still)

    def _recognised(self, extension: int, rows: Iterable[RegistrationRow]) -> Phones:
        """The phones of these rows; of those that register here we know more than the database."""
        own = {(one.contact, one.binding.call_id, one.binding.cseq): one for one in self._own.get(extension, ())}
        phones = []
        for row in rows:
            mine = own.get((row.contact, row.call_id, row.cseq)) if row.node == self._node else None
            phones.append(mine or _phone(row))
        return tuple(phones)

    def _known(self, extension: int) -> Phones:
        return (self._seen.get(extension) if self._store.is_shared else None) or self._own.get(extension, ())

    def _callable(self, extension: int) -> tuple[Binding, ...]:
        bindings = self._alive(self._known(extension))
        return tuple(one for one in bindings if one not in self._unreachable) or bindings

    def _alive(self, phones: Phones) -> tuple[Binding, ...]:
        now_s = self._clock.now().timestamp()
        return tuple(phone.binding for phone in phones if phone.binding.expires_at > now_s)

    def _note_flows(self, extension: int, before: Phones, now: Phones) -> None:
        for flow in _flows(before):
            extensions = self._by_flow.get(flow, set())
            extensions.discard(extension)
            if not extensions:
                self._by_flow.pop(flow, None)
        for flow in _flows(now):
            self._by_flow.setdefault(flow, set()).add(extension)


def _flows(phones: Phones) -> set[int]:
    return {found for phone in phones if (found := _flow(phone.binding)) is not None}


def _is_of(request: Request, binding: Binding) -> bool:
    """Whether the Contact of a request is that of a registered phone, which may have another port by now: over a
    connection it often says the one that it connects from."""
    contacts = parse_contacts(request.headers.get_all("Contact"))
    if contacts == "*" or len(contacts) != 1 or "Record-Route" in request.headers:
        return False
    contact = contacts[0].uri
    return (contact.user, canonical(contact.host)) == (binding.contact.user, canonical(binding.contact.host))


def _flow(binding: Binding) -> int | None:
    origin = Origin.parse(binding.source)
    return origin.hop.flow if origin else None


def _phone(row: RegistrationRow) -> Phone:
    """The phone as it was; connections did not survive, so a TCP contact is reached by its own address (`proved`)."""
    binding = Binding(
        contact=SipUri.parse(row.contact),
        expires_at=row.expires_at.timestamp(),
        call_id=row.call_id,
        cseq=row.cseq,
        path=row.path,
        q=row.q,
        source=row.source if row.source.startswith("udp ") else "",
        instance=row.instance,
    )
    return Phone(binding, row.node, row.since, row.user_agent)


def _row(phone: Phone) -> RegistrationRow:
    binding = phone.binding
    return RegistrationRow(
        contact=phone.contact,
        expires_at=datetime.fromtimestamp(binding.expires_at, UTC),
        call_id=binding.call_id,
        cseq=binding.cseq,
        path=binding.path,
        q=binding.q,
        source=binding.source,
        user_agent=phone.user_agent,
        node=phone.node,
        since=phone.since,
        instance=binding.instance,
    )
