"""The sessions of programs that users log in to: pairs of tokens, as API clients have them."""

import re
from dataclasses import dataclass
from datetime import datetime

from switchboard.store.db.database import Database
from switchboard.store.db.last_change import of_tenant_in
from switchboard.store.db.tables import user_token
from switchboard.store.people import users
from switchboard.store.people.tokens import TokenPair, TokenPairs, token_hash
from switchboard.store.people.users import User

TOKEN_LENGTH = 48
_TOKEN = re.compile(f"[A-Za-z0-9]{{{TOKEN_LENGTH}}}")
_OF_USERS = TokenPairs(user_token, user_token.c.user, users.COLUMNS, User, TOKEN_LENGTH)
_ADMISSION = (
    f"SELECT {users.LOOKED}, {of_tenant_in('u.tenant')}"
    ' FROM user_token t JOIN "user" u ON u.id = t."user"'
    " WHERE t.hash = :hash AND t.kind = 'access' AND t.expires_at > :now"
)


@dataclass(frozen=True, slots=True)
class Admission:
    """The user of a valid access token, and the last change (`change.seq`) of the configuration of their tenant."""

    user: User
    last_change: int


def is_token(text: str) -> bool:
    """Whether a text has the form of a session token, which cannot be guessed; its session may have ended."""
    return _TOKEN.fullmatch(text) is not None


class Sessions:
    """The sessions of users who are logged in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def issue(self, user: User, access_s: float, refresh_s: float, now: datetime, max_pairs: int) -> TokenPair:
        """Begins a new session.

        Raises Unauthenticated when the user is gone, LimitReached when `max_pairs` are open.
        """
        async with self._database.write() as connection:
            return await _OF_USERS.issue(connection, user.id, access_s, refresh_s, now, max_pairs)

    async def refresh(self, refresh_token: str, access_s: float, refresh_s: float, now: datetime) -> TokenPair:
        """Exchanges an old pair for a new one; the old one ends. Raises Unauthenticated."""
        async with self._database.write() as connection:
            return await _OF_USERS.refresh(connection, refresh_token, access_s, refresh_s, now)

    async def revoke(self, access_token: str) -> None:
        """Delete the pair of an access token; unknown tokens are ignored."""
        async with self._database.write() as connection:
            await _OF_USERS.revoke(connection, access_token)

    async def check(self, access_token: str, now: datetime) -> User | None:
        """The user of a valid access token, with their present role; None for any other token."""
        admission = await self.admission(access_token, now)
        return None if admission is None else admission.user

    async def admission(self, access_token: str, now: datetime) -> Admission | None:
        """As `check`, with the state of the configuration at that moment; one statement, which every request needs."""
        rows = await self._database.look(_ADMISSION, hash=token_hash(access_token), now=now)
        for *user, last_change in rows:
            return Admission(users.looked(user), last_change or 0)
        return None

    async def expiry(self, access_token: str) -> datetime | None:
        """When an access token ends or has ended; None for one that is unknown."""
        async with self._database.read() as connection:
            return await _OF_USERS.expiry(connection, access_token)
