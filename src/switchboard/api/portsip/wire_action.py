"""What an action URL looks like in requests."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, SecretStr, StringConstraints
from pydantic_core import PydanticCustomError

from switchboard.api.portsip.wire_ivr import Name, Part
from switchboard.model.web_request import WebHeader

MAX_HEADERS = 50
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{1,1024}=*")
_PASSWORD = re.compile(r"[a-z0-9]{6,64}")


def headers(text: str) -> tuple[WebHeader, ...]:
    """`k1:v1&k2:v2`. Raises PydanticCustomError."""
    parts = [part.partition(":") for part in text.split("&")] if text else []
    try:
        if len(parts) > MAX_HEADERS:
            raise ValueError("too many")
        found = tuple(WebHeader(name=name.strip(), value=value.strip()) for name, colon, value in parts if colon)
    except ValueError:
        found = ()
    if len(found) < len(parts):
        raise PydanticCustomError("headers", "must be at most 50 headers, such as name:value&name2:value2")
    return found


def _headers(text: str) -> str:
    headers(text)
    return text


def _password(secret: SecretStr) -> SecretStr:
    if not _PASSWORD.fullmatch(secret.get_secret_value()):
        raise PydanticCustomError("password", "must be 6 to 64 of a-z 0-9")
    return secret


def _token(secret: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(secret.get_secret_value()):
        raise PydanticCustomError("token", "must be a bearer token (RFC 6750) of at most 1024 characters")
    return secret


Mask = Annotated[str, StringConstraints(max_length=255)]
Url = Annotated[str, StringConstraints(max_length=128, pattern=r"^https?://[^\s\x00-\x1f\x7f-\x9f]+$")]
Timeout = Annotated[int, Field(ge=0, le=60)]


class ActionFields(Part):
    """An action URL in an update, where what is not sent stays as it is."""

    never_null: ClassVar[frozenset[str]] = frozenset({"name", "type", "method", "url"})

    name: Name = ""
    enabled: bool = False
    type: Literal["DTMF", "CALLER"] = "DTMF"
    dtmf_mask: Mask | None = None
    caller_mask: Mask | None = None
    method: Literal["GET", "POST"] = "GET"
    url: Url = ""
    headers: Annotated[str, StringConstraints(max_length=16_384), AfterValidator(_headers)] = ""
    connection_timeout: Timeout = 2
    request_timeout: Timeout = 2
    auth: Literal["DISABLE", "BASIC", "DIGEST", "BEARER"] = "DISABLE"
    username: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{6,64}$")] | None = None
    password: Annotated[SecretStr, AfterValidator(_password)] | None = None
    token: Annotated[SecretStr, AfterValidator(_token)] | None = None


class NewAction(ActionFields):
    """An action URL in a creation."""

    name: Name
    type: Literal["DTMF", "CALLER"]
    method: Literal["GET", "POST"]
    url: Url
