"""A store that speaks like S3 (moto's server), with a bucket."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from moto.server import ThreadedMotoServer
from pydantic import SecretStr

from switchboard.config import RecordingSettings
from switchboard.store.calls.bucket import client_of

BUCKET = "calls"


@dataclass(frozen=True, slots=True)
class Store:
    """One that runs, or ran, at `endpoint`."""

    endpoint: str
    server: ThreadedMotoServer

    @property
    def settings(self) -> RecordingSettings:
        keys: dict[str, Any] = {"access_key": "tester", "secret_key": SecretStr("secret")}
        return RecordingSettings(home="s3", endpoint=self.endpoint, bucket=BUCKET, prefix="pbx/", timeout_s=20, **keys)

    def toml(self) -> str:
        """The same for switchboard.toml."""
        return f"""
[recordings]
home = "s3"
endpoint = "{self.endpoint}"
bucket = "{BUCKET}"
prefix = "pbx/"
access_key = "tester"
secret_key = "secret"
"""

    def names(self) -> list[str]:
        """The keys of all that is in the bucket."""
        found = client_of(self.settings).list_objects_v2(Bucket=BUCKET).get("Contents", [])
        return sorted(one["Key"] for one in found)


@contextmanager
def s3_store() -> Iterator[Store]:
    """A store with an empty bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        store = Store(f"http://{host}:{port}", server)
        client_of(store.settings).create_bucket(Bucket=BUCKET)
        yield store
    finally:
        server.stop()
