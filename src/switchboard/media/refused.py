"""A worker's refusal of a command."""

from switchboard.errors import SwitchboardError


class RefusedError(SwitchboardError):
    """A command that cannot be obeyed; ``reason`` goes into `Failed`."""

    code = "refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
