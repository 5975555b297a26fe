"""The queues of scripted calls: the desk and the rules of real ones, over a book in memory."""

import asyncio

from switchboard.clock import Clock
from switchboard.engine.simulated.book_in_memory import BookInMemory
from switchboard.engine.simulated.scenario import Scenario
from switchboard.model import queue_agents, queue_callers
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.queue import Queue
from switchboard.model.queue_book import Book
from switchboard.model.queue_rows import Facts, Ticket
from switchboard.store.queues.desk import QueueDesk

_TENANT = 1
_ELSEWHERE = "elsewhere"
"""The process of those who wait before the calls begin."""


class SimulatedQueues(QueueDesk):
    """All calls of a simulation share one. What `scenario` says of phones, agents and who waits is so from the start.

    No agent rings for those who wait before the calls.
    """

    def __init__(self, configuration: Configuration, scenario: Scenario, clock: Clock) -> None:
        self._configuration = configuration
        self._scenario = scenario
        self._memory = books = BookInMemory(configuration, clock, self._registered)
        super().__init__(books, _TENANT, self._number_of, self._agents_now)
        book = books.book
        for extension in sorted(scenario.paused_agents):
            queue_agents.pause(book, extension, None, "", by="scenario")
        for queue, extension in sorted(scenario.agents_logged_in):
            queue_agents.log_in(book, extension, queue, by="scenario")
        facts = Facts({one.id: one.document for one in configuration.all(Queue)}, frozenset(), clock.now().date())
        for number, waiting in enumerate(scenario.waiting):
            call = f"waiting-{number}"
            ticket = Ticket(call, waiting.queue, _ELSEWHERE, "", 0, 0, clock.now())
            queue_of_it = facts.queues[waiting.queue].model_copy(update={"join_when": None})
            queue_callers.join(book, ticket, Facts({waiting.queue: queue_of_it}, frozenset(), facts.today))
            if waiting.leaves_s is not None:
                asyncio.get_running_loop().call_later(waiting.leaves_s, self._leaves, call)

    @property
    def book(self) -> Book:
        """What is so now."""
        return self._memory.book

    def follow(self, configuration: Configuration) -> None:
        """The configuration is another one from now on."""
        self._configuration = self._memory.configuration = configuration
        self.ask()

    def _leaves(self, call: str) -> None:
        self.put("", lambda book, facts, now: queue_callers.leave(book, call, now, facts, may_resume=False))

    def _registered(self) -> frozenset[int]:
        """The extensions whose phones the scenario does not call unregistered."""
        lines = self._scenario.phones
        return frozenset(
            one.id
            for one in self._configuration.all(Extension)
            if one.document.number not in lines or lines[one.document.number].kind != "unregistered"
        )

    def _number_of(self, extension: int) -> str:
        stored = self._configuration.get(Extension, extension)
        return stored.document.number if stored is not None else ""

    def _agents_now(self) -> frozenset[int]:
        queues = self._configuration.all(Queue)
        return frozenset(agent.extension for queue in queues for agent in queue.document.agents)
