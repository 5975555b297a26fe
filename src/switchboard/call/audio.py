"""How well the audio of somebody in a call came and went: known when his stream has ended, mostly with the call."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class AudioParty:
    """Whose audio it is: the caller's or a callee's of a call (its id), who is at an extension or behind a trunk (the
    ids; one of them is set). After a transfer it is as whom, and in which call, he was last.
    """

    call: str
    side: Literal["caller", "callee"]
    number: str
    extension: int | None
    trunk: int | None


@dataclass(frozen=True, slots=True)
class AudioWay:
    """One direction: what came, or was sent. None is not known. `mos` is the mean opinion score that is to be expected
    (1 to 4.4).
    """

    packets: int
    loss_percent: float | None = None
    jitter_ms: float | None = None
    mos: float | None = None


@dataclass(frozen=True, slots=True)
class AudioReport:
    """All that is known of a stream. `received` is how we heard the party, `sent` how he heard us, as his phone says by
    RTCP.
    """

    party: AudioParty
    codec: str
    encrypted: bool
    received: AudioWay
    sent: AudioWay
    round_trip_ms: float | None = None
