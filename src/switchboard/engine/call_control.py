"""Commands to running calls, over the command socket of the calls process: end one, send a party elsewhere, hold, mute,
and let a phone ring no longer.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from switchboard.call.record import CallRecord
from switchboard.engine.control_lines import Done, Line, Refused, RefusedBecause
from switchboard.engine.port import Side
from switchboard.engine.remote_control import CallsProcesses
from switchboard.errors import SwitchboardError
from switchboard.store.calls.log import CallLog
from switchboard.store.nodes.commands import NodeGone

CallId = Annotated[str, Field(max_length=255)]
Text = Annotated[str, Field(max_length=255)]

NotSteered = Literal[
    "no-such-call",
    "no-such-party",
    "no-such-callee",
    "no-such-extension",
    "not-permitted",
    "nobody-talks",
    "nobody-else",
    "held-by-phone",
    "not-now",
]
"""Why a command to a call is not obeyed: it is over, or nobody has answered yet; there is nobody at that side; the
number leads nowhere; nobody has the number whose rights were to be used; no route permits it, it is an emergency
number, or the emergency services are in the call; it would take two who talk; nobody else rings; a phone itself holds;
somebody has just left, or another command is being carried out.
"""


class HangUp(Line):
    """End a running call at once; answered by `Done`, or `Refused` with reason ``no-such-call``."""

    type: Literal["hangup"] = "hangup"
    call: CallId
    tenant: int


class _Steer(Line):
    """What the others share: the call, and the client that asks. Answered by `Done`, or `Refused`."""

    call: CallId
    tenant: int
    by: Text


class TransferCall(_Steer):
    """Let a party go to the number `to`, as a menu would send it there; whoever it talks to is hung up.

    Outside it goes by the routes that are open to the extension with the number `rights_of`, which is who transfers;
    "": nobody does, and nothing outside can be reached. `address` is that of the client.
    """

    type: Literal["transfer-call"] = "transfer-call"
    party: Side
    to: Text
    rights_of: Text = ""
    address: Text = ""


class HoldParty(_Steer):
    """Let that `side` of a talk hold the other one, or take it back."""

    type: Literal["hold-party"] = "hold-party"
    side: Side
    held: bool


class MuteParty(_Steer):
    """Let nobody hear what that `side` of a talk says, or again."""

    type: Literal["mute-party"] = "mute-party"
    side: Side
    muted: bool


class DropCallee(_Steer):
    """Let somebody ring no longer: an extension (its id), or a `number` through a trunk (its id)."""

    type: Literal["drop-callee"] = "drop-callee"
    kind: Literal["extension", "trunk"]
    id: int
    number: Text


SteerCall = TransferCall | HoldParty | MuteParty | DropCallee

_ANSWER: TypeAdapter[Done | Refused] = TypeAdapter(Annotated[Done | Refused, Field(discriminator="type")])


class CallOver(SwitchboardError):
    """The call does not run any more."""

    code = "call-over"


class SteeringRefused(SwitchboardError):
    """The command is not obeyed; `reason` says why."""

    def __init__(self, reason: RefusedBecause) -> None:
        super().__init__(reason)
        self.reason = reason


async def hang_up(calls: CallLog, processes: CallsProcesses, tenant: int, call: str) -> CallRecord:
    """End a running call, on whichever machine; returns what is known of it.

    Raises NotFound, CallOver, CallElsewhere, and Unavailable when the calls process does not answer.
    """
    record = await _running(calls, tenant, call)
    if isinstance(await _told(processes, record.node, HangUp(call=call, tenant=tenant)), Refused):
        raise CallOver("the call is over")
    return record


async def steer(calls: CallLog, processes: CallsProcesses, command: SteerCall) -> CallRecord:
    """Have a running call changed, on whichever machine; returns what is known of it.

    Raises NotFound, CallOver, CallElsewhere, SteeringRefused, and Unavailable when the calls process does not answer.
    """
    record = await _running(calls, command.tenant, command.call)
    answer = await _told(processes, record.node, command)
    if not isinstance(answer, Refused):
        return record
    if answer.reason == "no-such-call":
        raise CallOver("the call is over, or nobody has answered yet")
    raise SteeringRefused(answer.reason)


async def _running(calls: CallLog, tenant: int, call: str) -> CallRecord:
    record, _ = await calls.get(tenant, call)
    if record.state != "open":
        raise CallOver("the call is over")
    return record


async def _told(processes: CallsProcesses, node: str, command: HangUp | SteerCall) -> Done | Refused:
    try:
        return _ANSWER.validate_json(await processes.ask(node, command))
    except NodeGone:
        # Another machine closes its record in a moment.
        raise CallOver("the call is over, the machine that had it has died") from None
