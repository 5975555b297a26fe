"""What the native API shows of the phones of extensions."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from switchboard.model.base import ObjectId
from switchboard.store.people.phone_accounts import Transport

LineState = Literal["idle", "ringing", "talking"]


class PhoneAccountShown(BaseModel):
    """What to enter into a phone; this is the only answer that holds the password.

    `domain` and `host` are empty where only the network of the server knows its address. Phones that ask for a proxy
    or registrar get `host` and `port`, or over TLS `tls_port`, which is null where there is no TLS.
    """

    model_config = ConfigDict(from_attributes=True)

    username: str
    password: str
    domain: str
    host: str
    port: int
    tls_port: int | None
    transports: tuple[Transport, ...]
    realm: str


class PhoneShown(BaseModel):
    """A phone that is registered. `address` is where from, for viewers its network; `since` is null for those that
    registered before that was noted; `node` is the machine, if there are several.
    """

    user_agent: str
    address: str
    transport: Transport | None
    since: datetime | None
    expires_at: datetime
    node: str


class LineStatus(BaseModel):
    """How many phones of an extension are registered, and what its line does on the machine that answers; null: that
    is not known.
    """

    extension: ObjectId
    phones: int
    state: LineState | None


class LineStatuses(BaseModel):
    """By id: the extensions that were asked for, or all that have a phone or are in a call."""

    items: list[LineStatus]


class ExtensionStatus(BaseModel):
    """The phones of an extension. `sip_username` is null as long as it has no SIP password."""

    extension: ObjectId
    state: LineState | None
    sip_username: str | None
    phones: list[PhoneShown]
