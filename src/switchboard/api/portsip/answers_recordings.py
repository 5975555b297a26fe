"""What the answers about recordings look like, as models for the OpenAPI document."""

from switchboard.api.portsip.answers import Shown


class RecordingItem(Shown):
    """The recording of a call that is over."""

    id: str
    caller: str
    callee: str
    started_at: str
    ended_at: str


class RecordedFile(Shown):
    """A WAV file, which is had at `file_url` for half an hour and without a token."""

    duration: int
    file_name: str
    file_size: int
    file_url: str


class RecordingShown(RecordingItem):
    """A recording with its file."""

    items: list[RecordedFile]
