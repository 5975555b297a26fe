"""Where extensions are registered now, and REGISTER requests."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from switchboard.clock import SteadyClock
from switchboard.engine.builtin.next_hops import Origin
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.message import Request
from switchboard.sip.registrar import Binding, Limits, process
from switchboard.sip.uri import SipUri
from switchboard.store.people.registrations import RegistrationRow, Registrations

OnRegistered = Callable[[int, int, Sequence[Binding], Sequence[Binding]], None]
"""Is told the tenant, the extension, and its bindings before and after a REGISTER that was carried out."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that registers: since when it does at a contact, None if that is not known, and what it calls itself."""

    since: datetime | None
    user_agent: str


class Locations:
    """The location service of all tenants: bindings in memory, and in the database so that a restart keeps them.

    `node` is the name of this machine. Phones that register at another are known as they were at the start; only that
    one tells them anything unasked.

    Of each contact it knows what phone that is (`Phone`); the database shows it to people.

    A clock that is set while the process runs neither ends nor prolongs a registration in its memory.
    """

    def __init__(self, registrations: Registrations, max_contacts: int, node: str = "") -> None:
        self._store = registrations
        self._node = node
        self._elsewhere: dict[Binding, str] = {}
        self._clock = SteadyClock()
        self._limits = Limits(max_contacts=max_contacts)
        self._bindings: dict[int, tuple[Binding, ...]] = {}
        self._phones: dict[int, dict[str, Phone]] = {}
        self._by_flow: dict[int, set[int]] = {}
        self._unreachable: set[Binding] = set()
        self.on_registered: OnRegistered = lambda tenant, extension, before, now: None

    async def load(self) -> None:
        """Take over what was registered before a restart, and forget what has expired meanwhile."""
        now = self._clock.now()
        await self._store.purge(now)
        found = await self._store.load_all(now)
        self._bindings = {extension: tuple(map(_binding, rows)) for extension, rows in found.items()}
        self._phones = {
            extension: {row.contact: Phone(row.since, row.user_agent) for row in rows}
            for extension, rows in found.items()
        }
        every = (row for rows in found.values() for row in rows)
        self._elsewhere = {_binding(row): row.node for row in every if row.node not in ("", self._node)}

    def contacts(self, extension: int) -> tuple[Binding, ...]:
        """The contacts to call that have not expired; unreachable contacts only if there are no others."""
        bindings = self.alive(extension)
        return tuple(one for one in bindings if one not in self._unreachable) or bindings

    def mark_unreachable(self, extension: int, binding: Binding) -> None:
        """Mark a contact as unreachable until it registers again: its phone has vanished or is restarting."""
        if binding in self._bindings.get(extension, ()):
            self._unreachable.add(binding)

    async def register(self, tx: ServerTransaction, tenant: int, extension: int) -> None:
        """Carry out an authenticated REGISTER: kept first, then answered."""
        source = str(Origin.of(tx))
        now_s = self._clock.now().timestamp()
        alive = self.alive(extension)
        outcome = process(tx.request, alive, now_s, source=source, limits=self._limits)
        if outcome.status == 200:
            before = self._bindings.get(extension, ())
            former = [str(binding.contact) for binding in before]
            phones = self._phones_now(tx.request, extension, outcome.bindings)
            rows = list(self._rows(outcome.bindings, phones))
            await self._store.replace(tenant, extension, rows, node=self._node, former=former)
            for gone in set(before) - set(outcome.bindings):
                self._elsewhere.pop(gone, None)
            self._unreachable -= {binding for binding in before if binding not in outcome.bindings}
            self._note_flows(extension, before, outcome.bindings)
            self._bindings[extension] = outcome.bindings
            self._phones[extension] = phones
        tx.respond(outcome.status, headers=outcome.headers)
        if outcome.status == 200:
            self.on_registered(tenant, extension, alive, outcome.bindings)

    @property
    def registered(self) -> int:
        """How many contacts are registered now."""
        return sum(len(self.alive(extension)) for extension in self._bindings)

    def uses(self, flow: int) -> bool:
        """Whether a phone is registered over that TCP connection."""
        return any(
            _flow(binding) == flow for extension in self._by_flow.get(flow, ()) for binding in self.alive(extension)
        )

    def alive(self, extension: int) -> tuple[Binding, ...]:
        """All contacts that have not expired."""
        now_s = self._clock.now().timestamp()
        return tuple(binding for binding in self._bindings.get(extension, ()) if binding.expires_at > now_s)

    def here(self, extension: int) -> tuple[Binding, ...]:
        """Those of them that register at this machine."""
        return tuple(binding for binding in self.alive(extension) if binding not in self._elsewhere)

    def _phones_now(self, request: Request, extension: int, bindings: Iterable[Binding]) -> dict[str, Phone]:
        """The phones of these bindings, after a REGISTER of one of them, which alone says what it calls itself."""
        agent = (request.headers.get("User-Agent") or "")[:120]
        known, now = self._phones.get(extension, {}), self._clock.now()
        found: dict[str, Phone] = {}
        for binding in bindings:
            contact = str(binding.contact)
            phone = known.get(contact, Phone(now, agent))
            found[contact] = replace(phone, user_agent=agent) if binding.call_id == request.call_id else phone
        return found

    def _rows(self, bindings: Iterable[Binding], phones: Mapping[str, Phone]) -> Iterable[RegistrationRow]:
        for binding in bindings:
            contact = str(binding.contact)
            yield RegistrationRow(
                contact=contact,
                expires_at=datetime.fromtimestamp(binding.expires_at, UTC),
                call_id=binding.call_id,
                cseq=binding.cseq,
                path=binding.path,
                q=binding.q,
                source=binding.source,
                user_agent=phones[contact].user_agent,
                node=self._elsewhere.get(binding, self._node),
                since=phones[contact].since,
            )

    def _note_flows(self, extension: int, before: tuple[Binding, ...], now: tuple[Binding, ...]) -> None:
        for flow in {found for binding in before if (found := _flow(binding)) is not None}:
            extensions = self._by_flow.get(flow, set())
            extensions.discard(extension)
            if not extensions:
                self._by_flow.pop(flow, None)
        for flow in {found for binding in now if (found := _flow(binding)) is not None}:
            self._by_flow.setdefault(flow, set()).add(extension)


def _flow(binding: Binding) -> int | None:
    origin = Origin.parse(binding.source)
    return origin.hop.flow if origin else None


def _binding(row: RegistrationRow) -> Binding:
    """The binding as it was; connections did not survive, so a TCP contact is reached by its own address."""
    return Binding(
        contact=SipUri.parse(row.contact),
        expires_at=row.expires_at.timestamp(),
        call_id=row.call_id,
        cseq=row.cseq,
        path=row.path,
        q=row.q,
        source=row.source if row.source.startswith("udp ") else "",
    )
