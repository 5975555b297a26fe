"""What systemd is told of the installation, if it started us and wants to know (sd_notify(3)).

So `systemctl start` waits until calls are taken, a supervisor that hangs is started again, and however long running
calls may go on, systemd does not kill them.
"""

import os
import socket
import time
from dataclasses import dataclass, field

_BEATS_WITHIN_WATCHDOG = 3


@dataclass(slots=True)
class ServiceManager:
    """Without an `address` it does nothing. `watchdog_s` is the silence after which we are killed; 0: we are not."""

    address: str = ""
    watchdog_s: float = 0.0
    _next_beat_s: float = field(default=0.0)

    @classmethod
    def taken(cls) -> "ServiceManager":
        """By the environment, from which its variables are removed: they are meant for this process alone."""
        address, watchdog, pid = (
            os.environ.pop(name, "") for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")
        )
        is_ours = watchdog.isdigit() and pid in ("", str(os.getpid()))
        return cls(address, int(watchdog) / 1e6 if is_ours else 0.0)

    def ready(self) -> None:
        """Calls are taken."""
        self._tell("READY=1")

    def stopping(self, within_s: float) -> None:
        """Running calls may go on; all is over within that time."""
        self._tell(f"STOPPING=1\nEXTEND_TIMEOUT_USEC={round(within_s * 1e6)}")

    def beat(self) -> None:
        """Say that we live: call this again and again."""
        now_s = time.monotonic()
        if self.watchdog_s and now_s >= self._next_beat_s:
            self._next_beat_s = now_s + self.watchdog_s / _BEATS_WITHIN_WATCHDOG
            self._tell("WATCHDOG=1")

    def _tell(self, text: str) -> None:
        """A manager that does not listen, or no more, is none of our concern."""
        if not self.address:
            return
        # A leading @ stands for the NUL of Linux's abstract addresses.
        address = f"\0{self.address[1:]}" if self.address.startswith("@") else self.address
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as sock:
            try:
                sock.sendto(text.encode(), address)
            except OSError:
                return
