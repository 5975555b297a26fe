"""The recordings of this machine go into the bucket, where the settings name one for them."""

import asyncio
from typing import Final

import structlog

from switchboard import errors
from switchboard.config import Settings
from switchboard.store.calls.bucket import Bucket
from switchboard.store.calls.into_bucket import IntoBucket
from switchboard.store.db.database import Database

EVERY_S: Final = 5.0
"""Within this time a recording is found whose call is over."""

LONGEST_S: Final = 300.0
"""So long it takes at most until a store that was away is asked again."""

_log = structlog.stdlib.get_logger(__name__)


async def keep_moving(database: Database, settings: Settings) -> None:
    """For ever; returns at once where recordings stay on their machines."""
    if settings.recordings.home != "s3":
        return
    bucket = Bucket(settings.recordings)
    moving = IntoBucket(database, settings.recordings_directory, settings.node_name, bucket)
    wait_s, swept = EVERY_S, False
    while True:
        try:
            if not swept:
                await moving.sweep()
                swept = True
            await moving.move()
        except (errors.Unavailable, OSError) as error:
            _log.warning("recordings wait for the bucket", reason=str(error), again_s=wait_s)
            await asyncio.sleep(wait_s)
            wait_s = min(2 * wait_s, LONGEST_S)
        else:
            wait_s = EVERY_S
            await asyncio.sleep(EVERY_S)
