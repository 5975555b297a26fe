"""Links between media workers: a pair of streams on loopback, one in each worker, that talk only to each other."""

import asyncio
from typing import Generic, Protocol, Self, TypeVar

from switchboard.media.control import CodecName, Command, Configure

PAYLOAD_TYPES: dict[CodecName, int] = {"PCMU": 0, "PCMA": 8, "G722": 9}
EVENT_PAYLOAD_TYPE = 101


class LinkEnd(Protocol):
    """One of the two streams. `worker` opens them."""

    @property
    def id(self) -> int: ...
    @property
    def port(self) -> int: ...
    @property
    def host(self) -> str:
        """The address that it listens on."""
        ...

    async def obey(self, command: Command) -> None: ...
    async def close(self) -> None: ...


End = TypeVar("End", bound=LinkEnd)
Opened = TypeVar("Opened", bound=LinkEnd, covariant=True)


class LinkWorker(Protocol[Opened]):
    """A worker that a link leads to."""

    async def open_on_loopback(self, call: str) -> Opened: ...


class Link(Generic[End]):
    """Two configured ends. What one is bridged with, or the room that it sits in, is heard at the other.

    An end passes packets on and sends nothing of its own, so whoever is silent here is silent there; and it takes
    packets from the other end's port alone.
    """

    def __init__(self, near: End, far: End) -> None:
        self.near = near
        self.far = far
        self._open = True

    @classmethod
    async def open(
        cls, near: LinkWorker[End], far: LinkWorker[End], *, call: str, codec: CodecName, telephone_events: bool
    ) -> Self:
        """Raises Unavailable."""
        first = await near.open_on_loopback(call)
        try:
            second = await far.open_on_loopback(call)
        except BaseException:
            await first.close()
            raise
        link = cls(first, second)
        try:
            for end, other in ((first, second), (second, first)):
                await end.obey(_configuration(end, other, codec, telephone_events=telephone_events))
        except BaseException:
            await link.close()
            raise
        return link

    async def close(self) -> None:
        """Free both ends; whoever they joined hears nothing more of the other. May be called again."""
        if self._open:
            self._open = False
            await asyncio.gather(self.near.close(), self.far.close())


def link_codec(one: CodecName, other: CodecName) -> CodecName:
    """The codec of a link between two sides: theirs, or that of the side in G.711, so that at most one transcodes."""
    return other if one == "G722" else one


def _configuration(end: LinkEnd, other: LinkEnd, codec: CodecName, *, telephone_events: bool) -> Configure:
    return Configure(
        stream=end.id,
        remote_host=other.host,
        remote_port=other.port,
        codec=codec,
        payload_type=PAYLOAD_TYPES[codec],
        telephone_event_payload_type=EVENT_PAYLOAD_TYPE if telephone_events else None,
        link=True,
    )
