"""Starts a program with bound sockets as systemd does (sd_listen_fds(3)).

As a program: `handover.py NAME=DESCRIPTOR,… COMMAND…`. It becomes the command, so that the process id is the one that
the command is told.
"""

import asyncio
import fcntl
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from typing import Any

FIRST_DESCRIPTOR = 3


async def start(
    command: Sequence[str], sockets: Mapping[str, socket.socket], **options: Any
) -> asyncio.subprocess.Process:
    """The command, which has those sockets by their names; `options` are those of a subprocess."""
    numbers = {name: sock.fileno() for name, sock in sockets.items()}
    pairs = ",".join(f"{name}={number}" for name, number in numbers.items())
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-S", "-E", __file__, pairs, *command), pass_fds=tuple(numbers.values()), **options
    )


def main(pairs: str, *command: str) -> None:
    """Number the descriptors from 3 on, and become the command."""
    names, numbers = zip(*(pair.split("=") for pair in pairs.split(",")), strict=True)
    above = FIRST_DESCRIPTOR + len(names)
    copies = [fcntl.fcntl(int(number), fcntl.F_DUPFD_CLOEXEC, above) for number in numbers]
    for number in map(int, numbers):
        os.set_inheritable(number, False)
    for target, copy in enumerate(copies, FIRST_DESCRIPTOR):
        os.dup2(copy, target)
    os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": str(len(names)), "LISTEN_FDNAMES": ":".join(names)}
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
