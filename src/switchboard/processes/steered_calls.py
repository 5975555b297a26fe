"""Commands of clients to calls that run in this process."""

import structlog

from switchboard.callflow.hop import OutsideCall
from switchboard.callflow.moving import SentOn
from switchboard.callflow.running import RunningCalls, Steered
from switchboard.engine.call_control import (
    DropCallee,
    HoldParty,
    MuteParty,
    NotSteered,
    SteerCall,
    TransferCall,
)
from switchboard.engine.control_lines import Done, Refused
from switchboard.engine.port import PhoneTarget, TrunkTarget
from switchboard.security_log import tell

log = structlog.get_logger()


class SteeredCalls:
    """Carries them out."""

    def __init__(self, running: RunningCalls) -> None:
        self._running = running

    async def steer(self, command: SteerCall) -> Done | Refused:
        """Change a call, or say why not."""
        steered = self._running.find(command.tenant, command.call)
        why = "no-such-call" if steered is None else await _obeyed(steered, command)
        if why is not None:
            return Refused(reason=why)
        log.info("call changed by command", call=command.call, command=command.type, by=command.by)
        return Done()


async def _obeyed(steered: Steered, command: SteerCall) -> NotSteered | None:
    match command:
        case TransferCall():
            return await _transferred(steered, command)
        case HoldParty(side=side, held=held, by=by):
            return steered.hold(side, held, by)
        case MuteParty(side=side, muted=muted, by=by):
            return steered.mute(side, muted, by)
        case DropCallee(kind=kind, id=id, number=number, by=by):
            return steered.drop(PhoneTarget(id, number) if kind == "extension" else TrunkTarget(id, number), by)


async def _transferred(steered: Steered, command: TransferCall) -> NotSteered | None:
    rights = steered.rights(command.rights_of)
    if isinstance(rights, str):
        return rights
    to = steered.destination(command.to, rights)
    if isinstance(to, str):
        return to
    if (why := await steered.transfer(command.party, SentOn(command.to, rights, command.by))) is not None:
        return why
    if isinstance(to, OutsideCall):
        whose: dict[str, str | int] = {"client": command.by, "tenant": command.tenant}
        tell("call-transferred-outside", command.address, **whose, number=to.number, call=command.call)
    return None
