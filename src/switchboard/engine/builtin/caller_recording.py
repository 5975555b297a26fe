"""The recordings of one call: what the caller says, and what he hears."""

from pathlib import Path

from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.port import recording_name


class CallerRecording:
    """At most one goes on at a time, on the caller's stream. Each has a file of its own."""

    def __init__(self, directory: Path, call: str) -> None:
        self._directory = directory
        self._call = call
        self._count = 0
        self._paused = False
        self.goes_on = False

    @property
    def name(self) -> str:
        """The last one; "" for none."""
        return recording_name(self._call, self._count)

    async def start(self, stream: RemoteStream) -> None:
        """Does nothing when one goes on."""
        if not self.goes_on:
            self.announce()
            await self.write(stream)

    async def stop(self, stream: RemoteStream) -> None:
        if self.goes_on:
            self.goes_on = False
            await stream.stop_recording()

    def pause(self, stream: RemoteStream | None, *, paused: bool) -> None:
        self._paused = paused
        if self.goes_on and stream is not None:
            stream.pause_recording(paused=paused)

    def announce(self) -> None:
        """Another goes on from now on, and is named; `write` it, or `take_back` that it was announced."""
        self.goes_on = True
        self._count += 1

    async def write(self, stream: RemoteStream) -> None:
        await stream.record(self._directory / self.name)
        if self._paused:
            stream.pause_recording(paused=True)

    def take_back(self) -> None:
        self.goes_on = False
        self._count -= 1

    def lose_stream(self) -> None:
        """The caller has another stream: what goes on is no longer ours to stop."""
        self.goes_on = False
