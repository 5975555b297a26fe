"""The TLS of SIP: our certificate, and whose certificates we trust."""

import asyncio
import ssl
from pathlib import Path
from typing import Self

from switchboard.clock import Clock
from switchboard.config import Settings, SipSettings
from switchboard.processes.certificate import Certificate, for_servers, own_certificate


class SipTls:
    """The contexts of the next connections (`sip.aio.transport_tls.TlsContexts`)."""

    def __init__(self, certificate: Path, key: Path | None, sip: SipSettings) -> None:
        """Raises BadCertificate."""
        clients = Path(sip.tls_client_ca) if sip.tls_client_ca else None
        servers = Path(sip.tls_ca) if sip.tls_ca else None
        self._accepting = Certificate(certificate, key, _for_known_clients if clients else for_servers, clients)
        # A server may ask who we are: it is shown the same certificate.
        self._connecting = Certificate(certificate, key, _for_servers_of if servers else _for_any_server, servers)

    @classmethod
    async def of(cls, settings: Settings, clock: Clock) -> Self | None:
        """None where the settings want no TLS. Raises BadCertificate."""
        files = await own_certificate(settings.sip, settings.self_signed, clock)
        return None if files is None else await asyncio.to_thread(lambda: cls(*files, settings.sip))

    def accepting(self) -> ssl.SSLContext:
        return self._accepting.context()

    def connecting(self) -> ssl.SSLContext:
        return self._connecting.context()


def _for_known_clients() -> ssl.SSLContext:
    context = for_servers()
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def _for_any_server() -> ssl.SSLContext:
    """Trusts the authorities of the system."""
    return _named_later(ssl.create_default_context(ssl.Purpose.SERVER_AUTH))


def _for_servers_of() -> ssl.SSLContext:
    """Trusts nobody yet."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # A file may have the certificate of a server itself, or of an authority below the root.
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return _named_later(context)


def _named_later(context: ssl.SSLContext) -> ssl.SSLContext:
    """Whose certificate it is, the transport judges: by the rules of SIP (RFC 5922), which are not those of the web."""
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    return context
