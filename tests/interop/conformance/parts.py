"""The engine's collaborators, as a scenario has them: everything but SIP and media."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from switchboard.engine.builtin.context import Callee
from switchboard.engine.port import TrunkCondition, TrunkTarget
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.mailbox import MessageCounts
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.digest import Algorithm, ha1
from switchboard.sip.offer_answer import Codec, Encryption
from switchboard.sip.registrar import Binding
from switchboard.sip.uri import SipUri
from switchboard.store.people.credentials import SipCredential
from tests.callflow.scenarios.world import LINE
from tests.kit.ua import HOST

REALM, ANN_PASSWORD = "conformance", "ann's password"
NEVER_S = 2.0**40


@dataclass(frozen=True, slots=True)
class Fixed:
    """One tenant without a domain, whose configuration does not change."""

    configuration: Configuration

    @property
    def last(self) -> Mapping[int, Configuration]:
        return {1: self.configuration}

    async def current(self) -> Mapping[int, Configuration]:
        return self.last

    async def owner(self, host: str) -> int | None:
        return None


class NoRegistrar:
    """Scenarios say who is registered."""

    async def register(self, tx: ServerTransaction, tenant: int, extension: int) -> None:
        tx.respond(403)

    def proved(self, tx: ServerTransaction, extension: int) -> None:
        """It is registered or not, as the scenario says."""

    def own(self, extension: int) -> tuple[Binding, ...]:
        return ()

    async def here(self, extension: int) -> tuple[Binding, ...]:
        return ()


class NoMessages:
    """Nobody has any."""

    async def counts(self, tenant: int, owner: int) -> MessageCounts:
        return MessageCounts()


@dataclass(frozen=True, slots=True)
class Secrets:
    """All extensions have one password."""

    configuration: Configuration

    async def sip_ha1(self, tenant: int, username: str) -> SipCredential | None:
        stored = self.configuration.extension_by_number(username)
        if stored is None:
            return None
        md5, sha256 = (ha1(username, REALM, ANN_PASSWORD, kind) for kind in (Algorithm.MD5, Algorithm.SHA256))
        return SipCredential(stored.id, tenant, username, REALM, md5, sha256)


@dataclass(frozen=True, slots=True)
class Names:
    """Strangers call through one trunk."""

    configuration: Configuration

    def names_of(self, address: str) -> frozenset[str]:
        line = self.configuration.get(Trunk, LINE)
        return frozenset((line.document.host,)) if line and address == HOST else frozenset()

    def listening(self, address: str, port: int) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Lines:
    """Every phone and trunk of the scenario is at the telephone; what is unregistered is nowhere."""

    configuration: Configuration
    scenario: Scenario
    port: int
    closed_tcp_port: int

    async def contacts(self, extensions: Collection[int]) -> Mapping[int, tuple[Binding, ...]]:
        return {extension: self._contacts(extension) for extension in extensions}

    def _contacts(self, extension: int) -> tuple[Binding, ...]:
        stored = self.configuration.get(Extension, extension)
        assert stored is not None
        number = stored.document.number
        if self.scenario.phones.get(number, Line()).kind == "unregistered":
            return ()
        return (Binding(SipUri.parse(f"sip:{number}@{HOST}:{self.port}"), NEVER_S, "call", 1),)

    def mark_unreachable(self, extension: int, binding: Binding) -> None:
        """Every phone is called once."""

    def domain(self, tenant: int) -> str:
        return ""

    def encryption(self, tenant: int, extension: int) -> Encryption:
        return "off"

    def codecs(self, tenant: int, extension: int) -> tuple[Codec, ...]:
        return ()

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        kind = self.scenario.trunks.get(trunk, Line()).kind
        return kind if kind in ("full", "down") else "free"

    async def trunk_callees(self, tenant: int, target: TrunkTarget) -> list[Callee]:
        uri = SipUri.parse(f"sip:{target.number}@{HOST}:{self.port};trunk={target.trunk}")
        if self.scenario.line(target).kind in ("unregistered", "full", "down"):
            return [Callee(uri, NextHop("tcp", HOST, self.closed_tcp_port))]
        return [Callee(uri)]
