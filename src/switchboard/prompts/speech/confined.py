"""Runs a program within limits: confined.py CPU_S MEMORY_BYTES FILE_BYTES PROGRAM [ARGUMENT ...]

Whoever is to be bounded must be so before he runs: what a program starts at once would escape limits that come later.
This file is run by itself, and imports nothing of the product.
"""

import os
import resource
import sys

NOT_FOUND = 127


def main(cpu_s: str, memory_bytes: str, file_bytes: str, *arguments: str) -> None:
    """Becomes the program."""
    limits = {
        resource.RLIMIT_CPU: int(cpu_s),
        resource.RLIMIT_AS: int(memory_bytes),
        resource.RLIMIT_FSIZE: int(file_bytes),
        resource.RLIMIT_CORE: 0,
    }
    for which, most in limits.items():
        _, hard = resource.getrlimit(which)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (least, least))
    try:
        os.execvp(arguments[0], arguments)
    except OSError:
        sys.exit(NOT_FOUND)


if __name__ == "__main__":
    main(*sys.argv[1:])
