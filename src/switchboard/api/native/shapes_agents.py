"""What agents of queues did, as it is shown."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from switchboard.model.queue_rows import SeatChange


class AgentChangeShown(BaseModel):
    """An agent (the id of the extension) was logged in or out, paused or resumed, in a queue or, null, in all.

    `by` is who did it: an author of writes, `phone:NUMBER`, or `system` for who has missed too many calls.
    """

    model_config = ConfigDict(from_attributes=True)

    id: int
    at: datetime
    extension: int
    queue: int | None
    change: SeatChange
    reason: str
    by: str
