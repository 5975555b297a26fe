"""The settings of one media worker."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class WorkerSettings:
    """A worker's control socket, its ports, and its limits.

    Ports are inclusive; each stream takes an even one and the next. ``rtp_timeout_s`` is the silence after which
    `RtpTimeout` is sent, 0 for never. ``cname`` is the RTCP CNAME (RFC 3550 §6.5.1), random if empty.
    """

    socket_path: Path
    first_port: int = 10000
    last_port: int = 19999
    rtp_timeout_s: float = 60.0
    rtcp_interval_s: float = 5.0
    cname: str = ""
    prompt_cache_files: int = 512
    kernel_filter: bool = True
    batches: bool = True
