"""Unix sockets by which the processes of one machine command one another."""

import socket
import stat
from pathlib import Path


def listen(path: Path) -> socket.socket:
    """A Unix socket only we and our user can use; takes the place of one that nobody serves. Raises OSError."""
    if path.exists() and stat.S_ISSOCK(path.stat().st_mode) and not is_served(path):
        path.unlink()
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        sock.bind(str(path))
        # In time: nobody can connect before `listen`.
        path.chmod(0o600)
        sock.listen(8)
        sock.setblocking(False)
    except OSError:
        sock.close()
        raise
    return sock


def is_served(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True
