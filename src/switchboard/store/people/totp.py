"""Codes that follow the time (TOTP, RFC 6238), with what all apps know: SHA-1, six digits, a new code each 30 s."""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote

STEP_S = 30
DIGITS = 6
SECRET_BYTES = 20
"""As long as the hash, as RFC 4226 §4 recommends."""

ISSUER = "Switchboard"


def new_secret() -> str:
    """A secret in Base32, as people type it into an app."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def step_of(now: datetime) -> int:
    """The number of the 30 s that a moment is in."""
    return int(now.timestamp()) // STEP_S


def code_of(secret: str, step: int) -> str:
    """The code of a step (RFC 4226 §5.3)."""
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 0xF
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of_code(secret: str, code: str, now: datetime) -> int | None:
    """The step that a code is of: this one, or one beside it, since clocks differ (RFC 6238 §5.2). None: of neither."""
    for step in (step_of(now) + drift for drift in (0, -1, 1)):
        if hmac.compare_digest(code_of(secret, step).encode(), code.encode("utf-8", "replace")):
            return step
    return None


def uri(secret: str, account: str) -> str:
    """What a QR code tells an app."""
    return f"otpauth://totp/{ISSUER}:{quote(account)}?secret={secret}&issuer={ISSUER}"
