"""How a web server is asked that decides where a caller goes. Pure."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from switchboard.model.base import Frozen, HeaderText, ShortHeaderText
from switchboard.model.messaging import WebUrl
from switchboard.model.refused import refused

_OURS = frozenset(("host", "content-length", "transfer-encoding", "connection"))


class WebHeader(Frozen):
    """A header of a request."""

    name: Annotated[str, StringConstraints(pattern=r"^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$")]
    value: HeaderText

    @model_validator(mode="after")
    def _is_free(self) -> Self:
        if self.name.lower() in _OURS:
            raise refused("reserved", "the request has this header already", "name")
        return self


class WebRequest(Frozen):
    """What is asked, how, for how long, and how it is proven who asks. Password or token are kept outside the
    document.
    """

    method: Literal["GET", "POST"]
    url: WebUrl
    headers: Annotated[tuple[WebHeader, ...], Field(max_length=50)] = ()
    connect_timeout_s: Annotated[int, Field(ge=0, le=60)] = 2
    request_timeout_s: Annotated[int, Field(ge=0, le=60)] = 2
    auth: Literal["none", "basic", "digest", "bearer"] = "none"
    username: ShortHeaderText = ""
