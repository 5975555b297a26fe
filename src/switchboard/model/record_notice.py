"""Whether people are told that their call is recorded."""

from switchboard.model.base import Frozen
from switchboard.model.prompt import Announcement, PromptRef


class RecordNotice(Frozen):
    """Before a recording begins, `prompt` is heard where this is `enabled`; null: the words of the product."""

    enabled: bool = True
    prompt: PromptRef | None = None

    @property
    def words(self) -> PromptRef:
        return self.prompt or Announcement(name="record-notice")


NO_NOTICE = RecordNotice(enabled=False)
