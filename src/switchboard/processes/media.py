"""A media process: one worker with its share of the ports."""

from switchboard.config import Settings
from switchboard.lifeline import Lifeline
from switchboard.media import worker
from switchboard.media.settings import WorkerSettings


def run_media(settings: Settings, index: int, lifeline: Lifeline) -> None:
    """Serve its calls process until SIGTERM."""
    first, last = settings.media_ports(index)

    def turned() -> None:
        lifeline.ready()
        lifeline.beat()

    worker.run(
        WorkerSettings(
            socket_path=settings.control_socket(index),
            first_port=first,
            last_port=last,
            rtp_timeout_s=settings.media.rtp_timeout_s,
        ),
        turned,
    )
