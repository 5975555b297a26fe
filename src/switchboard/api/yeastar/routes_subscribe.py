"""Events over a WebSocket: `subscribe`."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from switchboard.api.common import ApiServices
from switchboard.api.yeastar.agent_events import AGENT_STATUS, AgentEvents
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import parse_json
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, answer_to, success
from switchboard.api.yeastar.events import TOPICS, YeastarEvents
from switchboard.api.yeastar.extension_states import EXTENSION_STATE
from switchboard.api.yeastar.phone_events import LOOK_S, PHONE, PRESENCE, PhoneEvents
from switchboard.store.calls.feed import FeedEnded, Subscription
from switchboard.store.db.database import to_its_end
from switchboard.store.queues.agent_feed import AgentSubscription

HEARTBEAT = "heartbeat"
HEARTBEAT_RESPONSE = "heartbeat response"
_OF_PHONES = {PHONE, PRESENCE}
GOING_AWAY, POLICY_VIOLATION, TRY_AGAIN_LATER = 1001, 1008, 1013
"""Status codes of WebSockets (RFC 6455 §7.4.1 and the IANA registry)."""


class SubscribeRoutes:
    """The WebSocket by which a client gets the events of its tenant's calls."""

    def __init__(self, services: ApiServices, gate: Gate, events: YeastarEvents) -> None:
        self._services = services
        self._gate = gate
        self._events = events

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/subscribe", self.refuse, methods=["GET"])
        router.add_api_websocket_route("/subscribe", self.subscribe)

    async def refuse(self, request: Request) -> Response:
        """The endpoint is for WebSockets: whoever only asks gets HTTP 400."""
        response = answer_to(Refusal(Code.PARAMETER_ERROR, Problem("Upgrade", rule="required")), "")
        response.status_code = 400
        return response

    async def subscribe(self, websocket: WebSocket) -> None:
        """From the upgrade to the end of the connection."""
        # Accepted before it is admitted: a refused handshake has no place for the vendor's envelope.
        await websocket.accept()
        try:
            client = await self._gate.admit(websocket)
            tenant = client.tenant
            async with (
                self._services.feed.subscribe(tenant) as calls,
                self._services.agent_feed.subscribe(tenant) as agents,
            ):
                phones = PhoneEvents(self._services)
                told = _Told(calls, self._events, agents, AgentEvents(self._services), phones, tenant)
                await _Subscriber(websocket, told, self._services, self._gate).run()
        except WebSocketDisconnect:
            return
        except Exception as error:
            await _close(websocket, POLICY_VIOLATION, _text(answer_to(error, "subscribe")))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a connection hears of."""

    calls: Subscription
    call_events: YeastarEvents
    agents: AgentSubscription
    agent_events: AgentEvents
    phones: PhoneEvents
    tenant: int


class _Subscriber:
    """One connection: a task that receives what the client sends, and three that send it the events."""

    def __init__(
        self,
        websocket: WebSocket,
        told: _Told,
        services: ApiServices,
        gate: Gate,
    ) -> None:
        self._websocket = websocket
        self._told = told
        self._silence_s = services.settings.yeastar.silence_s
        self._heartbeat_s = services.settings.api.stream_heartbeat_s
        self._gate = gate
        self._topics: Sequence[int] = ()

    async def run(self) -> None:
        """Until one of the tasks ends; raises what ended it."""
        sending = (self._send_events(), self._send_agents(), self._send_phones())
        tasks = [asyncio.create_task(one) for one in (self._receive(), *sending)]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in done:
            task.result()

    async def _receive(self) -> None:
        while True:
            try:
                async with asyncio.timeout(self._silence_s):
                    message = await self._websocket.receive()
            except TimeoutError:
                await _close(self._websocket, POLICY_VIOLATION)
                return
            if message["type"] == "websocket.disconnect":
                return
            await self._websocket.send_text(await self._answer(message.get("text")))

    async def _answer(self, text: str | None) -> str:
        if text == HEARTBEAT:
            return HEARTBEAT_RESPONSE
        try:
            topics = _topics(text)
        except Refusal as refusal:
            return _text(answer_to(refusal, "subscribe"))
        if _OF_PHONES.intersection(topics) and not _OF_PHONES.intersection(self._topics):
            await to_its_end(self._told.phones.begin(await to_its_end(self._gate.admit(self._websocket))))
        self._topics = topics
        return _text(success())

    async def _send_events(self) -> None:
        """Until the token ends, to which nothing more is sent."""
        while True:
            try:
                events = await self._told.calls.next(self._heartbeat_s)
            except FeedEnded as end:
                await _close(self._websocket, GOING_AWAY if end.reason == "stopping" else TRY_AGAIN_LATER)
                return
            # Asked again and again: the connection must not outlive its token.
            await to_its_end(self._gate.admit(self._websocket))
            for event in events:
                messages = await to_its_end(self._told.call_events.messages(event))
                for topic, text in messages.items():
                    if topic in self._topics:
                        await self._websocket.send_text(text)
                if EXTENSION_STATE in self._topics:
                    for text in await to_its_end(self._told.call_events.extension_states(event)):
                        await self._websocket.send_text(text)

    async def _send_agents(self) -> None:
        """The same of agents. The other task closes the connection when the process stops."""
        while True:
            try:
                changes = await self._told.agents.next(self._heartbeat_s)
            except FeedEnded:
                await asyncio.Future()
            await to_its_end(self._gate.admit(self._websocket))
            for change in changes:
                if AGENT_STATUS in self._topics:
                    for message in await to_its_end(self._told.agent_events.messages(self._told.tenant, change)):
                        await self._websocket.send_text(message)

    async def _send_phones(self) -> None:
        """The same of phones and of presence, which are looked at while the client wants to hear of them."""
        while True:
            if _OF_PHONES.intersection(self._topics):
                client = await to_its_end(self._gate.admit(self._websocket))
                for topic, text in await to_its_end(self._told.phones.news(client)):
                    if topic in self._topics:
                        await self._websocket.send_text(text)
            await asyncio.sleep(LOOK_S)


def _topics(text: str | None) -> Sequence[int]:
    """The topics that a client subscribes to. Raises Refusal 40001, 40002."""
    body = parse_json(text) if text is not None else None
    if not isinstance(body, dict):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem(reason="send a JSON object as text"))
    if "topic_list" not in body:
        raise Refusal(Code.PARAMETER_ERROR, Problem("topic_list", rule="required"))
    topics = body["topic_list"]
    if not isinstance(topics, list) or not all(type(topic) is int for topic in topics):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem("topic_list", reason="must be a list of integers"))
    for topic in topics:
        if topic not in TOPICS:
            reason = f"from {TOPICS[0]} to {TOPICS[-1]}"
            raise Refusal(Code.PARAMETER_ERROR, Problem("topic_list", topic, "oneof", reason))
    return sorted(set(topics))


def _text(response: Response) -> str:
    """An answer of the API as the text of a WebSocket message."""
    return bytes(response.body).decode()


async def _close(websocket: WebSocket, code: int, last_words: str = "") -> None:
    """Close the connection after some last words, unless the client has left."""
    if websocket.client_state is WebSocketState.CONNECTED:
        try:
            if last_words:
                await websocket.send_text(last_words)
            await websocket.close(code)
        except (WebSocketDisconnect, RuntimeError):
            return
