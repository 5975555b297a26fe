"""Sounds in a bucket of S3, or of a store that speaks like it."""

import asyncio
import base64
import functools
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, Final, TypeVar

from switchboard import errors
from switchboard.config import RecordingSettings

T = TypeVar("T")

_AT_ONCE: Final = 4
_threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="bucket")
"""Of its own: a store that hangs must not hold up what else waits for a thread."""

_GONE: Final = ("NoSuchKey", "404", "NotFound")


class StillGrowing(errors.SwitchboardError):
    """Somebody writes to the file."""

    code = "still-growing"


class Bucket:
    """The bucket of the settings, and others of the same store, in which sounds were put before.

    Methods raise Unavailable when the store does not answer as it should.
    """

    def __init__(self, settings: RecordingSettings) -> None:
        self._settings = settings

    @property
    def is_named(self) -> bool:
        """Whether the settings name one."""
        return bool(self._settings.bucket)

    def place_of(self, tenant: int, name: str) -> str:
        """Where the sound of that name is to be: the bucket and the key."""
        return f"{self._settings.bucket}/{self._settings.prefix}{tenant}/{name}"

    async def put(self, place: str, path: Path) -> int:
        """Store a file, and return how large it is. Raises OSError, and StillGrowing for one that grows meanwhile."""
        return await self._work(functools.partial(_put, place, path))

    async def size(self, place: str) -> int | None:
        """How large it is; None if it is not there."""
        try:
            return await self._work(functools.partial(_size, place))
        except errors.NotFound:
            return None

    async def read(self, place: str, first: int, length: int) -> bytes:
        """Some bytes. Raises NotFound."""
        return await self._work(functools.partial(_read, place, first, length))

    async def delete(self, place: str) -> None:
        """It need not be there."""
        await self._work(functools.partial(_delete, place))

    async def _work(self, work: Callable[[Any], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(_threads, _asked, self._settings, work)


def _asked(settings: RecordingSettings, work: Callable[[Any], T]) -> T:
    if not settings.bucket:
        raise errors.Unavailable("the settings name no bucket, in which the sound is")
    try:
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError:
        raise errors.Unavailable("boto3 is not installed, which speaks to buckets (extra s3)") from None
    try:
        return work(client_of(settings))
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _GONE:
            raise errors.NotFound("recording", "") from error
        raise errors.Unavailable(f"the bucket refuses: {code[:60]}") from error
    except BotoCoreError as error:
        raise errors.Unavailable(f"the bucket does not answer: {type(error).__name__}") from error


@functools.cache
def client_of(settings: RecordingSettings) -> Any:
    """For all threads. Loading it takes longer than a start of the product, so only who needs it does."""
    from boto3.session import Session
    from botocore.config import Config

    session = Session(
        aws_access_key_id=settings.access_key or None,
        aws_secret_access_key=settings.secret_key.get_secret_value() or None,
        region_name=settings.region,
    )
    config = Config(
        connect_timeout=settings.timeout_s,
        read_timeout=settings.timeout_s,
        max_pool_connections=_AT_ONCE,
        retries={"mode": "standard", "total_max_attempts": 2},
        # Stores other than Amazon's know hosts of their own alone, and no sums but MD5.
        s3={"addressing_style": "path" if settings.endpoint else "auto"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return session.client("s3", endpoint_url=settings.endpoint or None, verify=settings.ca_file or None, config=config)


def _put(place: str, path: Path, client: Any) -> int:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False))
        size = file.tell()
        file.seek(0)
        digest = base64.b64encode(found.digest()).decode()
        # The store refuses what does not have that sum.
        client.put_object(**_named(place), Body=file, ContentLength=size, ContentMD5=digest, ContentType="audio/wav")
    if path.stat().st_size != size:
        raise StillGrowing
    return size


def _size(place: str, client: Any) -> int:
    return int(client.head_object(**_named(place))["ContentLength"])


def _read(place: str, first: int, length: int, client: Any) -> bytes:
    answer = client.get_object(**_named(place), Range=f"bytes={first}-{first + length - 1}")
    with closing(answer["Body"]) as body:
        content: bytes = body.read()
    return content


def _delete(place: str, client: Any) -> None:
    client.delete_object(**_named(place))


def _named(place: str) -> dict[str, str]:
    bucket, _, key = place.partition("/")
    return {"Bucket": bucket, "Key": key}
