"""The OpenAPI document of the native API on standard output, of which the page's types are made (`npm run client`)."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from switchboard.api.common import ApiServices
from switchboard.api.login import Login
from switchboard.api.native.app import create_native
from switchboard.clock import SystemClock
from switchboard.config import Settings
from switchboard.installation import installation
from switchboard.store.calls.feed import CallFeed
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Blobs


async def document() -> dict[str, Any]:
    """The document of an installation without settings of its own, which is thrown away."""
    with tempfile.TemporaryDirectory() as directory:
        settings = Settings(data=Path(directory))
        async with installation(settings) as opened:
            services = ApiServices(
                database=opened.database,
                settings=settings,
                credentials=opened.credentials,
                clock=SystemClock(),
                repository=lambda tenant: Repository(opened.database, tenant),
                prompts=opened.library,
                feed=CallFeed(opened.database),
                blobs=Blobs(opened.database, settings.sounds),
            )
            return create_native(services, Login(services)).openapi()


json.dump(asyncio.run(document()), sys.stdout, indent=1)
