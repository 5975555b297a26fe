"""The Alert-Info header by which a phone chooses its ring tone (RFC 3261 §20.4)."""

import re
from typing import Final, Literal

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import AlertInfo, is_token
from switchboard.sip.params import quote

Form = Literal["info", "bare"]

_NOWHERE: Final = "<http://127.0.0.1>"
"""No phone fetches it; they look at the parameter."""

_ADDRESS: Final = re.compile(r"[!-;=?-~]+")
"""What may stand between angle brackets."""


def alert_info_value(text: str, form: Form) -> str:
    """The value for what an administrator wrote: as `info` the keyword of that parameter, as `bare` the text itself.

    What is an address, a parameter `info=…` or a whole value of the header already stands as such.
    """
    if form == "bare" or _is_value(text):
        return text
    if text.startswith(("http://", "https://")) and _is_value(f"<{text}>"):
        return f"<{text}>"
    if text.startswith("info=") and _is_value(f"{_NOWHERE};{text}"):
        return f"{_NOWHERE};{text}"
    return f"{_NOWHERE};info={text if is_token(text) else quote(text)}"


def _is_value(text: str) -> bool:
    """Whether it is one value of the header, by the strict grammar: phones read it with parsers of their own."""
    try:
        (value,) = AlertInfo.parse_list(text)
    except (MalformedHeader, ValueError):
        return False
    strict = all(is_token(name) and _is_parameter_value(own) for name, own in value.params.items())
    return strict and str(value) == text and _ADDRESS.fullmatch(value.uri) is not None


def _is_parameter_value(text: str | None) -> bool:
    return text is None or is_token(text) or (len(text) > 1 and text[0] == text[-1] == '"' and "\\" not in text)
