"""The sessions of browsers: one random token each, which a cookie holds. Only its SHA-256 is stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.config import LoginSettings
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.glance import moment
from switchboard.store.db.tables import user, user_session
from switchboard.store.people import passwords, users
from switchboard.store.people.sessions import TOKEN_LENGTH
from switchboard.store.people.tokens import token_hash
from switchboard.store.people.users import User

LONGEST_BROWSER = 200
"""How many characters of a User-Agent are kept."""

TOUCH_EVERY = timedelta(minutes=1)
"""How exactly `used_at` is kept: each request would write otherwise."""

_COLUMNS = (
    user_session.c.id,
    user_session.c.began_at,
    user_session.c.used_at,
    user_session.c.address,
    user_session.c.browser,
)
_ADMISSION = (
    f'SELECT s.id, s.used_at, {users.LOOKED} FROM user_session s JOIN "user" u ON u.id = s."user"'
    " WHERE s.hash = :hash AND s.used_at > :used_after AND s.began_at > :began_after"
)


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """A session as its user sees it: the network that it began from, and the browser by its User-Agent."""

    id: int
    began_at: datetime
    used_at: datetime
    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class BrowserAdmission:
    """Whose session it is, and its id."""

    session: int
    used_at: datetime
    user: User


class BrowserSessions:
    """A session ends when it was not used for `session_idle_s`, and `session_s` after its beginning in any case."""

    def __init__(self, database: Database, settings: LoginSettings) -> None:
        self._database = database
        self._idle = timedelta(seconds=settings.session_idle_s)
        self._longest = timedelta(seconds=settings.session_s)
        self._most = settings.max_tokens

    async def begin(self, of: User, now: datetime, address: str, browser: str) -> str:
        """Begins a session and returns its token. If the user has too many, the one that was not used for the longest
        time ends. Raises Unauthenticated when the user is gone.
        """
        token = passwords.random_text(TOKEN_LENGTH)
        values = {
            "user": of.id,
            "hash": token_hash(token),
            "began_at": now,
            "used_at": now,
            "address": address,
            "browser": browser[:LONGEST_BROWSER],
        }
        async with self._database.write() as connection:
            await self._purge(connection, now)
            # Locked, so that many at once cannot pass the limit together.
            if await connection.scalar(select(user.c.id).where(user.c.id == of.id).with_for_update()) is None:
                raise errors.Unauthenticated("the user does not exist any more")
            newest = (
                select(user_session.c.id)
                .where(user_session.c.user == of.id)
                .order_by(user_session.c.used_at.desc(), user_session.c.id.desc())
                .limit(self._most - 1)
            )
            surplus = (user_session.c.user == of.id) & user_session.c.id.not_in(newest)
            await connection.execute(delete(user_session).where(surplus))
            await connection.execute(insert(user_session).values(values))
        return token

    async def check(self, token: str, now: datetime) -> BrowserAdmission | None:
        """Whose session it is, with their present role; None for an unknown or ended one.

        One statement, which every request needs.
        """
        rows = await self._database.look(
            _ADMISSION, hash=token_hash(token), used_after=now - self._idle, began_after=now - self._longest
        )
        for id, used_at, *columns in rows:
            return BrowserAdmission(id, moment(used_at), users.looked(columns))
        return None

    async def touch(self, admission: BrowserAdmission, now: datetime) -> None:
        """Notes that a session is used now."""
        if now - admission.used_at >= TOUCH_EVERY:
            used = update(user_session).where(user_session.c.id == admission.session).values(used_at=now)
            async with self._database.write() as connection:
                await connection.execute(used)

    async def all(self, user_id: int, now: datetime) -> list[BrowserSession]:
        """The sessions of a user, the one that was used last first."""
        query = select(*_COLUMNS).where(
            user_session.c.user == user_id,
            user_session.c.used_at > now - self._idle,
            user_session.c.began_at > now - self._longest,
        )
        ordered = query.order_by(user_session.c.used_at.desc(), user_session.c.id.desc())
        async with self._database.read() as connection:
            return [BrowserSession(**row._mapping) for row in await connection.execute(ordered)]

    async def end(self, user_id: int, id: int) -> None:
        """Ends a session of that user. Raises NotFound."""
        found = (user_session.c.user == user_id) & (user_session.c.id == id)
        async with self._database.write() as connection:
            if not storable.is_id(id) or not (await connection.execute(delete(user_session).where(found))).rowcount:
                raise errors.NotFound("session", id)

    async def _purge(self, connection: AsyncConnection, now: datetime) -> None:
        """Rows that somebody else is deleting are left to them, so that two at once cannot block one another."""
        over = or_(user_session.c.used_at <= now - self._idle, user_session.c.began_at <= now - self._longest)
        ended = select(user_session.c.id).where(over).with_for_update(skip_locked=True)
        await connection.execute(delete(user_session).where(user_session.c.id.in_(ended)))
