"""Starts, looks after and ends the takes of streams."""

from collections.abc import Callable

from switchboard.media.control import DtmfMethod, Event, TakeEnd, TakeEnded, TakeStart
from switchboard.media.plane import Plane
from switchboard.media.refused import RefusedError
from switchboard.media.rows import SLOT_S
from switchboard.media.speech import BLOCK_S
from switchboard.media.stream import Stream
from switchboard.media.take import StreamTake

_LOOK_SLOTS = round(BLOCK_S / SLOT_S)


class Takes:
    """At most one take of each stream; the end of each is a `TakeEnded`."""

    def __init__(self, plane: Plane, emit: Callable[[Event], None]) -> None:
        self._plane = plane
        self._emit = emit
        self._taking: dict[int, Stream] = {}

    def start(self, stream: Stream, command: TakeStart) -> None:
        """Records what the peer says from now on."""
        if stream.take is not None:
            raise RefusedError("already-taking")
        if stream.config is None:
            raise RefusedError("not-configured")
        try:
            stream.take = StreamTake(command, stream.config.codec, self._plane.now_s)
        except OSError:
            raise RefusedError("unwritable") from None
        self._taking[stream.row] = stream
        stream.update_filter()

    def look(self) -> None:
        """Looks after those whose turn it is in the slots that have begun."""
        turns = {slot % _LOOK_SLOTS for slot in self._plane.begun[-_LOOK_SLOTS:]}
        for stream in [one for row, one in self._taking.items() if row % _LOOK_SLOTS in turns]:
            if stream.take is None:
                continue
            try:
                over = stream.take.look(self._plane.now_s)
            except OSError:
                over = "error"
            if over is not None:
                self.stop(stream, over)

    def on_key(self, stream: Stream, digit: str, method: DtmfMethod) -> None:
        """A press ends the take, or is counted."""
        take = stream.take
        if take is None:
            return
        if digit in take.command.end_keys:
            self.stop(stream, "key", key=digit, method=method)
        else:
            take.keys_ignored += 1

    def stop(self, stream: Stream, reason: TakeEnd, *, key: str = "", method: DtmfMethod | None = None) -> None:
        """Ends the take, if there is one. A key whose tones are in the sound is cut away."""
        take, stream.take = stream.take, None
        if take is None:
            return
        del self._taking[stream.row]
        stream.update_filter()
        try:
            take.close(self._plane.now_s, at_tones=method == "inband")
        except OSError:
            reason = "error"
        self._emit(
            TakeEnded(
                stream=stream.number,
                path=take.command.path,
                duration_ms=take.duration_ms,
                speech_ms=take.speech_ms,
                key=key,
                keys_ignored=take.keys_ignored,
                reason=reason,
            )
        )
