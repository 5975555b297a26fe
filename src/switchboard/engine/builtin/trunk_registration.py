"""Our registration at a trunk, as a phone's at its registrar (RFC 3261 §10.2)."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from typing import Literal

import structlog

from switchboard.engine.builtin.context import TrunkAccount
from switchboard.engine.builtin.hop_health import takes_nothing
from switchboard.engine.builtin.outbound_proxy import OutboundProxy
from switchboard.errors import Unavailable
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop, bracketed, canonical
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.digest import answer_challenge
from switchboard.sip.errors import SipError
from switchboard.sip.header_fields import Headers
from switchboard.sip.identifiers import new_call_id, new_tag
from switchboard.sip.message import Request, Response
from switchboard.sip.responses import make_response
from switchboard.sip.server_location import USUAL_PORT
from switchboard.sip.uri import NameAddr, SipUri

log = structlog.get_logger()

AccountLookup = Callable[[], Awaitable[TrunkAccount | None]]
HopsLookup = Callable[[], Awaitable[Sequence[NextHop]]]

FIRST_RETRY_S = 30.0
LAST_RETRY_S = 960.0
"""A registration that failed is tried again after the first, then after twice as long each time, up to the last."""
ACCOUNT_LOOK_S = 1.0
MIN_REFRESH_S = 2.0
MAX_INTERVAL_S = 86_400
LEAVE_S = 2.0
MAX_TRIED = 4
"""So many servers are tried at a time."""
TRY_S = 8.0
"""How long one may be silent where another can be tried."""

Outcome = Literal["registering", "registered", "rejected", "failed"]
"""How the last REGISTER ended. `failed`: without an answer, or by a server that cannot answer (408, 5xx)."""


class TrunkRegistration:
    """Our registration at one trunk: one Call-ID and a growing CSeq through its life."""

    def __init__(
        self,
        endpoint: SipEndpoint,
        trunk: Trunk,
        hops: HopsLookup,
        account: AccountLookup,
        proxy: OutboundProxy | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._trunk = trunk
        self._hops = hops
        self._account = account
        self._proxy = proxy
        self._interval_s = trunk.register_interval_s
        self._call_id = new_call_id()
        self._tag = new_tag()
        self._cseq = 0
        self._tried: TrunkAccount | None = None
        self._home: NextHop | None = None
        self._registered = False
        self._hurried = False
        self.outcome: Outcome = "registering"
        self.status: int | None = None
        self.on_outcome: Callable[[], None] = lambda: None
        self.on_failed: Callable[[NextHop, Response], None] = lambda hop, response: None

    async def keep(self) -> None:
        """Stay registered until cancelled, which takes the registration back. What failed is tried ever more rarely."""
        retry_s = FIRST_RETRY_S
        try:
            while True:
                expires_s = await self.refresh()
                if expires_s is None:
                    retry_s = FIRST_RETRY_S if await self._waited(retry_s) else min(2 * retry_s, LAST_RETRY_S)
                else:
                    retry_s = FIRST_RETRY_S
                    await asyncio.sleep(max(expires_s * 0.8, MIN_REFRESH_S))
        except asyncio.CancelledError:
            if self._registered:
                self._registered = False
                await self._leave()
            raise

    def leave_as_it_is(self) -> None:
        """Another machine goes on with the same Contact, so it is not to be taken back."""
        self._registered = False

    def told(self, outcome: Outcome, status: int | None) -> None:
        """Another machine has registered, and that is how it ended; or nobody has yet."""
        if (outcome, status) != (self.outcome, self.status):
            self._ended(outcome, status)

    def hurry(self) -> None:
        """Try again soon what failed."""
        self._hurried = True

    async def refresh(self) -> int | None:
        """REGISTER, with credentials when challenged; the granted interval in seconds, None when refused."""
        with suppress(Unavailable):
            self._tried = await self._account()
        try:
            response = await self._register(self._interval_s)
        except (SipError, Unavailable) as error:
            log.warning("trunk registration failed", trunk=self._trunk.name, error=error.code)
            self._ended("failed", None)
            return None
        self._registered = response.is_success
        self._ended(_outcome(response.status), response.status)
        if not response.is_success:
            log.warning("trunk registration refused", trunk=self._trunk.name, status=response.status)
            return None
        return self._granted_s(response)

    def _ended(self, outcome: Outcome, status: int | None) -> None:
        self.outcome, self.status = outcome, status
        self.on_outcome()

    async def _leave(self) -> None:
        """Tell the trunk, if it listens, that we are gone."""
        try:
            async with asyncio.timeout(LEAVE_S):
                await self._register(0)
        except (SipError, Unavailable, TimeoutError):
            log.info("trunk did not hear that we left", trunk=self._trunk.name)

    async def _waited(self, retry_s: float) -> bool:
        """Waits `retry_s`, or until the trunk's password changes or somebody hurries; returns whether that was so."""
        self._hurried = False
        for _ in range(round(retry_s / ACCOUNT_LOOK_S)):
            await asyncio.sleep(ACCOUNT_LOOK_S)
            if self._hurried:
                return True
            try:
                if await self._account() != self._tried:
                    return True
            except Unavailable:
                continue
        return False

    async def _register(self, expires_s: int) -> Response:
        """Register once, at the first server that takes it: first where we are, then in the order of the lookup."""
        hops = sorted(await self._hops(), key=lambda hop: hop != self._home)[:MAX_TRIED]
        if not hops:
            raise Unavailable("the trunk's name has no address")
        for hop in hops:
            response, heard = await self._register_at(hop, expires_s, None if hop is hops[-1] else TRY_S)
            if not takes_nothing(response, heard=heard):
                self._home = hop
                break
            self.on_failed(hop, response)
        return response

    async def _register_at(self, hop: NextHop, expires_s: int, limit_s: float | None) -> tuple[Response, bool]:
        """With credentials after a challenge, with a longer interval if the registrar asks for it. Returns also whether
        anything was heard."""
        response, heard = await self._send(hop, expires_s, [], limit_s)
        if response.status in (401, 407) and (proof := await self._prove(response)):
            response, heard = await self._send(hop, expires_s, [proof], limit_s)
        if response.status == 423 and self._lengthen(response):
            return await self._register_at(hop, self._interval_s, limit_s)
        return response, heard

    def _lengthen(self, response: Response) -> bool:
        """Take the interval that the registrar demands; whether that is longer than ours (RFC 3261 §10.2.8)."""
        text = response.headers.get("Min-Expires") or ""
        demanded_s = int(text) if text.isdecimal() and len(text) < 6 else 0
        longer = self._interval_s < demanded_s <= MAX_INTERVAL_S
        self._interval_s = demanded_s if longer else self._interval_s
        return longer

    async def _send(
        self, hop: NextHop, expires_s: int, extra: Iterable[tuple[str, str]], limit_s: float | None
    ) -> tuple[Response, bool]:
        self._cseq += 1
        aor = NameAddr(SipUri(user=self._trunk.username, host=self._host))
        headers = Headers(
            [
                *([("Route", self._proxy.route)] if self._proxy else ()),
                ("Max-Forwards", "70"),
                ("From", str(aor.with_tag(self._tag))),
                ("To", str(aor)),
                ("Call-ID", self._call_id),
                ("CSeq", f"{self._cseq} REGISTER"),
                ("Contact", str(self._contact(hop))),
                ("Expires", str(expires_s)),
                *extra,
            ]
        )
        transaction = self._endpoint.request(Request("REGISTER", self._uri, headers), hop=hop)
        try:
            async with asyncio.timeout(limit_s):
                return await transaction.final(), transaction.heard
        except TimeoutError:
            return make_response(transaction.request, 408), False

    @property
    def _uri(self) -> str:
        return f"sip:{self._host}:{self._trunk.port}" if self._trunk.port else f"sip:{self._host}"

    @property
    def _host(self) -> str:
        return bracketed(canonical(self._trunk.host))

    def _contact(self, hop: NextHop) -> NameAddr:
        return self._endpoint.contact(hop, self._trunk.username)

    async def _prove(self, response: Response) -> tuple[str, str] | None:
        self._tried = account = await self._account()
        if account is None:
            return None
        proxy = response.status == 407
        challenges = response.headers.get_all("Proxy-Authenticate" if proxy else "WWW-Authenticate")
        value = answer_challenge(challenges, "REGISTER", self._uri, account.username, password=account.password)
        return ("Proxy-Authorization" if proxy else "Authorization", value) if value else None

    def _granted_s(self, response: Response) -> int:
        """The interval granted to our own Contact; registrars list the Contacts of our other devices too."""
        text = self._granted_contact(response) or response.headers.get("Expires") or ""
        return int(text) if text.isdecimal() and len(text) < 8 else self._interval_s

    def _granted_contact(self, response: Response) -> str:
        try:
            contacts = [one for value in response.headers.get_all("Contact") for one in NameAddr.parse_list(value)]
        except SipError:
            return ""
        mine = [contact for contact in contacts if self._is_ours(contact.uri)]
        return (mine[0].params.get("expires") or "") if mine else ""

    def _is_ours(self, uri: SipUri) -> bool:
        # The edge of several machines puts itself into our Contact: calls may come to any of them.
        here = self._proxy is not None or uri.port in {self._endpoint.port_of(one) for one in USUAL_PORT}
        return here and uri.user == self._trunk.username


def _outcome(status: int) -> Outcome:
    if 200 <= status < 300:
        return "registered"
    return "failed" if status == 408 or 500 <= status < 600 else "rejected"
