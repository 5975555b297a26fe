"""Trunks: their addresses, our registrations at them, and how to reach numbers through them."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

import structlog

from switchboard.engine.builtin.context import Callee, TrunkAccount
from switchboard.engine.port import TrunkTarget
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import Target as Hop
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.digest import answer_challenge
from switchboard.sip.identifiers import new_call_id, new_tag
from switchboard.sip.message import Headers, Request, Response
from switchboard.sip.uri import SipUri
from switchboard.store.credentials import Credentials

log = structlog.get_logger()

AccountLookup = Callable[[], Awaitable[TrunkAccount | None]]

RETRY_S = 30.0
RESOLVE_S = 60.0


@dataclass(frozen=True, slots=True)
class _Registration:
    """A running registration and the configuration that it was made for."""

    trunk: Stored[Trunk]
    task: "asyncio.Task[None]"


class Trunks:
    """Follows the configuration: `update` after every change."""

    def __init__(self, endpoint: SipEndpoint, credentials: Credentials, tenant: int) -> None:
        self._endpoint = endpoint
        self._credentials = credentials
        self._tenant = tenant
        self._configuration = Configuration({})
        self._resolved: dict[str, frozenset[str]] = {}
        self._registrations: dict[int, _Registration] = {}
        self._resolver: asyncio.Task[None] | None = None

    def update(self, configuration: Configuration) -> None:
        """Register at new and changed trunks, leave those that are gone."""
        self._configuration = configuration
        trunks = {trunk.id: trunk for trunk in configuration.trunks()}
        for key, running in list(self._registrations.items()):
            if trunks.get(key) != running.trunk:
                running.task.cancel()
                del self._registrations[key]
        for key, trunk in trunks.items():
            if trunk.document.type == "register" and key not in self._registrations:
                task = asyncio.create_task(self._stay_registered(trunk), name=f"register-{key}")
                self._registrations[key] = _Registration(trunk, task)
        if self._resolver is None:
            self._resolver = asyncio.create_task(self._resolve_for_ever(), name="resolve-trunks")

    async def close(self) -> None:
        tasks = [running.task for running in self._registrations.values()]
        if self._resolver is not None:
            tasks.append(self._resolver)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def hosts(self, trunk: Stored[Trunk]) -> frozenset[str]:
        """Every address that calls from the trunk may come from."""
        names = (trunk.document.host, *trunk.document.addresses)
        return frozenset(names).union(*(self._resolved.get(name, frozenset()) for name in names))

    async def callees(self, target: TrunkTarget) -> list[Callee]:
        """How to reach a number through a trunk; nothing when the trunk is gone."""
        trunk = self._configuration.get(Trunk, target.trunk)
        if trunk is None:
            return []
        document = trunk.document
        uri = SipUri(scheme="sip", user=target.number, host=document.host, port=document.port)
        if document.transport == "tcp":
            uri = uri.with_params(transport="tcp")
        return [Callee(uri, account=await self._account(trunk))]

    async def _account(self, trunk: Stored[Trunk]) -> TrunkAccount | None:
        password = await self._credentials.trunk_secret(self._tenant, trunk.id)
        if not trunk.document.username or password is None:
            return None
        return TrunkAccount(trunk.document.username, password)

    async def _resolve_for_ever(self) -> None:
        while True:
            for trunk in self._configuration.trunks():
                for name in (trunk.document.host, *trunk.document.addresses):
                    self._resolved[name] = await _addresses(name)
            await asyncio.sleep(RESOLVE_S)

    async def _stay_registered(self, trunk: Stored[Trunk]) -> None:
        registration = TrunkRegistration(self._endpoint, trunk.document, lambda: self._account(trunk))
        while True:
            expires_s = await registration.refresh()
            await asyncio.sleep(RETRY_S if expires_s is None else max(expires_s * 0.8, 10.0))


class TrunkRegistration:
    """Our registration at one trunk: one Call-ID and a growing CSeq through its life (RFC 3261 §10.2)."""

    def __init__(self, endpoint: SipEndpoint, trunk: Trunk, account: AccountLookup) -> None:
        self._endpoint = endpoint
        self._trunk = trunk
        self._account = account
        self._call_id = new_call_id()
        self._tag = new_tag()
        self._cseq = 0

    async def refresh(self) -> int | None:
        """REGISTER, with credentials when challenged; the granted interval in seconds, None when refused."""
        response = await self._send([])
        if response.status in (401, 407):
            proof = await self._prove(response)
            if proof is not None:
                response = await self._send([proof])
        if not response.is_success:
            log.warning("trunk registration refused", trunk=self._trunk.name, status=response.status)
            return None
        return self._granted_s(response)

    async def _send(self, extra: Iterable[tuple[str, str]]) -> Response:
        self._cseq += 1
        hop = Hop(self._trunk.transport, self._trunk.host, self._trunk.port)
        aor = f"<sip:{self._trunk.username}@{self._trunk.host}>"
        headers = Headers(
            [
                ("Max-Forwards", "70"),
                ("From", f"{aor};tag={self._tag}"),
                ("To", aor),
                ("Call-ID", self._call_id),
                ("CSeq", f"{self._cseq} REGISTER"),
                ("Contact", str(self._endpoint.contact(hop, self._trunk.username))),
                ("Expires", str(self._trunk.register_interval_s)),
                *extra,
            ]
        )
        return await self._endpoint.request(Request("REGISTER", self._uri, headers), target=hop).final()

    @property
    def _uri(self) -> str:
        return f"sip:{self._trunk.host}:{self._trunk.port}"

    async def _prove(self, response: Response) -> tuple[str, str] | None:
        account = await self._account()
        if account is None:
            return None
        proxy = response.status == 407
        challenges = response.headers.get_all("Proxy-Authenticate" if proxy else "WWW-Authenticate")
        value = answer_challenge(challenges, "REGISTER", self._uri, account.username, password=account.password)
        return ("Proxy-Authorization" if proxy else "Authorization", value) if value else None

    def _granted_s(self, response: Response) -> int:
        text = response.headers.get("Expires") or ""
        contact = response.contact
        if contact is not None and (mine := contact.params.get("expires")):
            text = mine
        return int(text) if text.isdigit() and len(text) < 8 else self._trunk.register_interval_s


async def _addresses(name: str) -> frozenset[str]:
    """What a host name resolves to; nothing when it does not."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_DGRAM)
    except OSError:
        return frozenset()
    return frozenset(str(address[0]) for *_, address in found)
