"""For which SIP domains a certificate is (RFC 5922 §7). Pure; whether it is to be trusted is decided before."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.uri import SipUri


def certified(certificate: Mapping[str, Any], domain: str) -> bool:
    """Whether a certificate, as `ssl` gives it, is for a domain or an IP address.

    The SIP URIs in it count; only without them its DNS names do (§7.1), and only without any name the common name. RFC
    5922 forbids wildcards, but large providers have certificates with them: one stands for one whole label in front,
    as RFC 9525 §6.3 permits.
    """
    names: tuple[tuple[str, str], ...] = certificate.get("subjectAltName", ())
    if _is_ip(domain):
        return any(kind == "IP Address" and _same_address(value, domain) for kind, value in names)
    domain = _folded(domain)
    domains = [found for kind, value in names if kind == "URI" and (found := _sip_domain(value))]
    if domains:
        return domain in domains
    hosts = [value for kind, value in names if kind == "DNS"] if names else _common_names(certificate)
    return any(_covers(_folded(host), domain) for host in hosts)


def _sip_domain(uri: str) -> str | None:
    """The domain that a URI in a certificate stands for: it is `sip`, and names no user (§7.1)."""
    try:
        parsed = SipUri.parse(uri)
    except MalformedHeader:
        return None
    return _folded(parsed.host) if parsed.scheme == "sip" and parsed.user is None else None


def _covers(host: str, domain: str) -> bool:
    if not host.startswith("*."):
        return host == domain
    label, _, rest = domain.partition(".")
    return bool(label) and rest == host[2:] and "." in rest


def _common_names(certificate: Mapping[str, Any]) -> list[str]:
    parts = (part for group in certificate.get("subject", ()) for part in group)
    return [value for name, value in parts if name == "commonName"]


def _folded(name: str) -> str:
    return name.lower().removesuffix(".")


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _same_address(one: str, other: str) -> bool:
    return _is_ip(one) and ipaddress.ip_address(one) == ipaddress.ip_address(other)
