"""Finds the sender of a request: an extension that proves it, or a trunk known by its address.

All others are refused.
"""

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

import structlog

from switchboard import security_log
from switchboard.engine.builtin.digest_uri import OurHosts, made_for
from switchboard.engine.builtin.tenancy import Home
from switchboard.engine.builtin.trunk_lines import FromTrunk, TrunkLines
from switchboard.engine.builtin.trusted_proxies import NOBODY, TrustedProxies
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.stored import Stored
from switchboard.network_address import source_network
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.digest import Algorithm, Authenticator, Credentials, Verdict
from switchboard.sip.errors import SipError
from switchboard.store.people.credentials import SipCredential

log = structlog.get_logger()

MAX_FAILURES = 10
FORGET_FAILURES_S = 300.0
MAX_TRACKED = 10_000


class SecretLookup(Protocol):
    """Finds the digest secrets of a user name in a tenant."""

    async def sip_ha1(self, tenant: int, username: str) -> SipCredential | None: ...


@dataclass(frozen=True, slots=True)
class FromExtension:
    """A phone of this extension of this tenant, authenticated."""

    tenant: int
    extension: Stored[Extension]


class SharedFailures(Protocol):
    """Counts the failed proofs of all machines, for each source. Both raise Unavailable."""

    async def add(self, source: str) -> int: ...

    async def forget(self, source: str) -> None: ...


class Failures:
    """Counts failed proofs for each address, of IPv6 for each /64; bounded, and forgotten after a while."""

    def __init__(self) -> None:
        self._failures: dict[str, tuple[int, float]] = {}

    def blocked(self, host: str, now_s: float) -> bool:
        count, until_s = self._failures.get(source_network(host), (0, 0.0))
        return count >= MAX_FAILURES and now_s < until_s

    def add(self, host: str, now_s: float) -> bool:
        """Count one; whether the address is blocked from now on."""
        network = source_network(host)
        count, until_s = self._failures.pop(network, (0, 0.0))
        self._failures[network] = (count + 1 if now_s < until_s else 1, now_s + FORGET_FAILURES_S)
        if len(self._failures) > MAX_TRACKED:
            del self._failures[next(iter(self._failures))]
        return self.blocked(host, now_s)

    def learn(self, host: str, count: int, now_s: float) -> bool:
        """So many there were at all machines; whether the address is blocked from now on."""
        known, _ = self._failures.get(source_network(host), (0, 0.0))
        self._failures[source_network(host)] = (max(known, count), now_s + FORGET_FAILURES_S)
        return self.blocked(host, now_s)

    def forget(self, host: str) -> bool:
        """Returns whether there was anything to forget."""
        return self._failures.pop(source_network(host), None) is not None


class Identity:
    """Authenticates requests that begin something: REGISTER, INVITE and the like outside a dialog.

    Challenges and failures are those of the address that the request came from. What is behind one of `proxies` has
    an address of its own there: one who guesses closes neither the proxy nor his neighbours.

    Whoever fails is told by `shared` how often he has at all machines: so he has one guess more at each of them, and
    nobody asks the database on behalf of those who know their passwords.
    """

    def __init__(
        self,
        authenticator: Authenticator,
        secrets: SecretLookup,
        lines: TrunkLines,
        ours: OurHosts,
        proxies: TrustedProxies = NOBODY,
        shared: SharedFailures | None = None,
    ) -> None:
        self._shared = shared
        self._authenticator = authenticator
        self._proxies = proxies
        self._ours = ours
        self._secrets = secrets
        self._lines = lines
        self._failures = Failures()

    async def caller(
        self, tx: ServerTransaction, home: Home, configurations: Mapping[int, Configuration]
    ) -> FromExtension | FromTrunk | None:
        """Identifies the sender of an INVITE; None for an INVITE that was challenged or refused here."""
        return self._trunk(tx, home, configurations) or await self.extension(tx, home, configurations)

    async def extension(
        self, tx: ServerTransaction, home: Home, configurations: Mapping[int, Configuration]
    ) -> FromExtension | None:
        """The extension of its home tenant whose digest credentials the request bears; None when it was answered."""
        now_s, host = time.monotonic(), self._host(tx)
        if self._failures.blocked(host, now_s):
            tx.respond_once(403)
            return None
        credentials = self._credentials(tx)
        if credentials is None:
            self._challenge(tx, now_s)
            return None
        if not self._authenticator.issued(credentials.nonce, host):
            # Who forges a source address cannot answer a challenge sent there: no failure of that address, and no
            # word about the password.
            self._challenge(tx, now_s, stale=True)
            return None
        secret = await self._secrets.sip_ha1(home.tenant, credentials.username)
        if self._failures.blocked(host, now_s):  # others, sent at the same time, were wrong meanwhile
            tx.respond_once(403)
            return None
        verdict = self._verify(tx, credentials, secret, now_s)
        if verdict is Verdict.OK and secret is not None:
            if not await made_for(credentials.uri, tx.request, home.tenant, self._ours):
                self._refuse_elsewhere(tx, credentials)
                return None
            await self._forget(host)
            return self._extension(tx, home, configurations.get(home.tenant), secret)
        if verdict is Verdict.STALE:
            self._challenge(tx, now_s, stale=True)
            return None
        await self._fail(tx, credentials)
        return None

    async def _fail(self, tx: ServerTransaction, credentials: Credentials) -> None:
        source, method = self._host(tx), tx.request.method
        log.warning("SIP authentication failed", source=source, method=method)
        security_log.tell("sip-authentication-failed", source, method=method, user=credentials.username)
        blocked = self._failures.add(source, time.monotonic())
        tx.respond(403)
        if await self._add_to_shared(source) or blocked:
            security_log.tell("sip-locked-out", source, seconds=round(FORGET_FAILURES_S))

    async def _add_to_shared(self, host: str) -> bool:
        """Whether the address is blocked by what it did at other machines."""
        if self._shared is None:
            return False
        try:
            count = await self._shared.add(source_network(host))
        except Unavailable:
            return False
        return self._failures.learn(host, count, time.monotonic())

    async def _forget(self, host: str) -> None:
        if self._failures.forget(host) and self._shared is not None:
            with suppress(Unavailable):
                await self._shared.forget(source_network(host))

    def _refuse_elsewhere(self, tx: ServerTransaction, credentials: Credentials) -> None:
        """The password was right, and proved for another resource: 400 (RFC 7616 §3.4.6)."""
        security_log.tell(
            "sip-credentials-for-another-uri",
            self._host(tx),
            method=tx.request.method,
            user=credentials.username,
            uri=credentials.uri,
            request=tx.request.uri,
        )
        tx.respond_once(400, "Digest uri Is Another")

    def _trunk(
        self, tx: ServerTransaction, home: Home, configurations: Mapping[int, Configuration]
    ) -> FromTrunk | None:
        """The trunk that speaks for an INVITE: by address and port, or by address alone if it claims no extension.

        None speaks for an extension of another tenant.
        """
        source = self._proxies.source(tx.request, tx.source)
        exact, by_host = self._lines.find(tx.request, source, home, configurations)
        number = _from_user(tx)
        at_home = _has_number(configurations.get(home.tenant), number)
        if exact is not None:
            return None if at_home and home.named and home.tenant != exact.tenant else exact
        if by_host is None or at_home or "Authorization" in tx.request.headers:
            return None
        return None if _has_number(configurations.get(by_host.tenant), number) else by_host

    def _host(self, tx: ServerTransaction) -> str:
        return self._proxies.host(tx.request, tx.source)

    def _credentials(self, tx: ServerTransaction) -> Credentials | None:
        for value in tx.request.headers.get_all("Authorization"):
            try:
                credentials = Credentials.parse(value)
            except SipError:
                continue
            if credentials.realm == self._authenticator.realm:
                return credentials
        return None

    def _verify(
        self, tx: ServerTransaction, credentials: Credentials, secret: SipCredential | None, now_s: float
    ) -> Verdict:
        hashes = {} if secret is None else {Algorithm.MD5: secret.ha1_md5, Algorithm.SHA256: secret.ha1_sha256}
        return self._authenticator.verify(credentials, tx.request.method, hashes, now_s, peer=self._host(tx))

    def _extension(
        self, tx: ServerTransaction, home: Home, configuration: Configuration | None, secret: SipCredential
    ) -> FromExtension | None:
        """Nobody gets across from one tenant to another, whatever the request names besides its home."""
        extension = configuration.get(Extension, secret.extension) if configuration else None
        if extension is None or home.crosses:
            tx.respond_once(403)
            return None
        return FromExtension(home.tenant, extension)

    def _challenge(self, tx: ServerTransaction, now_s: float, *, stale: bool = False) -> None:
        challenges = self._authenticator.challenges(now_s, stale=stale, peer=self._host(tx))
        tx.respond_once(401, headers=[("WWW-Authenticate", challenge) for challenge in challenges])


def _has_number(configuration: Configuration | None, number: str) -> bool:
    return configuration is not None and configuration.extension_by_number(number) is not None


def _from_user(tx: ServerTransaction) -> str:
    try:
        return tx.request.from_.uri.number
    except SipError:
        return ""
