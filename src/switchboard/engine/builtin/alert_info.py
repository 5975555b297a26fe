"""The Alert-Info header by which a phone chooses its ring tone (RFC 3261 §20.4)."""

import re
from typing import Final, Literal

from switchboard.sip.headers import is_token
from switchboard.sip.params import quote

Form = Literal["info", "bare"]

_NOWHERE: Final = "<http://127.0.0.1>"
"""No phone fetches it; they look at the parameter."""

_WORD: Final = r"[A-Za-z0-9.!%*_+`'~-]+"
_PARAMS: Final = rf';{_WORD}(?:=(?:{_WORD}|"[^"\\]*"))?'
_VALUE: Final = re.compile(rf"<[!-;=?-~]+>(?:{_PARAMS})*")
_ADDRESS: Final = re.compile(r"https?://[!-;=?-~]+")
_PARAMETER: Final = re.compile(rf"(?=;info=)(?:{_PARAMS})+")


def alert_info_value(text: str, form: Form) -> str:
    """The value for what an administrator wrote: as `info` the keyword of that parameter, as `bare` the text itself.

    What is an address, a parameter `info=…` or a whole value of the header already stands as such.
    """
    if form == "bare" or _VALUE.fullmatch(text):
        return text
    if _ADDRESS.fullmatch(text):
        return f"<{text}>"
    if _PARAMETER.fullmatch(f";{text}"):
        return f"{_NOWHERE};{text}"
    return f"{_NOWHERE};info={text if is_token(text) else quote(text)}"
