"""A classic BPF program (socket filter): audio that nobody listens to does not wake the process.

The kernel counts what it drops, so a peer whose audio is withheld is not mistaken for a silent one.
"""

import ctypes
import socket
import struct
import sys

_LOAD_BYTE, _LOAD_WORD, _AND = 0x30, 0x20, 0x54
_JUMP_EQUAL, _RETURN = 0x15, 0x06
# SKF_AD_OFF + SKF_AD_RANDOM of linux/filter.h.
_ANCILLARY_RANDOM = 0xFFFFF000 + 56
_SECOND_RTP_BYTE = 8 + 1
"""The filter sees the datagram from its UDP header on."""
# SO_ATTACH_FILTER, SO_DETACH_FILTER and SO_MEMINFO, which the socket module does not name.
_ATTACH, _DETACH, _MEMORY = 26, 27, 55
SAMPLING = 128
_INSTRUCTION = struct.Struct("HBBI")


def digits_only(*payload_types: int) -> bytes:
    """A program that passes these payload types, and of everything else one packet in 128, at random."""
    count = len(payload_types)
    # Each match jumps over the comparisons that follow and the three instructions of chance, to the return that passes.
    passes = [(_JUMP_EQUAL, count + 2 - at, 0, number) for at, number in enumerate(payload_types)]
    return b"".join(
        _INSTRUCTION.pack(*instruction)
        for instruction in (
            (_LOAD_BYTE, 0, 0, _SECOND_RTP_BYTE),
            (_AND, 0, 0, 0x7F),
            *passes,
            (_LOAD_WORD, 0, 0, _ANCILLARY_RANDOM),
            (_AND, 0, 0, SAMPLING - 1),
            (_JUMP_EQUAL, 0, 1, 0),
            (_RETURN, 0, 0, 0xFFFFFFFF),
            (_RETURN, 0, 0, 0),
        )
    )


def attach(sock: socket.socket, program: bytes) -> bool:
    """Attach the program; returns whether the kernel took it and counts what it withholds (since Linux 4.12)."""
    if not sys.platform.startswith("linux"):
        return False
    buffer = ctypes.create_string_buffer(program, len(program))
    count = len(program) // _INSTRUCTION.size
    # A kernel that cannot count what it drops must not filter: a call would end because its caller seems silent.
    try:
        withheld(sock)
        sock.setsockopt(socket.SOL_SOCKET, _ATTACH, _native_program(count, ctypes.addressof(buffer)))
    except OSError:
        return False
    return True


def withheld(sock: socket.socket) -> int:
    """How many datagrams the kernel has dropped, modulo 2**32: by the filter, or because its buffer was full."""
    # SK_MEMINFO_DROPS is the last of nine numbers of 32 bits.
    memory = sock.getsockopt(socket.SOL_SOCKET, _MEMORY, 9 * 4)
    return int.from_bytes(memory[-4:], sys.byteorder)


def _native_program(count: int, address: int) -> bytes:
    """struct sock_fprog, with the padding of this machine."""
    return struct.pack("@HL", count, address)


def detach(sock: socket.socket) -> None:
    """Lets everything through again."""
    try:
        sock.setsockopt(socket.SOL_SOCKET, _DETACH, 0)
    except OSError:
        return
