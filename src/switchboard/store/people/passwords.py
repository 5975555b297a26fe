"""Generated secrets, and how they are hashed."""

import secrets
import string

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_ALPHABET = string.ascii_letters + string.digits
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$3Z4YYYCRzzJ0zEiw6zn9Nw$WcB+8L0KnNqF7ibwrw/2PfwoJ6kzchitjxmTo06y9bg"
"""A hash that no secret fits, as costly to verify as a real one."""


def random_text(length: int) -> str:
    """`length` characters of [A-Za-z0-9], 5.95 bits each."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def hashed(secret: str) -> str:
    """Argon2id with its parameters and salt. Takes tens of milliseconds."""
    return _hasher().hash(_bytes(secret))


def fits(stored_hash: str, secret: str) -> bool:
    """Whether a secret is the one that was hashed; in constant time, tens of milliseconds."""
    try:
        return _hasher().verify(stored_hash, _bytes(secret))
    except (VerificationError, InvalidHashError):
        return False


def _hasher() -> PasswordHasher:
    """The second choice of OWASP's password storage cheat sheet: little memory, since secrets here are random."""
    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def _bytes(secret: str) -> bytes:
    return secret.encode("utf-8", "surrogatepass")
