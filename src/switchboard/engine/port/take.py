"""Recording what one person says: a message, a greeting, a name."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from switchboard.engine.port.sound import Audio

LEAD_S, TRAIL_S = 0.5, 1.0
"""How much silence a file has at most before the first word and after the last."""
FIRST_WORD_S = 5.0
"""How much longer than later silence the silence before the first word may be."""

EndedBy = Literal["key", "silence", "limit", "caller", "media", "system"]


@dataclass(frozen=True, slots=True)
class RecordLimits:
    """When a take ends: after `max_s`, at one of `end_keys`, or after `max_silence_s` without speech (0: never).

    Before the first word silence may last longer, by `FIRST_WORD_S`. Other keys are counted and dropped. The caller
    hears `warning` `warn_s` before the limit.
    """

    max_s: float
    max_silence_s: float
    warn_s: float = 10.0
    end_keys: frozenset[str] = frozenset("#")
    warning: Audio | None = None

    @property
    def first_silence_s(self) -> float:
        """How long the caller may be silent before the first word; 0: for ever."""
        return self.max_silence_s and self.max_silence_s + FIRST_WORD_S


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a take holds: a WAV file of one channel, without needless silence at its ends, nor a tone of the line.

    `file` is None if there is none: the caller left before the tone was over, or the disk refuses. It stays until
    whoever wanted it deletes it. `speech_ms` is from the first to the last speech. `key` is the one that ended it, and
    `keys_ignored` counts the others. `interrupted`: the media worker was lost, and with it the last second or so.
    """

    file: Path | None
    ended_by: EndedBy
    duration_ms: int = 0
    speech_ms: int = 0
    key: str = ""
    keys_ignored: int = 0
    interrupted: bool = False


class Take(Protocol):
    """A recording that goes on, or has ended."""

    @property
    def file(self) -> Path:
        """Where the sound is written: nothing is there before the tone is over."""
        ...

    @property
    def result(self) -> Recorded | None:
        """Set as soon as the take has ended and its file is closed.

        When the call ends, that is before its task is cancelled, so that a `finally` within the block may read it.
        """
        ...

    async def finished(self) -> Recorded:
        """Wait until a key, silence or the limit ends the take, or the disk. Cancelling this ends nothing.

        It does not return because the call ends: that cancels the task.
        """
        ...


def take_name(call: str, count: int) -> str:
    """The name of the file of a call's `count`-th take."""
    return f"{call}-{count}.wav"
