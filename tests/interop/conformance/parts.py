"""The engine's collaborators, as a scenario has them: everything but SIP and media."""

from dataclasses import dataclass

from switchboard.engine.builtin.context import Callee
from switchboard.engine.port import TrunkTarget
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import Target
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.digest import Algorithm, ha1
from switchboard.sip.registrar import Binding
from switchboard.sip.uri import SipUri
from switchboard.store.credentials import SipCredential
from tests.callflow.scenarios.world import ANN, LINE
from tests.kit.ua import HOST

REALM, ANN_PASSWORD = "conformance", "ann's password"
NEVER_S = 2.0**40


@dataclass(frozen=True, slots=True)
class Fixed:
    """A configuration that does not change."""

    configuration: Configuration

    async def current(self) -> Configuration:
        return self.configuration


class NoRegistrar:
    """Scenarios say who is registered."""

    async def register(self, tx: ServerTransaction, extension: int) -> None:
        tx.respond(403)


class Secrets:
    """Ann is the only one who calls."""

    async def sip_ha1(self, username: str, tenant: int = 1) -> SipCredential | None:
        if username != "100":
            return None
        md5, sha256 = (ha1(username, REALM, ANN_PASSWORD, kind) for kind in (Algorithm.MD5, Algorithm.SHA256))
        return SipCredential(ANN, tenant, username, REALM, md5, sha256)


class Addresses:
    """Strangers call through one trunk."""

    def hosts(self, trunk: Stored[Trunk]) -> frozenset[str]:
        return frozenset((HOST,)) if trunk.id == LINE else frozenset()


@dataclass(frozen=True, slots=True)
class Lines:
    """Every phone and trunk of the scenario is at the telephone; what is unregistered is nowhere."""

    configuration: Configuration
    scenario: Scenario
    port: int
    closed_tcp_port: int

    def contacts(self, extension: int) -> tuple[Binding, ...]:
        stored = self.configuration.get(Extension, extension)
        assert stored is not None
        number = stored.document.number
        if self.scenario.phones.get(number, Line()).kind == "unregistered":
            return ()
        return (Binding(SipUri.parse(f"sip:{number}@{HOST}:{self.port}"), NEVER_S, "call", 1),)

    async def trunk_callees(self, target: TrunkTarget) -> list[Callee]:
        uri = SipUri.parse(f"sip:{target.number}@{HOST}:{self.port};trunk={target.trunk}")
        if self.scenario.line(target).kind == "unregistered":
            return [Callee(uri, Target("tcp", HOST, self.closed_tcp_port))]
        return [Callee(uri)]
