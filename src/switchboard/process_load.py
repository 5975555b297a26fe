"""What this process takes of its machine, as the kernel says."""

import os
import resource
import time
from pathlib import Path

from switchboard.histogram import Histogram
from switchboard.measures import Distribution, ProcessLoad

_PAGE = resource.getpagesize()
_DESCRIPTORS = Path("/proc/self/fd")


def own_load(lag: Histogram | None = None) -> ProcessLoad:
    """As it is now. It takes some hundredths of a millisecond: media workers and calls wait for it."""
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return ProcessLoad(
        cpu_s=time.process_time(),
        memory_bytes=_resident_bytes(),
        descriptors=_open_descriptors(),
        most_descriptors=max(0, limit),
        lag_ms=None if lag is None else Distribution.of(lag),
    )


def _resident_bytes() -> int:
    """0 where there is no /proc."""
    try:
        descriptor = os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:
        return 0
    try:
        return int(os.read(descriptor, 128).split()[1]) * _PAGE
    finally:
        os.close(descriptor)


def _open_descriptors() -> int:
    """0 where there is no /proc. Since Linux 6.2 the kernel counts them itself."""
    try:
        return _DESCRIPTORS.stat().st_size or sum(1 for _ in _DESCRIPTORS.iterdir())
    except OSError:
        return 0
