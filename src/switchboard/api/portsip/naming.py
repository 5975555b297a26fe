"""PortSIP's ids: opaque texts, to be sent back as they came. Pure.

Each is the Base64 of 18 decimal digits: the first tells what the id is of, the others are the number that the thing has
inside its kind. A text that no answer can have held denotes nothing.
"""

import base64
import re
from typing import Final

from switchboard.store.db.storable import is_id

ID_LENGTH: Final = 24
_DIGITS = 17
_ID = re.compile(rf"[A-Za-z0-9]{{{ID_LENGTH}}}")

OBJECT: Final = "7"
"""First digit of the id of an object of the configuration."""

FILE: Final = "8"
"""First digit of the id of a file."""

ACTION_URL: Final = "6"
"""First digit of the id of an action URL, which its IVR tells apart."""

RECORDING: Final = "5"
"""First digit of the id of the recording of a call."""


def encode(space: str, number: int) -> str:
    """The id that stands for a number in a space."""
    return base64.b64encode(f"{space}{number:0{_DIGITS}}".encode()).decode()


def decode(space: str, text: str) -> int | None:
    """The number that an id of that space stands for; None when it is none."""
    if not _ID.fullmatch(text):
        return None
    digits = base64.b64decode(text).decode("latin-1")
    if not digits.isascii() or not digits.isdecimal() or digits[0] != space:
        return None
    number = int(digits[1:])
    return number if is_id(number) else None


def id_digits(text: str) -> str:
    """What ids are ordered by: the digits that an id stands for; the text itself where it is no id."""
    if not _ID.fullmatch(text):
        return text
    return base64.b64decode(text).decode("latin-1")


def wire_id(id: int) -> str:
    """The id of an object."""
    return encode(OBJECT, id)


def object_id(text: str) -> int | None:
    """The object that an id denotes; None when it is none."""
    return decode(OBJECT, text)
