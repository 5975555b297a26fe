"""Decodes in a process of its own: if a decoder crashes, hangs or eats memory, only one upload is lost."""

import asyncio
import resource
import struct
import sys

import numpy as np
from pydantic import TypeAdapter

from switchboard.errors import AudioTooLarge, UndecodableAudio
from switchboard.model.prompt import PromptWarning
from switchboard.prompts.decode import RATE_HZ, Samples, decode, refuse_unknown

MEMORY_BYTES = 2 * 1024**3
_LENGTH = struct.Struct("<I")
_WARNINGS = TypeAdapter(tuple[PromptWarning, ...])
_DECODED, _UNDECODABLE, _TOO_LARGE = b"+", b"-", b">"


async def decode_apart(data: bytes, *, limit_s: float, name: str, timeout_s: float) -> Samples:
    """Like `decode`, in a process of its own and within `timeout_s`. Raises UndecodableAudio, AudioTooLarge."""
    refuse_unknown(data, name)
    suffix = ".gsm" if name.lower().endswith(".gsm") else ""
    answer = await _ask(data, str(limit_s), f"x{suffix}", str(int(timeout_s) + 1), timeout_s=timeout_s)
    match answer[:1]:
        case b"+":
            return _samples(answer[4:])
        case b"-":
            raise UndecodableAudio(answer[4:].decode())
        case b">":
            raise AudioTooLarge(answer[4:].decode())
    raise UndecodableAudio("the decoder gave up")


async def _ask(data: bytes, *arguments: str, timeout_s: float) -> bytes:
    """What the process wrote; empty when it died."""
    pipe, command = asyncio.subprocess.PIPE, (sys.executable, "-m", __name__, *arguments)
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    try:
        async with asyncio.timeout(timeout_s):
            answer, _ = await process.communicate(data)
            return answer
    except TimeoutError:
        raise UndecodableAudio(f"the file takes longer than {timeout_s:g} s to decode") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def main(limit_s: str, name: str, cpu_s: str) -> None:
    """What the process does: read a file, and write samples or a reason, with four bytes before that say which."""
    # These hold even where the process that would kill this one is gone.
    resource.setrlimit(resource.RLIMIT_CPU, (int(cpu_s), int(cpu_s)))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read(), float(limit_s), name))


def _packed(samples: Samples) -> bytes:
    """The length of the warnings, the warnings, the values."""
    warnings = _WARNINGS.dump_json(samples.warnings)
    return _LENGTH.pack(len(warnings)) + warnings + samples.values.astype(np.float32).tobytes()


def _samples(packed: bytes) -> Samples:
    (length,) = _LENGTH.unpack_from(packed)
    end = _LENGTH.size + length
    values = np.frombuffer(packed[end:], np.float32)
    return Samples(values, RATE_HZ, _WARNINGS.validate_json(packed[_LENGTH.size : end]))


def _answer(data: bytes, limit_s: float, name: str) -> bytes:
    try:
        kind, content = _DECODED, _packed(decode(data, limit_s=limit_s, name=name))
    except UndecodableAudio as error:
        kind, content = _UNDECODABLE, str(error).encode()
    except AudioTooLarge as error:
        kind, content = _TOO_LARGE, str(error).encode()
    return kind.ljust(4) + content


if __name__ == "__main__":
    main(*sys.argv[1:])
