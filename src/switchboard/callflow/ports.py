"""What call flow needs besides the telephone call. The process that runs calls implements it and hands it in."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from switchboard.call.message import HeardOrNot, Message, MessageDraft
from switchboard.call.queue import LeaveReason, Offer, OfferFailure, QueueNews, Refused
from switchboard.engine.port import Audio, Recorded
from switchboard.model.action_url import ActionAnswer, ActionQuestion, ActionUrl
from switchboard.model.api_dialplan import ApiDialplan, DialplanAnswer, DialplanQuestion
from switchboard.model.base import Document
from switchboard.model.mailbox import MessageCounts
from switchboard.model.office import Office
from switchboard.model.pin_door import Door, Try
from switchboard.model.prompt import Prompt
from switchboard.model.queue_order import Standing
from switchboard.model.stored import Stored

D = TypeVar("D", bound=Document)


class SecretReader(Protocol):
    """Reads secrets, which are kept outside documents."""

    async def secret(self, object_id: int, name: str) -> str | None:
        """The secret `name` of an object, or None. Raises Unavailable."""
        ...


class ActionAsker(Protocol):
    """Asks web servers where callers go."""

    async def ask(self, ivr: int, action: ActionUrl, question: ActionQuestion) -> ActionAnswer:
        """The answer to an action URL of the menu with the id `ivr`; never raises for what the server does.

        May be cancelled at any instant: the caller hung up.
        """
        ...


class DialplanAsker(Protocol):
    """Asks the web servers of API dial plans, and has the recordings that they name by URL."""

    async def ask(self, plan: Stored[ApiDialplan], question: DialplanQuestion) -> DialplanAnswer:
        """What the server says; never raises for what it does. May be cancelled at any instant."""
        ...

    def sound(self, url: str) -> AbstractAsyncContextManager[Audio | None]:
        """What is at a URL now, to be played within the block; None if it cannot be had or played."""
        ...


class PinBook(Protocol):
    """Counts wrong PINs by the rules of `model.pin_door`, for the calls of all machines.

    All methods but `wrong` raise Unavailable if the database does not answer.
    """

    async def refused(self, door: Door, now: datetime) -> bool:
        """Whether the caller is refused, so that no PIN is even asked for."""
        ...

    async def begin(self, door: Door, now: datetime) -> Try | None:
        """Count a try as wrong before its PIN is compared; None if it may not be compared.

        Counting comes first, so that many calls at once gain no more tries than one after the other.
        """
        ...

    async def right(self, door: Door) -> None:
        """The PIN was right: clear the caller's count, and take the try back from the others."""
        ...

    def wrong(self, door: Door, counted: Try) -> None:
        """The PIN was wrong: log it. The try has been counted already."""
        ...


class NameSpeaker(Protocol):
    """Speaks the names of people who have not recorded theirs."""

    async def name(self, text: str, language: str) -> Audio | None:
        """The sound of a name, in the voice of a language (a BCP 47 tag, or empty). None: there is no voice."""
        ...


class NoSpeaker:
    """Has no voice."""

    async def name(self, text: str, language: str) -> Audio | None:
        return None


class Mailboxes(Protocol):
    """The messages of extensions and groups, by the id of the owner. `begin`, `put` and `discard` never block, and
    outlive the call. All other methods raise Unavailable.

    A draft is known by its `sound`.
    """

    async def counts(self, owner: int) -> MessageCounts:
        """How many messages there are."""
        ...

    async def messages(self, owner: int, state: HeardOrNot, *, after: int) -> Sequence[Message]:
        """Some of the messages behind the one with the id `after`, oldest first; none when there are no more."""
        ...

    async def message(self, owner: int, id: int) -> Message | None:
        """A message as it is now, also a deleted one; None when it has gone for good."""
        ...

    async def mark(self, message: Message, state: HeardOrNot) -> bool:
        """Note that a message was heard, or is to count as new. False when it is so already, or deleted."""
        ...

    async def delete(self, message: Message) -> bool:
        """Delete a message; it can be restored for a day. False when somebody was first."""
        ...

    async def restore(self, message: Message) -> bool:
        """Undo `delete`. False when the message is not deleted, or gone for good."""
        ...

    async def copy(self, message: Message, to: int) -> bool:
        """Leave a copy for another owner. False when the message has gone for good."""
        ...

    def sound(self, message: Message) -> AbstractAsyncContextManager[Audio]:
        """The sound of a message, to be played within the block."""
        ...

    def begin(self, draft: MessageDraft) -> None:
        """A message is being recorded. If the process dies, what is on disk then is delivered at the next start."""
        ...

    def put(self, draft: MessageDraft) -> None:
        """The message is complete: deliver it, however long the database may be away."""
        ...

    def discard(self, draft: MessageDraft) -> None:
        """Nothing is left of the message, its sound neither."""
        ...

    def audible(self, draft: MessageDraft) -> AbstractAsyncContextManager[Audio]:
        """The sound of a draft, to be played within the block."""
        ...


class PhoneEdits(Protocol):
    """What callers change by telephone. Each change is a revision by `author`, such as `phone:100`.

    All but `forget` raise Unavailable, and NotFound for what has gone meanwhile.
    """

    async def edit(self, family: type[D], id: int, change: Callable[[D], D], author: str) -> Stored[D]:
        """Change a document, in one transaction."""
        ...

    async def edit_office(self, change: Callable[[Office], Office], author: str) -> Stored[Office]:
        """Change the office of the tenant, which is made where there is none."""
        ...

    async def keep_prompt(self, name: str, recorded: Recorded, author: str) -> Stored[Prompt]:
        """Make what was recorded the sound of the prompt with that name, which is made where there is none.

        The file is taken.
        """
        ...

    async def prompt(self, name: str, recorded: Recorded) -> Prompt:
        """What was recorded, as it will be heard, as a prompt that is stored by `edit_with_prompt` only.

        The file is taken.
        """
        ...

    async def edit_with_prompt(
        self, family: type[D], id: int, prompt: Prompt, change: Callable[[D, int], D], author: str
    ) -> Stored[Prompt]:
        """Store a prompt, and change a document, which is given the id of the prompt, in one transaction."""
        ...

    async def set_secret(self, family: type[Document], id: int, name: str, secret: str) -> None:
        """Keep a secret of an object beside its document."""
        ...

    def audible(self, recorded: Recorded) -> AbstractAsyncContextManager[Audio]:
        """What was recorded, to be heard within the block and a minute longer. The file is taken."""
        ...

    def forget(self, file: Path) -> None:
        """Delete a recording that nobody wants; never blocks."""
        ...


class Place(Protocol):
    """Somebody's place in a queue. Only `news` waits; all else returns at once, and reaches the database in order."""

    standing: Standing
    resumed: bool

    def ready(self) -> None:
        """Agents may be offered from now on."""
        ...

    async def news(self) -> QueueNews:
        """What happens next, in order; of several moves the last. May be cancelled without losing anything."""
        ...

    def failed(self, offer: Offer, why: OfferFailure) -> None:
        """The agent does not get the caller, who is offered to others."""
        ...

    def connected(self, offer: Offer) -> None:
        """The talk begins and the place is left. All other offers have ended, as elsewhere; there is no more news."""
        ...

    def talk_ended(self) -> None:
        """The agent has left the talk, whoever goes on with the caller: the wrap-up begins."""
        ...

    def leave(self, reason: LeaveReason) -> None:
        """The caller waits no longer; all offers end. Does nothing if the place is left already."""
        ...


class Queues(Protocol):
    """The queues of a tenant, in the order that all machines agree on."""

    def join(
        self, queue: int, call: str, caller: str, *, priority: int
    ) -> AbstractAsyncContextManager[Place | Refused]:
        """A place for the call in the queue with that id; `caller` is the number, "" if withheld.

        At the end of the block a talk has ended, and a place that nobody has left yet is left: because of the caller if
        the task was cancelled, else of the system. Raises Unavailable if the database does not answer within 3 s.
        """
        ...

    def in_call(self, extension: int, call: str) -> AbstractContextManager[None]:
        """Within the block no queue rings the extension, because it is in that call or is being called by it."""
        ...

    async def toggle_login(self, extension: int, queue: int | None) -> Literal["logged-in", "logged-out", "not-agent"]:
        """Log an agent in or out, of one queue or of all in which that is done by code. Raises Unavailable.

        Who is logged in everywhere is logged out everywhere, and else in.
        """
        ...

    async def toggle_pause(self, extension: int, queue: int | None) -> Literal["paused", "resumed", "not-agent"]:
        """Pause an agent or end the pause, in one queue or in all. Raises Unavailable."""
        ...
