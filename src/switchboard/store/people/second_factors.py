"""The second factor of users: the secret of their app, encrypted, and codes for the day on which the app is lost."""

import asyncio
import re
import secrets
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.store.db.database import Database
from switchboard.store.db.tables import recovery_code, user
from switchboard.store.people import totp
from switchboard.store.people.users import User, end_sessions
from switchboard.store.people.vault import Vault

RECOVERY_CODES = 10
RECOVERY_LENGTH = 12
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters that are taken for others; twelve of them cannot be guessed."""

_SEPARATORS = re.compile(r"[\s-]")


class SecondFactors:
    """The secrets of all users."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def begin(self, of: User) -> str:
        """A new secret, which counts once `confirm` has had a code. Raises FactorActive, Unavailable, NotFound."""
        secret = totp.new_secret()
        sealed = await asyncio.to_thread(self._vault.encrypt, secret)
        inactive = update(user).where(user.c.id == of.id, user.c.totp_since.is_(None))
        async with self._database.write() as connection:
            if not (await connection.execute(inactive.values(totp_secret=sealed))).rowcount:
                raise errors.FactorActive
        return secret

    async def confirm(self, of: User, code: str, now: datetime) -> list[str]:
        """From now on a log-in needs a code. All sessions end: they began without one. Returns the recovery codes.

        Raises FactorActive, WrongCode, Unavailable.
        """
        step = await self._step(of, code, now)
        codes, keyed = await self._new_codes()
        active = {"totp_since": now, "totp_step": step}
        async with self._database.write() as connection:
            inactive = update(user).where(user.c.id == of.id, user.c.totp_since.is_(None))
            if not (await connection.execute(inactive.values(active))).rowcount:
                raise errors.FactorActive
            await _replace_codes(connection, of.id, keyed)
            await end_sessions(connection, of.id)
        return codes

    async def spend(self, of: User, code: str, now: datetime) -> None:
        """Takes a code of the app, each once only (RFC 6238 §5.2). Raises WrongCode, Unavailable."""
        step = await self._step(of, code, now)
        later = or_(user.c.totp_step.is_(None), user.c.totp_step < step)
        async with self._database.write() as connection:
            spent = update(user).where(user.c.id == of.id, later).values(totp_step=step)
            if not (await connection.execute(spent)).rowcount:
                raise errors.WrongCode

    async def spend_recovery(self, of: User, code: str) -> bool:
        """Takes a recovery code, each once only. False for another text. Raises Unavailable."""
        plain = _SEPARATORS.sub("", code).lower()
        if len(plain) != RECOVERY_LENGTH:
            return False
        keyed = await self._keyed(plain)
        found = (recovery_code.c.user == of.id) & (recovery_code.c.hmac == keyed)
        async with self._database.write() as connection:
            return bool((await connection.execute(delete(recovery_code).where(found))).rowcount)

    async def renew_codes(self, of: User) -> list[str]:
        """New recovery codes; the old ones end. Raises Unavailable."""
        codes, keyed = await self._new_codes()
        async with self._database.write() as connection:
            await _replace_codes(connection, of.id, keyed)
        return codes

    async def codes_left(self, of: User) -> int:
        """How many recovery codes are left."""
        count = select(func.count()).where(recovery_code.c.user == of.id)
        async with self._database.read() as connection:
            return await connection.scalar(count) or 0

    async def remove(self, of: User) -> None:
        """From now on the password suffices."""
        async with self._database.write() as connection:
            nothing = {"totp_secret": None, "totp_since": None, "totp_step": None}
            await connection.execute(update(user).where(user.c.id == of.id).values(nothing))
            await _replace_codes(connection, of.id, [])

    async def _step(self, of: User, code: str, now: datetime) -> int:
        """Raises WrongCode, also when there is no secret."""
        async with self._database.read() as connection:
            sealed = await connection.scalar(select(user.c.totp_secret).where(user.c.id == of.id))
        if sealed is None:
            raise errors.WrongCode
        secret = await asyncio.to_thread(self._vault.decrypt, sealed)
        step = totp.step_of_code(secret, _SEPARATORS.sub("", code), now)
        if step is None:
            raise errors.WrongCode
        return step

    async def _new_codes(self) -> tuple[list[str], list[str]]:
        """Recovery codes, and what of them is stored."""
        codes = ["".join(secrets.choice(_ALPHABET) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)]
        keyed = [await self._keyed(code) for code in codes]
        return ["-".join(re.findall("....", code)) for code in codes], keyed

    async def _keyed(self, code: str) -> str:
        """Keyed, so that who has the database alone cannot try all codes."""
        return await asyncio.to_thread(self._vault.sign, f"recovery:{code}")


async def _replace_codes(connection: AsyncConnection, of: int, keyed: list[str]) -> None:
    await connection.execute(delete(recovery_code).where(recovery_code.c.user == of))
    if keyed:
        await connection.execute(insert(recovery_code), [{"user": of, "hmac": one} for one in keyed])
