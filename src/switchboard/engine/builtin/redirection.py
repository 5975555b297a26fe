"""What a redirection says (RFC 3261 §8.1.3.4, §21.3): numbers to call instead."""

from collections.abc import Callable

from switchboard.sip.aio.addresses import canonical, is_ip
from switchboard.sip.errors import SipError
from switchboard.sip.message import Response
from switchboard.sip.uri import NameAddr

REDIRECTIONS = (300, 301, 302)
"""305 names a proxy to use, and 380 another service: no numbers."""
MAX_NUMBERS = 5


def numbers_of(response: Response, is_ours: Callable[[str], bool]) -> tuple[str, ...]:
    """The users of its Contacts by falling q, each once. One at a stranger's address is none of our numbers; behind a
    name may be us."""
    contacts = [contact for line in response.headers.get_all("Contact") for contact in _read(line)]
    contacts.sort(key=_q, reverse=True)
    numbers = dict.fromkeys(contact.uri.number for contact in contacts if _is_here(contact, is_ours))
    return tuple(number for number in numbers if number)[:MAX_NUMBERS]


def _read(line: str) -> list[NameAddr]:
    try:
        return NameAddr.parse_list(line)
    except SipError:
        return []


def _is_here(contact: NameAddr, is_ours: Callable[[str], bool]) -> bool:
    if contact.uri.scheme == "tel":
        return True
    host = canonical(contact.uri.host)
    return contact.uri.scheme in ("sip", "sips") and (is_ours(host) or not is_ip(host))


def _q(contact: NameAddr) -> float:
    try:
        q = float(contact.params.get("q") or "1")
    except ValueError:
        return 1.0
    return q if 0.0 <= q <= 1.0 else 1.0
