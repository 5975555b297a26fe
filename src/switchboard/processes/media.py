"""A media process: one worker with its share of the ports."""

from switchboard.config import Settings
from switchboard.media import worker
from switchboard.media.settings import WorkerSettings
from switchboard.supervisor import tell_ready


def run_media(settings: Settings, index: int) -> None:
    """Serve its calls process until SIGTERM."""
    first, last = settings.media_ports(index)
    tell_ready()
    worker.run(
        WorkerSettings(
            socket_path=settings.control_socket(index),
            first_port=first,
            last_port=last,
            rtp_timeout_s=settings.media.rtp_timeout_s,
        )
    )
