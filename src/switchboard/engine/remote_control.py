"""The calls processes of all machines: whoever commands need not know where a call runs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from switchboard.clock import Clock
from switchboard.config import Settings
from switchboard.engine.control_lines import ANSWER_S, Line, asked
from switchboard.errors import SwitchboardError, Unavailable
from switchboard.store.db.database import Database
from switchboard.store.nodes.commands import Commands, NodeGone
from switchboard.store.nodes.rooms import holder_of


class CallElsewhere(SwitchboardError):
    """The call runs on another machine, which alone can change it, and which shares no commands with this one."""

    code = "call-elsewhere"

    def __init__(self, node: str) -> None:
        super().__init__(f"the call runs on the node {node}: ask there")
        self.node = node


@dataclass(frozen=True, slots=True)
class CallsProcesses:
    """That of this machine, whose name is `node`, is asked over its command socket at `path`; others by the database
    that they share.
    """

    node: str
    path: Path
    commands: Commands | None = None
    database: Database | None = None

    @classmethod
    def of(cls, settings: Settings, database: Database, clock: Clock) -> "CallsProcesses":
        commands = None if database.is_sqlite else Commands(database, clock)
        return cls(settings.node_name, settings.calls_socket, commands, database)

    async def ask(self, node: str, command: Line, timeout_s: float = ANSWER_S) -> bytes:
        """The line that answers. Raises CallElsewhere on SQLite, NodeGone, and Unavailable when nobody answers."""
        if node == self.node:
            return await asked(self.path, command, timeout_s)
        if self.commands is None:
            raise CallElsewhere(node)
        return (await self.commands.ask(node, command.model_dump_json(), timeout_s)).encode()

    async def with_room(self, conference: int) -> Callable[[Line], Awaitable[bytes]]:
        """Asks whoever has the room of a conference; this machine, where nobody is there. Raises Unavailable."""
        shared = None if self.commands is None else self.database
        holder = None if shared is None else await holder_of(shared, conference)
        return partial(self._ask_holder, self.node if holder is None else holder.node)

    async def _ask_holder(self, node: str, command: Line) -> bytes:
        """Raises Unavailable."""
        try:
            return await self.ask(node, command)
        except NodeGone as error:
            raise Unavailable(f"the machine {node} died a moment ago") from error
