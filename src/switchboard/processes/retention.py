"""All that is deleted by itself, in one place: what, and after how long. Each api process does it every hour.

How long calls, recordings, messages and former versions are kept, each tenant says (`Office`). What is deleted is
deleted in small batches: no call waits for it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final, NoReturn

import structlog

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native.configurations import Configurations
from switchboard.model.office import Office
from switchboard.processes import drafted_sounds, shared_sounds
from switchboard.store.calls import old_calls, old_recordings
from switchboard.store.calls.bucket import Bucket
from switchboard.store.calls.wishes import Wishes
from switchboard.store.documents import old_revisions
from switchboard.store.documents.repository import Repository
from switchboard.store.files.files import Files
from switchboard.store.files.uploads import Uploads
from switchboard.store.mailboxes import tidying
from switchboard.store.people import failures
from switchboard.store.people.pin_failures import PinFailures
from switchboard.store.people.vault import Vault
from switchboard.store.queues.database_books import DatabaseBooks
from switchboard.store.tenants import Tenants

EVERY_S: Final = 3600.0
KEPT_WISHES: Final = timedelta(days=30)
"""For so long a wish for calls is shown that is over."""

_log = structlog.stdlib.get_logger(__name__)


class Retention:
    """Deletes what is to go. What the outbox has sent, its sender deletes; and old sessions, whoever logs in."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services
        self._database = services.database
        settings = services.settings
        self._files = Files(services.database, settings.files)
        vault, limit = Vault(settings.key_file), settings.limits.upload_bytes
        self._uploads = Uploads(services.database, self._files, settings.uploads, vault, limit)
        current = Configurations(services.database).current
        self._books = DatabaseBooks(services.database, services.clock, current)

    async def keep(self) -> NoReturn:
        """Now and every hour."""
        while True:
            await self.tidy(self._services.clock.now())
            await asyncio.sleep(EVERY_S)

    async def tidy(self, now: datetime) -> None:
        """Once. If one kind cannot be tidied, the others are."""
        steps: tuple[Callable[[datetime], Awaitable[None]], ...] = (
            self._uploaded_files,
            self._sounds,
            self._wrong_pins,
            self._messages,
            self._recordings,
            self._calls_and_versions,
            self._queues,
            self._wishes,
        )
        for step in steps:
            try:
                await step(now)
            except (errors.Unavailable, OSError) as error:
                _log.warning("not tidied", what=step.__name__.lstrip("_"), error=type(error).__name__)

    async def _uploaded_files(self, now: datetime) -> None:
        """Uploads and files that have expired, and what a crash has left behind."""
        await self._uploads.purge(now)
        await self._files.purge(now)
        await self._files.sweep(now)

    async def _sounds(self, now: datetime) -> None:
        """Sounds of drafts that are gone. Before, other machines get what they may lack."""
        await shared_sounds.share(self._database, self._services.prompts)
        await drafted_sounds.tidy(self._database, self._services.prompts, now)

    async def _wrong_pins(self, now: datetime) -> None:
        await PinFailures(self._database).purge(now)
        await failures.purge(self._database, now)

    async def _messages(self, now: datetime) -> None:
        """Those that are older than their mailboxes keep them, and what nobody can have back."""
        await tidying.tidy(self._database, self._services.blobs, now)

    async def _recordings(self, now: datetime) -> None:
        """Those on this machine, and in buckets, that their tenants keep no longer."""
        settings = self._services.settings
        directory, bucket = settings.recordings_directory, Bucket(settings.recordings)
        await old_recordings.tidy(self._database, directory, settings.node_name, bucket, now)

    async def _calls_and_versions(self, now: datetime) -> None:
        """Records of calls and former versions of objects that their tenants keep no longer."""
        for tenant in await Tenants(self._database).all():
            offices = (await Repository(self._database, tenant.id).page(Office)).items
            office = offices[0].document if offices else Office()
            if office.keep_calls_days:
                await old_calls.expire(self._database, tenant.id, now - timedelta(days=office.keep_calls_days))
            if office.keep_versions_days:
                await old_revisions.expire(self._database, tenant.id, now - timedelta(days=office.keep_versions_days))

    async def _queues(self, now: datetime) -> None:
        """What was known of agents and queues that are gone."""
        await self._books.tidy()

    async def _wishes(self, now: datetime) -> None:
        """Those that are over."""
        await Wishes(self._database).purge(now - KEPT_WISHES)
