"""Our certificate, of HTTPS and of SIP over TLS: read again when its files change."""

import asyncio
import ssl
from collections.abc import Callable
from pathlib import Path

import structlog

from switchboard.clock import Clock
from switchboard.config import TlsSettings
from switchboard.errors import SwitchboardError
from switchboard.processes import self_signed

log = structlog.get_logger()

_State = tuple[tuple[int, int, int], ...]


class BadCertificate(SwitchboardError):
    """The files of certificate and key cannot be read, or do not belong together."""

    code = "bad-certificate"


def for_servers() -> ssl.SSLContext:
    """What a server permits, without a certificate. TLS 1.2 is the oldest."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    # A client that asks for one handshake after the other would cost us more than itself.
    context.options |= ssl.OP_NO_RENEGOTIATION
    return context


def for_https() -> ssl.SSLContext:
    """What HTTPS permits, without a certificate."""
    context = for_servers()
    context.set_alpn_protocols(["http/1.1"])
    return context


async def own_certificate(tls: TlsSettings, own: Path, clock: Clock) -> tuple[Path, Path | None] | None:
    """The files of our certificate and of its key; None where the settings want no TLS. `own` is the one that we make
    ourselves. Raises BadCertificate.
    """
    if tls.tls_certificate:
        return Path(tls.tls_certificate), Path(tls.tls_key) if tls.tls_key else None
    if not tls.has_certificate:
        return None
    names = await asyncio.to_thread(self_signed.names_of_machine)
    try:
        await asyncio.to_thread(self_signed.ensure, own, names, clock.now())
    except OSError as error:
        raise BadCertificate(f"cannot write {own}: {error.strerror}") from error
    return own, None


class Certificate:
    """Files in PEM: a certificate, followed by those between it and its authority, and its key."""

    def __init__(
        self,
        certificate: Path,
        key: Path | None = None,
        blank: Callable[[], ssl.SSLContext] = for_https,
        authorities: Path | None = None,
    ) -> None:
        """Raises BadCertificate. Without `key`, it is in the file of the certificate. `blank` makes a context for it,
        by whose settings the peer's certificate must be of one of the `authorities` in that file.
        """
        self._files = (certificate, key or certificate, *([authorities] if authorities else []))
        self._blank = blank
        self._authorities = authorities
        self._state = self._look()
        self._context = self._read()

    def context(self) -> ssl.SSLContext:
        """For the next connection. A pair that cannot be used, perhaps because half of it is written, is left alone:
        the one that was read before serves on, and the log says so once.
        """
        state = self._look()
        if state != self._state:
            self._state = state
            try:
                self._context = self._read()
                log.info("the certificate was read again", file=str(self._files[0]))
            except BadCertificate as error:
                log.error("the certificate cannot be used; the old one stays", reason=str(error))
        return self._context

    def _look(self) -> _State:
        """What changes with the files; empty while one of them is missing."""
        try:
            found = [file.stat() for file in self._files]
        except OSError:
            return ()
        return tuple((one.st_ino, one.st_mtime_ns, one.st_size) for one in found)

    def _read(self) -> ssl.SSLContext:
        certificate, key = self._files[:2]
        context = self._blank()
        try:
            # A password would otherwise be asked for at the terminal.
            context.load_cert_chain(certificate, key, password=lambda: "")
            if self._authorities is not None:
                context.load_verify_locations(self._authorities)
        except (OSError, ValueError) as error:
            names = " and ".join(dict.fromkeys(map(str, self._files)))
            raise BadCertificate(f"cannot use the certificate of {names}: {error}") from error
        return context
