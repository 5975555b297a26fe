"""What a draft makes of a configuration that goes on changing."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.drafts.draft import FIRST_REVISION, Drafted, draft_configuration, outcome
from switchboard.model.ivr import Ivr
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.stored import Stored

pytestmark = pytest.mark.unit

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
MAIN = Ivr(name="Main", number="6200")


def live(revision: int = 3, **changes: object) -> Stored[Document]:
    return Stored(7, revision, MAIN.model_copy(update=changes))


def drafted(document: Document | None, base: Stored[Document] | None, revision: int = 5) -> Drafted:
    return Drafted(7, "ivr", FIRST_REVISION + revision, base, document, "user:ann", AT)


RENAMED = drafted(MAIN.model_copy(update={"name": "Renamed"}), live())


def test_a_configuration_with_a_draft() -> None:
    new = replace(drafted(Ivr(name="New", number="6300"), None), id=8)
    gone = replace(drafted(None, Stored(9, 1, Ivr(name="Gone", number="6400"))), id=9)
    before = Configuration.of((live(), Stored(9, 1, Ivr(name="Gone", number="6400"))))
    after = draft_configuration(before, (RENAMED, new, gone))
    assert [(one.id, one.document.name) for one in after.all(Ivr)] == [(7, "Renamed"), (8, "New")]
    assert after.by_number("6400") is None
    assert [one.document.name for one in before.all(Ivr)] == ["Main", "Gone"]


def test_what_others_change_elsewhere_is_merged_and_seen_by_the_revision() -> None:
    was, now = outcome(RENAMED, live()), outcome(RENAMED, live(5, description="Theirs"))
    assert now.stored is not None and isinstance(now.stored.document, Ivr) and was.stored is not None
    assert (now.stored.document.name, now.stored.document.description) == ("Renamed", "Theirs")
    assert now.is_overtaken and not now.conflicts and not was.is_overtaken
    assert now.stored.revision == was.stored.revision + 2


def test_conflicts() -> None:
    """In the same field, and where one deletes what the other changes."""
    deleted = drafted(None, live())
    assert [one.path for one in outcome(RENAMED, live(4, name="Theirs")).conflicts] == [("name",)]
    assert [one.path for one in outcome(RENAMED, None).conflicts] == [()]
    assert [one.path for one in outcome(deleted, live(4, name="Theirs")).conflicts] == [()]
    assert not outcome(deleted, live(5)).conflicts, "it is again as it was"
    assert not outcome(deleted, None).conflicts
    back = outcome(RENAMED, None, lambda _: "theirs")
    assert (back.stored, back.conflicts) == (None, ())


def test_changes_that_are_right_alone_and_not_together() -> None:
    """Two announcements that exclude one another."""
    agents = (QueueAgent(extension=1),)
    base: Stored[Document] = Stored(7, 1, Queue(name="Q", number="6300", agents=agents))
    mine = Queue(name="Q", number="6300", agents=agents, max_wait_s=0)
    one = Drafted(7, "queue", FIRST_REVISION, base, mine, "user:ann", AT)
    assert not outcome(one, Stored(7, 2, Queue(name="R", number="6300", agents=agents))).conflicts
