"""Pipes from child processes, read by the loop."""

import asyncio
import os
from collections.abc import Callable

READ_BYTES = 65536
KEPT_BYTES = 65536


class InPipe:
    """Our end of a pipe, and for as long as nobody has it the other: `writer`, for a process that is started.

    What comes goes to `on_data`; without it the last of it is kept.
    """

    def __init__(self, on_data: Callable[[bytes], None] | None = None) -> None:
        self._reader, self.writer = os.pipe()
        os.set_blocking(self._reader, False)
        self._on_data = on_data or self._keep
        self._kept = b""
        self._grown = asyncio.Event()
        self._open = True
        asyncio.get_running_loop().add_reader(self._reader, self._read)

    def close(self) -> None:
        """Once: its number is soon another's."""
        if self._open:
            self._open = False
            asyncio.get_running_loop().remove_reader(self._reader)
            os.close(self._reader)

    def as_field(self, name: str) -> dict[str, str]:
        """What was kept, for a line of a log; nothing when there is nothing."""
        if self._open:
            self._read()
        return {name: self._kept.decode(errors="replace")} if self._kept else {}

    async def until_quiet(self, within_s: float, pause_s: float) -> None:
        """Wait until something came and nothing more for a pause, or for so long altogether."""
        try:
            async with asyncio.timeout(within_s):
                await self._grown.wait()
                while self._grown.is_set():
                    self._grown.clear()
                    await asyncio.sleep(pause_s)
        except TimeoutError:
            return

    def _keep(self, data: bytes) -> None:
        self._kept = (self._kept + data)[-KEPT_BYTES:]
        self._grown.set()

    def _read(self) -> None:
        """Until the end of the pipe, when the process is gone."""
        try:
            data = os.read(self._reader, READ_BYTES)
        except BlockingIOError:
            return
        if data:
            self._on_data(data)
        else:
            self.close()
