"""The music that comes with the product, for callers who wait. `tools/make_music.py` composes it."""

from importlib import resources

from switchboard.prompts.decode import Samples, decode

FILE = "default.ogg"
_LONGEST_S = 120.0


def decoded() -> Samples:
    """The samples; the end goes over into the beginning. Raises FileNotFoundError."""
    return decode(resources.files(__package__).joinpath(FILE).read_bytes(), limit_s=_LONGEST_S)
