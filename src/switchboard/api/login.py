"""How people log in, for all faces of the API: one count of failures, whichever face they come through."""

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.lockout import Lockout
from switchboard.security_log import tell
from switchboard.store.people.api_tokens import ROLES
from switchboard.store.people.browser_sessions import BrowserSessions
from switchboard.store.people.second_factors import SecondFactors
from switchboard.store.people.sessions import Sessions
from switchboard.store.people.tokens import TokenPair
from switchboard.store.people.users import User, Users, account

CODE_FAILURES = 5
CODE_LOCKOUT_S = 3600.0
"""Of a million codes three are right at any time: who has the password needs five years for an even chance."""


class Login:
    """Passwords and refresh tokens against sessions.

    Too many failures in a row close the address that they come from and the account that they are about, whether it
    exists or not, so that nobody gets further by guessing from many addresses.
    """

    def __init__(self, services: ApiServices) -> None:
        self.users = Users(services.database)
        self.sessions = Sessions(services.database)
        self.browsers = BrowserSessions(services.database, services.settings.login)
        self._settings = services.settings.login
        self._clock = services.clock
        self.factors = SecondFactors(services.database, services.credentials.vault)
        limits = (self._settings.lockout_failures, self._settings.lockout_s, services.clock)
        self._addresses = Lockout(*limits, shared=services.failures("login-address", self._settings.lockout_s))
        self._accounts = Lockout(
            *limits, of="for this account", shared=services.failures("login-account", self._settings.lockout_s)
        )
        self._codes = Lockout(
            CODE_FAILURES,
            CODE_LOCKOUT_S,
            services.clock,
            of="with codes for this account",
            shared=services.failures("login-code", CODE_LOCKOUT_S),
        )

    async def authenticate(self, address: str, domain: str, name: str, password: str, code: str = "") -> User:
        """The user with that name and password, and a `code` if they have a second factor; an empty `domain` means the
        default tenant. Raises LockedOut, LoginFailed, CodeNeeded, WrongCode.
        """
        spelling = "/".join(account(domain, name))
        async with self._addresses.attempt(address), self._accounts.attempt(f"/{spelling}", by=address):
            user = await self.users.verify(domain, name, password)
            if user is None:
                tell("api-authentication-failed", address, what="password")
                raise errors.LoginFailed
            if user.totp_since is not None:
                await self._take_code(address, user, code)
            return user

    async def _take_code(self, address: str, user: User, code: str) -> None:
        if not code:
            raise errors.CodeNeeded
        # Not counted with the codes of the app: it cannot be guessed, and helps who was locked out by somebody else.
        if await self.factors.spend_recovery(user, code):
            tell("recovery-code-used", address, tenant=user.tenant, user=user.name)
            return
        async with self._codes.attempt(f"/{user.id}", by=address):
            try:
                await self.factors.spend(user, code, self._clock.now())
            except errors.WrongCode:
                tell("api-authentication-failed", address, what="code")
                raise

    def needs_factor(self, user: User) -> bool:
        """Whether the settings demand a second factor of this user, who has none yet."""
        demanded = {"optional": (), "admins": ("admin",), "everybody": ROLES}[self._settings.second_factor]
        return user.totp_since is None and user.role in demanded

    async def confirm(self, address: str, user: User, password: str) -> None:
        """Check the password of a user who is logged in, before what a stolen session must not suffice for.

        Raises LockedOut, LoginFailed.
        """
        async with self._accounts.attempt(f"/{user.id}", by=address):
            if not await self.users.has_password(user, password):
                tell("api-authentication-failed", address, what="password")
                raise errors.LoginFailed

    async def issue(self, user: User) -> TokenPair:
        """A new session. Raises Unauthenticated when the user is gone, LimitReached."""
        settings, now = self._settings, self._clock.now()
        return await self.sessions.issue(
            user, settings.access_token_s, settings.refresh_token_s, now, settings.max_tokens
        )

    async def refresh(self, address: str, refresh_token: str) -> TokenPair:
        """A new pair for an old one, which dies. Raises LockedOut, Unauthenticated."""
        settings, now = self._settings, self._clock.now()
        async with self._addresses.attempt(address):
            try:
                return await self.sessions.refresh(
                    refresh_token, settings.access_token_s, settings.refresh_token_s, now
                )
            except errors.Unauthenticated:
                tell("api-authentication-failed", address, what="refresh-token")
                raise
