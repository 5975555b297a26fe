"""What viewers are shown in place of secrets in documents: passwords, keys and tokens in URLs and headers."""

from typing import Final, TypeVar
from urllib.parse import urlsplit, urlunsplit

from switchboard.model.api_dialplan import ApiDialplan
from switchboard.model.base import Document
from switchboard.model.ivr import Ivr
from switchboard.model.messaging import Webhook
from switchboard.model.music import Music
from switchboard.model.web_request import WebHeader, WebRequest

MASK: Final = "******"
_HARMLESS = frozenset(("accept", "accept-charset", "accept-language", "content-type", "user-agent"))
"""Headers that hold no secret; any other may be a key."""
LONG_SEGMENT = 16
"""Characters of a path segment that may be a key, as in the webhooks of chats."""

D = TypeVar("D", bound=Document)
R = TypeVar("R", bound=WebRequest)


def masked(document: D) -> D:
    """The document with `MASK` in place of what may be a secret: to be shown, never to be stored."""
    if isinstance(document, Ivr) and document.actions:
        return document.model_copy(update={"actions": tuple(map(masked_request, document.actions))})
    if isinstance(document, ApiDialplan):
        return masked_request(document)
    if isinstance(document, Webhook):
        return document.model_copy(update={"url": masked_url(document.url)})
    if isinstance(document, Music) and document.stream is not None:
        return document.model_copy(update={"stream": masked_url(document.stream)})
    return document


def is_masked(document: Document) -> bool:
    """Whether a document that a client sent holds a mask. To store it would destroy the secret that the mask stands
    for.
    """
    if isinstance(document, Ivr):
        return any(map(_is_masked, document.actions))
    if isinstance(document, ApiDialplan):
        return _is_masked(document)
    if isinstance(document, Music):
        return MASK in (document.stream or "")
    return isinstance(document, Webhook) and MASK in document.url


def masked_request(request: R) -> R:
    """The request with masked header values, but for harmless headers, and with a masked URL."""
    headers = tuple(map(_masked_header, request.headers))
    return request.model_copy(update={"headers": headers, "url": masked_url(request.url)})


def _is_masked(request: WebRequest) -> bool:
    return MASK in request.url or any(header.value == MASK for header in request.headers)


def masked_url(url: str) -> str:
    """The URL with `MASK` in place of user and password, the values of parameters, and long segments of the path;
    without its fragment.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return f"{url.partition(':')[0]}://{MASK}"
    _, at, host = parts.netloc.rpartition("@")
    query = "&".join(map(_masked_parameter, parts.query.split("&"))) if parts.query else ""
    path = "/".join(MASK if len(segment) >= LONG_SEGMENT else segment for segment in parts.path.split("/"))
    return urlunsplit(parts._replace(netloc=f"{MASK}@{host}" if at else host, path=path, query=query, fragment=""))


def _masked_header(header: WebHeader) -> WebHeader:
    harmless = header.name.lower() in _HARMLESS
    return header if harmless else header.model_copy(update={"value": MASK})


def _masked_parameter(parameter: str) -> str:
    name, equals, _ = parameter.partition("=")
    return f"{name}={MASK}" if equals else MASK
