"""Keys in SIP INFO, in the forms that phones and gateways send. No RFC says which; what others take is taken here."""

import re

KEY_TYPES = (
    "application/dtmf-relay",
    "application/dtmf",
    "application/dtmf-info",
    "application/vnd.nortelnetworks.digits",
)
FLASH = ""
"""A hook flash: understood, and no key."""
_FIELDS = ("signal", "d")
_NAMES = {
    "10": "*",
    "star": "*",
    "11": "#",
    "hash": "#",
    "pound": "#",
    **{str(code): letter for code, letter in enumerate("ABCD", start=12)},
    **dict.fromkeys(("16", "!", "flash", "hf"), FLASH),
}
MAX_BYTES = 256
_END = re.compile("[,;]")


def info_digit(body: bytes) -> str | None:
    """The digit in a body of one of `KEY_TYPES`, "" for a hook flash, None for what is neither.

    Whatever the type, it may be a line `Signal=5` or `d=5`, or the key alone; a colon is as good as =, and more may
    follow behind a comma or semicolon. How long it was held is ignored: a press is reported when it comes.
    """
    lines = [
        _END.split(line.strip(), maxsplit=1)[0] for line in body[:MAX_BYTES].decode("ascii", "replace").splitlines()
    ]
    fields = [line.replace(":", "=", 1).partition("=") for line in lines]
    value = next((value for name, equals, value in fields if equals and name.strip().lower() in _FIELDS), None)
    if value is not None:
        return _digit(value)
    filled = [line for line in lines if line]
    return _digit(filled[0]) if len(filled) == 1 else None


def _digit(text: str) -> str | None:
    text = text.strip().strip('"').lower()
    if text in _NAMES:
        return _NAMES[text]
    return text.upper() if len(text) == 1 and text in "0123456789*#abcd" else None
