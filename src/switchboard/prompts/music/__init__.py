"""The music that comes with the product, for callers who wait. `tools/make_music.py` composes it."""

import hashlib
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from switchboard.prompts.decode import Samples

FILE = "default.ogg"
_LONGEST_S = 120.0


class Music:
    """An `Origin`, whose end goes over into its beginning."""

    def digest(self) -> str:
        return hashlib.sha256(_read()).hexdigest()

    def decoded(self) -> "Samples":
        from switchboard.prompts.decode import decode

        return decode(_read(), limit_s=_LONGEST_S)


def _read() -> bytes:
    return resources.files(__package__).joinpath(FILE).read_bytes()
