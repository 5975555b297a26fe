"""Lines to the outside: trunks, and the routes that calls take in and out through them."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from switchboard.model.base import CallerNumber, Document, ExtensionId, Frozen, ShortHeaderText, TrunkId
from switchboard.model.codecs import Codecs
from switchboard.model.destination import Destination
from switchboard.model.dialplan import DialPatternText, takes
from switchboard.model.encryption import Encryption
from switchboard.model.phone_numbers import ReadForm, WrittenForm
from switchboard.model.refused import refused

Host = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:\[\]-]{1,253}$")]

MIN_OPTIONS_INTERVAL_S = 5
SIP_PORT, TLS_PORT = 5060, 5061
MaxCalls = Annotated[int, Field(ge=0, le=100_000)] | None


def usual_port(written: Mapping[str, object]) -> int:
    """That of a trunk which names none; where the transport is for DNS to say, so is the port."""
    return 0 if written.get("transport") == "auto" else _port_by(written.get("transport"))


def _port_by(transport: object) -> int:
    return TLS_PORT if transport == "tls" else SIP_PORT


class Trunk(Document):
    """A SIP trunk.

    `enabled` false: no call comes in or goes out. `did_numbers` are those that the provider has given us.
    `peer` trunks are known by address; at `register` trunks we register as `username` (its password is kept, encrypted,
    outside the document). `addresses` are further hosts that calls may come from. `send_diversion`: of a call that an
    extension forwards, the trunk is told by whom and why (RFC 5806, RFC 7044). `trust_identity`: the caller is who the
    trunk asserts (P-Asserted-Identity, RFC 3325), not who From names. `send_identity`: the trunk is told by the same
    header which number a call is to be billed to. `early_announcements`: callers through the trunk hear
    announcements before the end of their call unanswered, where it passes on early media. `own_hold_music`: it has
    music on hold of its own, so nobody who talks through it hears ours.

    Without `port` it is 5060, over TLS 5061. `port` 0: DNS says by SRV records which servers `host` has, and where (RFC
    3263); without such records it is the same. `transport` `auto`: DNS says also which transports they speak, by NAPTR
    records; where it says nothing, or with a `port` other than 0, it is UDP. Over TLS the server must prove by its
    certificate that it is `host`.

    `called_number_form` and `caller_number_form` are how the trunk is told numbers, `incoming_number_form` how it tells
    them. `codecs` are those that we speak with it, the best first. `encryption` is that of the audio. `max_calls`
    and the limits of each way count calls that go on at once; null: no limit. Every `options_interval_s` (0: never)
    each address of the trunk is asked by OPTIONS whether it is there.
    """

    kind: ClassVar[str] = "trunk"
    type: Literal["peer", "register"] = "peer"
    host: Host
    transport: Literal["udp", "tcp", "tls", "auto"] = "udp"
    port: Annotated[int, Field(ge=0, le=65535, json_schema_extra={"default": SIP_PORT})] = Field(
        default_factory=usual_port
    )
    username: ShortHeaderText = ""
    addresses: tuple[Host, ...] = ()
    caller_id: CallerNumber = ""
    keep_caller_id: bool = False
    trust_identity: bool = False
    send_identity: bool = False
    send_diversion: bool = False
    early_announcements: bool = False
    own_hold_music: bool = False
    called_number_form: WrittenForm = "as_dialled"
    caller_number_form: WrittenForm = "as_dialled"
    incoming_number_form: ReadForm = "any"
    codecs: Codecs = ()
    encryption: Encryption = "optional"
    max_calls: MaxCalls = None
    max_incoming_calls: MaxCalls = None
    max_outgoing_calls: MaxCalls = None
    options_interval_s: Annotated[int, Field(ge=0, le=3600)] = 0
    register_interval_s: Annotated[int, Field(ge=60, le=7200)] = 600
    record: bool = False
    enabled: bool = True
    did_numbers: Annotated[tuple[CallerNumber, ...], Field(max_length=1000)] = ()

    @field_validator("options_interval_s")
    @classmethod
    def _seldom_enough(cls, interval_s: int) -> int:
        if 0 < interval_s < MIN_OPTIONS_INTERVAL_S:
            raise refused("zero-or-min", "must be 0 or at least {min} seconds", min=MIN_OPTIONS_INTERVAL_S)
        return interval_s

    @model_validator(mode="after")
    def _registration_has_a_user(self) -> Self:
        if self.type == "register" and not self.username:
            raise refused("required", "a register trunk needs a username", "username")
        return self

    @property
    def shown_port(self) -> int:
        """The port; where DNS says it, the one that is usual if DNS says nothing."""
        return self.port or _port_by(self.transport)


class DialPattern(Frozen):
    """Digits that a route takes. The first `strip` digits are removed, then `prepend` goes in front."""

    pattern: DialPatternText
    strip: Annotated[int, Field(ge=0, le=32)] = 0
    prepend: Annotated[str, StringConstraints(pattern=r"^\+?[0-9*#]{0,32}$")] = ""

    def takes(self, digits: str) -> bool:
        """Whether the whole of `digits` matches."""
        return takes(self.pattern, digits)

    def translate(self, digits: str) -> str:
        """What goes to the trunk for `digits`."""
        return self.prepend + digits[self.strip :]


class OutboundRoute(Document):
    """Outside numbers that match `patterns` leave through `trunks`, tried in order; routes are tried by `position`.

    `extensions`, or all of them, may dial through it; menus name the routes that they permit themselves.
    """

    kind: ClassVar[str] = "outbound_route"
    position: Annotated[int, Field(ge=1)] = 1
    patterns: Annotated[tuple[DialPattern, ...], Field(min_length=1)]
    trunks: Annotated[tuple[TrunkId, ...], Field(min_length=1)]
    all_extensions: bool = False
    extensions: tuple[ExtensionId, ...] = ()
    caller_id: CallerNumber = ""
    ring_time_s: Annotated[int, Field(ge=1, le=300)] = 60


class InboundRoute(Document):
    """Calls from `trunks` (none: from any) to a number that `pattern` takes go to `to`.

    `while_closed`: also while the office is closed for a while.
    """

    kind: ClassVar[str] = "inbound_route"
    description: Annotated[str, StringConstraints(max_length=500)] = ""
    position: Annotated[int, Field(ge=1)] = 1
    trunks: tuple[TrunkId, ...] = ()
    pattern: DialPatternText = ""
    while_closed: bool = False
    to: Destination
