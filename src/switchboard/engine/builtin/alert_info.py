"""The Alert-Info header by which a phone chooses its ring tone (RFC 3261 §20.4)."""

import re
from typing import Final, Literal

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import AlertInfo, is_token
from switchboard.sip.params import quote, unquote

Form = Literal["info", "bare"]

_NOWHERE: Final = "<http://127.0.0.1>"
"""No phone fetches it; they look at the parameter."""

_URI: Final = re.compile(r"[!-;=?-~]+")
_ADDRESS: Final = re.compile(r"https?://[!-;=?-~]+")


def alert_info_value(text: str, form: Form) -> str:
    """The value for what an administrator wrote: as `info` the keyword of that parameter, as `bare` the text itself.

    What is an address, a parameter `info=…` or a whole value of the header already stands as such.
    """
    if form == "bare" or _is_value(text):
        return text
    if _ADDRESS.fullmatch(text):
        return f"<{text}>"
    if text.startswith("info=") and _is_value(f"{_NOWHERE};{text}"):
        return f"{_NOWHERE};{text}"
    return f"{_NOWHERE};info={text if is_token(text) else quote(text)}"


def _is_value(text: str) -> bool:
    """Whether it is one value of the header, in the strict form."""
    try:
        found = AlertInfo.parse_list(text)
    except MalformedHeader:
        return False
    return len(found) == 1 and str(found[0]) == text and _is_strict(found[0])


def _is_strict(value: AlertInfo) -> bool:
    return _URI.fullmatch(value.uri) is not None and all(
        is_token(name) and (content is None or is_token(content) or quote(unquote(content)) == content)
        for name, content in value.params.items()
    )
