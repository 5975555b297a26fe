"""The certificate of the HTTP side: read again when its files change."""

import ssl
from pathlib import Path

import structlog

from switchboard.errors import SwitchboardError

log = structlog.get_logger()

_State = tuple[tuple[int, int, int], ...]


class BadCertificate(SwitchboardError):
    """The files of certificate and key cannot be read, or do not belong together."""

    code = "bad-certificate"


class Certificate:
    """Files in PEM: a certificate, followed by those between it and its authority, and its key."""

    def __init__(self, certificate: Path, key: Path | None = None) -> None:
        """Raises BadCertificate. Without `key`, it is in the file of the certificate."""
        self._files = (certificate, key or certificate)
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
        certificate, key = self._files
        # TLS 1.2 is the oldest that the context permits.
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.set_alpn_protocols(["http/1.1"])
        # A client that asks for one handshake after the other would cost us more than itself.
        context.options |= ssl.OP_NO_RENEGOTIATION
        try:
            # A password would otherwise be asked for at the terminal.
            context.load_cert_chain(certificate, key, password=lambda: "")
        except (OSError, ValueError) as error:
            names = " and ".join(dict.fromkeys(map(str, self._files)))
            raise BadCertificate(f"cannot use the certificate of {names}: {error}") from error
        return context
