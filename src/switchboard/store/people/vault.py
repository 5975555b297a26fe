"""Encryption of secrets that must be read again, and signatures, with a key in a file beside the database."""

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from cryptography.fernet import Fernet, InvalidToken

from switchboard import errors

T = TypeVar("T")


class Vault:
    """Encrypts and signs with the key in `key_file`, which is made on first use, for its owner only. Blocks on disk."""

    def __init__(self, key_file: Path) -> None:
        self._key_file = key_file

    @staticmethod
    def check(key: str) -> None:
        """Raises Unavailable for what is no key."""
        try:
            Fernet(key)
        except ValueError as error:
            raise errors.Unavailable("the secret key must be 32 bytes in URL-safe base64") from error

    def encrypt(self, secret: str) -> str:
        """Raises Unavailable when the key can be neither read nor made."""
        return self._fernet().encrypt(secret.encode()).decode()

    def decrypt(self, ciphertext: str) -> str:
        """Raises Unavailable when the key is another than the one that encrypted."""
        try:
            return self._fernet().decrypt(ciphertext.encode()).decode()
        except InvalidToken as error:
            raise errors.Unavailable("the key file does not fit the stored secrets") from error

    def sign(self, message: str) -> str:
        """HMAC of `message`, as 64 hex characters. Raises Unavailable as `encrypt`."""
        return self.signer()(message)

    def signer(self) -> Callable[[str], str]:
        """`sign` for many messages: the key is read once."""
        key = self._used(_signing_key)
        return lambda message: hmac.new(key, message.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def serial(self) -> str:
        """Twelve characters that name the installation and tell nothing about its key. Raises Unavailable."""
        self._fernet()
        return self._used(lambda key: hmac.digest(key, b"serial", "sha256").hex()[:12].upper())

    def derived(self, purpose: str) -> bytes:
        """32 bytes for one purpose, for all who have the key; they tell nothing about it. Raises Unavailable."""
        self._fernet()
        return self._used(lambda key: hmac.digest(key, f"derived {purpose}".encode(), "sha256"))

    def _fernet(self) -> Fernet:
        return self._used(Fernet)

    def _used(self, use: Callable[[bytes], T]) -> T:
        try:
            if not self._key_file.exists():
                self._make()
            return use(self._key_file.read_bytes())
        except (OSError, ValueError) as error:
            raise errors.Unavailable("the key file cannot be used") from error

    def _make(self) -> None:
        """Complete or not at all; of two processes at once one wins and both use its key."""
        self._key_file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._key_file.with_name(f"{self._key_file.name}.{secrets.token_hex(8)}")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(Fernet.generate_key())
                file.flush()
                os.fsync(file.fileno())
            # Unlike a rename, a link never replaces the key of another process: with that, its secrets would be lost.
            os.link(draft, self._key_file)
        except FileExistsError:
            pass
        finally:
            draft.unlink(missing_ok=True)


def _signing_key(key: bytes) -> bytes:
    """A key of its own, so that what is signed tells nothing about what is encrypted. Raises ValueError for no key."""
    Fernet(key)
    return hmac.new(key, b"sign", hashlib.sha256).digest()
