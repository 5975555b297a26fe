"""Secrets: SIP passwords, trunk passwords, API clients and their tokens. None is kept in the clear."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import api_client, object_, object_secret, sip_credential
from switchboard.store.documents import objects, writing
from switchboard.store.people import passwords, tokens
from switchboard.store.people.api_tokens import Right
from switchboard.store.people.tokens import Admission, ApiClient, TokenPair
from switchboard.store.people.vault import Vault

PASSWORD_LENGTH = 24
OF_TRUNK = "password"
CLIENT_TEXT_LENGTH = 32
MAX_CLIENTS = 1000
"""The limit of API clients for one tenant."""

_SIP_CREDENTIAL = (
    "SELECT extension, tenant, username, realm, ha1_md5, ha1_sha256 FROM sip_credential"
    " WHERE tenant = :tenant AND username = :username"
)
"""Every INVITE and REGISTER asks this."""


@dataclass(frozen=True, slots=True)
class SipCredential:
    """What digest authentication needs (RFC 8760): H(username:realm:password) in hexadecimal."""

    extension: int
    tenant: int
    username: str
    realm: str
    ha1_md5: str
    ha1_sha256: str


class Credentials:
    """All secrets of an installation. `key_file` encrypts those that must be read again; made on first use."""

    def __init__(self, database: Database, key_file: Path) -> None:
        self._database = database
        self.vault = Vault(key_file)

    async def serial(self) -> str:
        """The serial number of the installation: it stays as long as the key file does. Raises Unavailable."""
        return await asyncio.to_thread(self.vault.serial)

    async def new_sip(self, tenant: int, extension: int, username: str, realm: str) -> str:
        """Give an extension a new password and return it; it cannot be shown again. Raises like `set_sip`."""
        password = passwords.random_text(PASSWORD_LENGTH)
        await self.set_sip(tenant, extension, username, realm, password)
        return password

    async def set_sip(self, tenant: int, extension: int, username: str, realm: str, password: str) -> None:
        """Replace an extension's credentials. Raises NotFound, Invalid, Duplicate (of "username")."""
        if not username or ":" in username or not storable.is_text(username):
            raise errors.Invalid("username", "must be text without a colon")
        ha1 = f"{username}:{realm}:{password}".encode()
        values = {
            "extension": extension,
            "tenant": tenant,
            "username": username,
            "realm": realm,
            "ha1_md5": hashlib.md5(ha1, usedforsecurity=False).hexdigest(),
            "ha1_sha256": hashlib.sha256(ha1).hexdigest(),
        }
        async with self._database.write() as connection:
            await objects.require(connection, tenant, "extension", extension)
            await _refuse_taken_username(connection, tenant, extension, username)
            await connection.execute(delete(sip_credential).where(sip_credential.c.extension == extension))
            await connection.execute(insert(sip_credential).values(values))

    async def forget_sip(self, tenant: int, extension: int) -> None:
        """From now on no phone proves to be the extension. Raises NotFound, also where no password is set."""
        mine = (sip_credential.c.tenant == tenant) & (sip_credential.c.extension == extension)
        async with self._database.write() as connection:
            await objects.require(connection, tenant, "extension", extension)
            if not (await connection.execute(delete(sip_credential).where(mine))).rowcount:
                raise errors.NotFound("SIP password", extension)

    async def sip_username(self, tenant: int, extension: int) -> str | None:
        """The user name of an extension's phones; None without a password."""
        mine = (sip_credential.c.tenant == tenant) & (sip_credential.c.extension == extension)
        async with self._database.read() as connection:
            username: str | None = await connection.scalar(select(sip_credential.c.username).where(mine))
        return username

    async def sip_ha1(self, tenant: int, username: str) -> SipCredential | None:
        """The credentials behind a user name of a tenant, or None."""
        if not storable.is_text(username):
            return None
        rows = await self._database.look(_SIP_CREDENTIAL, tenant=tenant, username=username)
        return SipCredential(*rows[0]) if rows else None

    async def sealed(self, secrets: Mapping[str, str]) -> dict[str, str]:
        """Secrets as ciphertexts, ready to be stored beside an object. Raises Unavailable."""
        return {name: await asyncio.to_thread(self.vault.encrypt, secret) for name, secret in secrets.items()}

    async def set_object_secret(self, tenant: int, kind: str, id: int, name: str, secret: str | None) -> None:
        """Keep a secret of an object outside its document; None forgets it. Raises NotFound, Unavailable."""
        sealed = {name: None} if secret is None else await self.sealed({name: secret})
        async with self._database.write() as connection:
            await objects.require(connection, tenant, kind, id)
            await writing.write_secrets(connection, id, sealed)

    async def object_secret(self, tenant: int, id: int, name: str) -> str | None:
        """A secret of an object, or None. Raises Unavailable when the key file does not fit."""
        return (await self.object_secrets(tenant, id)).get(name)

    async def object_secrets(self, tenant: int, id: int) -> dict[str, str]:
        """All secrets of an object by name. Raises Unavailable when the key file does not fit."""
        query = (
            select(object_secret.c.name, object_secret.c.ciphertext)
            .join(object_, object_.c.id == object_secret.c.object)
            .where(object_.c.tenant == tenant, object_.c.id == id)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return {row.name: await asyncio.to_thread(self.vault.decrypt, row.ciphertext) for row in rows}

    async def set_trunk_secret(self, tenant: int, trunk: int, secret: str) -> None:
        """Keep the password that we register with at a trunk. Raises NotFound, Unavailable."""
        await self.set_object_secret(tenant, "trunk", trunk, OF_TRUNK, secret)

    async def trunk_secret(self, tenant: int, trunk: int) -> str | None:
        """The password of a trunk, or None. Raises Unavailable when the key file does not fit."""
        return await self.object_secret(tenant, trunk, OF_TRUNK)

    async def new_api_client(
        self, tenant: int, dialect: str, name: str, rights: tuple[Right, ...] = ()
    ) -> tuple[str, str]:
        """Makes a new client of the API: its id and its secret, 32 characters [A-Za-z0-9] each, shown this once.

        Raises LimitReached.
        """
        client_id, secret = (passwords.random_text(CLIENT_TEXT_LENGTH) for _ in range(2))
        values = {
            "tenant": tenant,
            "dialect": dialect,
            "client_id": client_id,
            "secret_hash": await asyncio.to_thread(passwords.hashed, secret),
            "created_at": datetime.now(UTC),
            "name": name,
            "rights": rights,
        }
        count = select(func.count()).where(api_client.c.tenant == tenant)
        async with self._database.write() as connection:
            if (await connection.scalar(count) or 0) >= MAX_CLIENTS:
                raise errors.LimitReached("API clients", MAX_CLIENTS)
            await connection.execute(insert(api_client).values(values))
        return client_id, secret

    async def set_client_rights(self, tenant: int, client_id: str, rights: tuple[Right, ...]) -> ApiClient:
        """The client with these rights and no others, from its next request on. Raises NotFound."""
        found = (api_client.c.tenant == tenant) & (api_client.c.client_id == client_id)
        changed = update(api_client).where(found).values(rights=rights).returning(*tokens.CLIENT_COLUMNS)
        async with self._database.write() as connection:
            row = (await connection.execute(changed)).one_or_none()
        if row is None:
            raise errors.NotFound("API client", client_id)
        return ApiClient(*row)

    async def api_client(self, tenant: int, id: int) -> ApiClient | None:
        """The client with that number, if there is one."""
        query = select(*tokens.CLIENT_COLUMNS).where(api_client.c.tenant == tenant, api_client.c.id == id)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else ApiClient(*row)

    async def api_clients(self, tenant: int) -> list[ApiClient]:
        """Every client of a tenant, oldest first."""
        query = select(*tokens.CLIENT_COLUMNS).where(api_client.c.tenant == tenant).order_by(api_client.c.id)
        async with self._database.read() as connection:
            return [ApiClient(*row) for row in await connection.execute(query)]

    async def delete_api_client(self, tenant: int, client_id: str) -> None:
        """Remove a client and its tokens. Raises NotFound."""
        found = (api_client.c.tenant == tenant) & (api_client.c.client_id == client_id)
        async with self._database.write() as connection:
            if not (await connection.execute(delete(api_client).where(found))).rowcount:
                raise errors.NotFound("api_client", client_id)

    async def verify_api_client(self, dialect: str, client_id: str, secret: str) -> ApiClient | None:
        """The client with that id and secret. Takes as long for an unknown id as for a known one."""
        query = select(*tokens.CLIENT_COLUMNS, api_client.c.secret_hash).where(
            api_client.c.dialect == dialect,
            api_client.c.client_id == (client_id if storable.is_text(client_id) else ""),
        )
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        # Otherwise the time of the answer would tell which ids exist.
        stored_hash = passwords.NOBODY if row is None else row.secret_hash
        fits = await asyncio.to_thread(passwords.fits, stored_hash, secret)
        return ApiClient(*row[:-1]) if fits and row is not None else None

    async def issue(
        self, client: ApiClient, access_s: float, refresh_s: float, now: datetime, max_pairs: int
    ) -> TokenPair:
        """Issues a new pair of tokens. Raises LimitReached when `max_pairs` access tokens of the client are valid."""
        async with self._database.write() as connection:
            return await tokens.OF_CLIENTS.issue(connection, client.id, access_s, refresh_s, now, max_pairs)

    async def refresh(self, refresh_token: str, access_s: float, refresh_s: float, now: datetime) -> TokenPair:
        """Exchanges an old pair for a new one; the old one ends. Raises Unauthenticated."""
        async with self._database.write() as connection:
            return await tokens.OF_CLIENTS.refresh(connection, refresh_token, access_s, refresh_s, now)

    async def revoke(self, access_token: str) -> None:
        """Delete the pair of an access token; unknown tokens are ignored."""
        async with self._database.write() as connection:
            await tokens.OF_CLIENTS.revoke(connection, access_token)

    async def check(self, access_token: str, now: datetime) -> ApiClient | None:
        """The client of a valid access token; None for any other token."""
        admission = await self.admission(access_token, now)
        return None if admission is None else admission.client

    async def admission(self, access_token: str, now: datetime) -> Admission | None:
        """As `check`, with the state of the configuration at that moment."""
        return await tokens.admission(self._database, access_token, now)


async def _refuse_taken_username(connection: AsyncConnection, tenant: int, extension: int, username: str) -> None:
    query = (
        select(object_.c.id, object_.c.number, object_.c.name)
        .join(sip_credential, sip_credential.c.extension == object_.c.id)
        .where(sip_credential.c.tenant == tenant, sip_credential.c.username == username)
    )
    owner = (await connection.execute(query)).one_or_none()
    if owner is not None and owner.id != extension:
        number, name = owner.number or "", owner.name
        raise errors.Duplicate("username", username, "extension", number, owner_id=owner.id, owner_name=name)
