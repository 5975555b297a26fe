"""Action URLs over HTTP: what a server is told, and which answers can be used."""

import json
import re
from collections.abc import Awaitable, Callable, Iterable

from switchboard.model.action_url import ActionAnswer, ActionQuestion, ActionUrl
from switchboard.outbound.asking import WebAsker
from switchboard.outbound.reply import CannotReach, Reply

_NUMBER = re.compile(r"\+?[0-9*#]{1,32}")

SecretOf = Callable[[int, str], Awaitable[str | None]]
"""Finds a secret by the id of the menu and its name. Raises Unavailable."""


class ActionUrlClient:
    """Asks web servers. Only hosts in `private_hosts` may have addresses that are not public."""

    def __init__(self, private_hosts: Iterable[str]) -> None:
        self._asker = WebAsker(private_hosts)

    async def ask(self, ivr: int, action: ActionUrl, question: ActionQuestion, secret_of: SecretOf) -> ActionAnswer:
        """The server's answer. If it cannot be used, it is `none`, with a reason that never has the URL in it."""
        try:
            return understood(
                await self._asker.ask(action, _told(question), lambda: secret_of(ivr, action.secret_name))
            )
        except CannotReach as error:
            return _none(str(error))


def understood(reply: Reply) -> ActionAnswer:
    """The answer in a reply, or `none` with the reason."""
    if not 200 <= reply.status < 300:
        return _none(f"HTTP status {reply.status}")
    try:
        said = json.loads(reply.body)
    except (ValueError, RecursionError):
        return _none("the answer is no JSON")
    if not isinstance(said, dict) or said.get("status_code") != 200:
        return _none("the answer's status_code is not 200")
    return _action(said.get("action"), said.get("destination"))


def _action(action: object, destination: object) -> ActionAnswer:
    match action:
        case "hangup" | "repeat":
            return ActionAnswer(action)
        case "call" if isinstance(destination, str) and _NUMBER.fullmatch(destination):
            return ActionAnswer("call", destination)
        case "call":
            return _none("the answer's destination is no number")
    return _none("the answer's action is not call, hangup or repeat")


def _told(question: ActionQuestion) -> dict[str, str]:
    return {
        "from": question.caller,
        "to": question.number,
        "input": question.input,
        "from_name": question.caller_name,
        "account_name": question.name,
        "session_id": question.call,
    }


def _none(outcome: str) -> ActionAnswer:
    return ActionAnswer("none", outcome=outcome)
