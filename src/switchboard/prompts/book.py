"""What the recordings that come with the product were decoded to, so that only the first start decodes them."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from switchboard.disk import write_atomically
from switchboard.prompts.encoded import Encoded


class DecodedBook:
    """A file of entries, found by the hash of what was decoded. A damaged one counts as empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written = _read(path)
        self._entries: dict[str, Encoded] = {}

    def entry(self, sound: bytes, is_stored: Callable[[str], bool], make: Callable[[], Encoded]) -> Encoded:
        """The entry of a sound: the one that is written, while its content is still stored, else a new one."""
        digest = hashlib.sha256(sound).hexdigest()
        entry = self._written.get(digest)
        if entry is None or not is_stored(entry.content):
            made = make()
            entry = Encoded(made.content, made.duration_ms)
        self._entries[digest] = entry
        return entry

    def save(self) -> None:
        """Write the entries that were asked for, if they are others than before. Raises OSError."""
        if self._entries != self._written:
            entries = {digest: (one.content, one.duration_ms) for digest, one in self._entries.items()}
            write_atomically(self._path, json.dumps(entries).encode())


def _read(path: Path) -> dict[str, Encoded]:
    try:
        written = json.loads(path.read_bytes())
        return {digest: Encoded(str(content), int(ms)) for digest, (content, ms) in written.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
