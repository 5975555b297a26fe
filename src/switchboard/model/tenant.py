"""What a tenant is called, and the SIP domain that its phones register in."""

import re
from ipaddress import ip_address

from switchboard.recalled import recalled

DEFAULT_TENANT = 1
"""The id of the tenant that every installation has."""

DEFAULT_NAME = "default"
"""What it is called at first."""

MAX_NAME = 63
_LABEL = re.compile(r"[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?")
_LONGEST_DOMAIN = 253


@recalled
def sip_domain(host: str) -> str:
    """The host of a URI as tenants are found by it: lower case, no last dot; addresses bare and in their short form."""
    host = host.strip("[]").lower().removesuffix(".")
    try:
        return str(ip_address(host))
    except ValueError:
        return host


@recalled
def is_sip_domain(domain: str) -> bool:
    """Whether a result of `sip_domain` is a host name or an address, such as a URI can hold."""
    try:
        return bool(ip_address(domain)) and "%" not in domain
    except ValueError:
        return len(domain) <= _LONGEST_DOMAIN and all(_LABEL.fullmatch(label) for label in domain.split("."))


def is_tenant_name(name: str) -> bool:
    """Whether people and scripts can name a tenant so."""
    return 1 <= len(name) <= MAX_NAME and name.isprintable() and name == name.strip()
