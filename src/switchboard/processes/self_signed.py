"""A certificate of our own, for the first minutes on a network without an authority: browsers then ask once whether
they may trust it, and permit the microphone.
"""

import asyncio
import ipaddress
import os
import re
import socket
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog

from switchboard.clock import Clock
from switchboard.interfaces import addresses

if TYPE_CHECKING:
    from cryptography import x509

log = structlog.get_logger()

LIFETIME: Final = timedelta(days=397)
"""No browser accepts a certificate of today for longer than 398 days."""

RENEWED_BEFORE: Final = timedelta(days=30)
LOOK_S: Final = 3600.0
_HOST_NAME: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


def names_of_machine() -> frozenset[str]:
    """By which others may know this machine: its names and addresses."""
    host = socket.gethostname()
    names = {name for name in (host, socket.getfqdn(host)) if _HOST_NAME.fullmatch(name)}
    return frozenset({"localhost", "127.0.0.1", "::1", *addresses(), *names})


async def keep_renewed(file: Path, clock: Clock) -> None:
    """Renew the certificate before it ends. Its names stay: an address that changes daily must not make everybody
    trust a new one each day.
    """
    while True:
        try:
            await asyncio.to_thread(ensure, file, frozenset(), clock.now())
        except OSError as error:
            log.warning("the certificate cannot be renewed", error=str(error))
        await asyncio.sleep(LOOK_S)


def ensure(file: Path, names: frozenset[str], now: datetime) -> None:
    """Make certificate and key, unless the file has a pair that lasts and has all the names. Raises OSError."""
    known = _read(file)
    covered = frozenset(_names(known)) if known is not None else frozenset()
    if known is not None and names <= covered and now + RENEWED_BEFORE < known.not_valid_after_utc:
        return
    wanted = names or covered or names_of_machine()
    made, fingerprint = _make(wanted, now)
    _replace(file, made)
    log.info("made a self-signed certificate", file=str(file), sha256=fingerprint, names=sorted(wanted))


def _read(file: Path) -> "x509.Certificate | None":
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificate(file.read_bytes())
    except (OSError, ValueError):
        return None


def _names(certificate: "x509.Certificate") -> Iterator[str]:
    from cryptography import x509

    found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    for name in found:
        yield str(name.value)


def _make(names: Iterable[str], now: datetime) -> tuple[bytes, str]:
    """Key and certificate in PEM, and the fingerprint of the certificate."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Switchboard, self-signed")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # A client whose clock is a little slow shall take it too.
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in sorted(names)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    return private + public, certificate.fingerprint(hashes.SHA256()).hex(":")


def _general(name: str) -> "x509.GeneralName":
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _replace(file: Path, content: bytes) -> None:
    """At once and for its owner alone: whoever reads it meanwhile has the old pair as a whole."""
    new = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as writing:
            writing.write(content)
            os.fsync(writing.fileno())
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
