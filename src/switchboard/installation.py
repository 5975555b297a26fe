"""The database, secrets and prompts of an installation, opened for use."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from switchboard.config import Settings
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.security_log import close_security_log, open_security_log
from switchboard.store.db.database import Database

if TYPE_CHECKING:
    from switchboard.prompts.library import PromptLibrary
    from switchboard.store.documents.repository import Repository
    from switchboard.store.people.credentials import Credentials


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Installation:
    """What commands and the API work with. `repository` is that of the tenant with the id `tenant`."""

    settings: Settings
    database: Database
    tenant: int
    repository: Repository
    credentials: Credentials

    @property
    def library(self) -> PromptLibrary:
        """The prompts."""
        return prompt_library(self.settings, self.database)


def prompt_library(settings: Settings, database: Database) -> PromptLibrary:
    """The prompts of this machine. SQLite is for one machine, whose files are all there are."""
    from switchboard.clock import SystemClock
    from switchboard.prompts.library import PromptLibrary
    from switchboard.store.files.prompt_sounds import PromptSounds
    from switchboard.store.mailboxes.blobs import Blobs

    home = None if database.is_sqlite else PromptSounds(Blobs(database, settings.sounds), SystemClock())
    return PromptLibrary(settings.prompts, settings.limits, home)


@asynccontextmanager
async def opened_security_log(settings: Settings) -> AsyncIterator[None]:
    """Write the security log inside the block. If its file cannot be written, a warning is logged and calls go on."""
    try:
        open_security_log(settings.security_log_file)
    except OSError as error:
        log.error("the security log cannot be opened: %s", error)
    try:
        yield
    finally:
        close_security_log()


@asynccontextmanager
async def opened_database(settings: Settings) -> AsyncIterator[Database]:
    """The database, connected and up to date. Where other machines may share it, this one has their key.

    Raises KeyMismatch, Unavailable.
    """
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url)
    await database.connect()
    try:
        await database.migrate()
        await _agree(database, settings)
        yield database
    finally:
        await database.close()


async def _agree(database: Database, settings: Settings) -> None:
    given = settings.secret_key.get_secret_value()
    if database.is_sqlite and not given:
        return
    # Most starts need no cryptography so early.
    from switchboard.store.nodes.agreement import check_key, keep_given_key

    keep_given_key(settings.key_file, given)
    if not database.is_sqlite:
        await check_key(database, settings.key_file)


@asynccontextmanager
async def installation(settings: Settings, tenant_name: str | None = None) -> AsyncIterator[Installation]:
    """The installation in the data directory of `settings`, for one tenant: the default one unless named.

    Raises NotFound.
    """
    # The supervisor opens the database at every start, and needs these only at the first.
    from switchboard.store.documents.repository import Repository
    from switchboard.store.people.credentials import Credentials
    from switchboard.store.tenants import Tenants

    async with opened_database(settings) as database:
        tenant = DEFAULT_TENANT if tenant_name is None else (await Tenants(database).by_name(tenant_name)).id
        yield Installation(
            settings=settings,
            database=database,
            tenant=tenant,
            repository=Repository(database, tenant),
            credentials=Credentials(database, settings.key_file),
        )
