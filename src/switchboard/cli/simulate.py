"""`switchboard simulate`: run a call through the menus without a telephone, on virtual time."""

import asyncio
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, get_args

import typer

from switchboard.announcements import AnnouncementLoader
from switchboard.call.answerer import AfterAnswer
from switchboard.call.events import CallEvent
from switchboard.call.timeline import timeline
from switchboard.callflow.announcements import country_of, languages_of
from switchboard.callflow.placing import Wish
from switchboard.cli.common import Json, complain, installation_of, print_json, run
from switchboard.cli.terminal import console
from switchboard.engine.simulated.scenario import Line, Reply, Scenario
from switchboard.engine.simulated.surroundings import SecretsOfLoop
from switchboard.errors import Invalid, NotFound
from switchboard.installation import Installation
from switchboard.model.action_url import ActionAnswer
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.scenario import AgentDoes, LineKind
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.simulation import Unplaced, simulate_placed
from switchboard.simulation import simulate as simulated

app = typer.Typer()

_TALKS_S = 120.0
_REPLY = re.compile(r"(?P<keys>[0-9*#]{1,32}|caller)=(?:call:(?P<number>\+?[0-9*#]{1,32})|(?P<other>hangup|repeat))")


@app.command()
def simulate(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="What the caller dials.")],
    keys: Annotated[str, typer.Option(help='What the caller does, such as "1 wait:3 2" or "wait:2 hangup".')] = "",
    caller: Annotated[str, typer.Option("--from", help="An extension's number, or an outside number.")] = "",
    trunk: Annotated[str, typer.Option(help="Name of the trunk that the call comes through.")] = "",
    withheld: Annotated[bool, typer.Option("--withheld", help="The caller does not want to be known.")] = False,
    phone: Annotated[list[str] | None, typer.Option(help="NUMBER=busy (answers, no_answer, rejects …).")] = None,
    reply: Annotated[
        list[str] | None,
        typer.Option(help="KEYS=call:NUMBER, KEYS=hangup or KEYS=repeat: what an action URL answers to these keys."),
    ] = None,
    agent: Annotated[
        list[str] | None,
        typer.Option(help="NUMBER=logged_in (by code, in all its queues) or NUMBER=paused."),
    ] = None,
    at: Annotated[datetime | None, typer.Option(help="When the call comes (UTC unless it says).")] = None,
    placed: Annotated[
        bool, typer.Option("--placed", help="Nobody calls: whoever --from names is called, as by `switchboard call`.")
    ] = False,
    permission: Annotated[str, typer.Option(help="With --placed: the extension whose routes lead outside.")] = "",
    machine: Annotated[
        str, typer.Option("--answering-machine", help="With --placed: ignore, detect, hang_up or leave_message.")
    ] = "ignore",
    greeting: Annotated[
        float | None, typer.Option(help="With --placed: a machine answers, whose greeting takes so many seconds.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print what would happen to a caller with the present configuration."""

    async def work() -> list[CallEvent]:
        async with installation_of(context) as opened:
            configuration = await _configuration(opened)
            replies = dict(map(_reply, reply or []))
            who = "" if placed else caller
            scenario = _scenario(configuration, number, keys, who, trunk, phone or [], replies, withheld=withheld)
            scenario = scenario.with_agents(configuration, dict(map(_agent, agent or [])))
            loader = AnnouncementLoader(opened.library)
            await loader.load_tones((country_of(configuration),))
            await loader.load_music()
            audio = await loader.load(languages_of(configuration))
            secrets = SecretsOfLoop(lambda id, name: opened.credentials.object_secret(opened.tenant, id, name))
            if placed:
                wish = Wish(caller, number, permission, after_answer=_after_answer(machine))
                lines = _answered(configuration, scenario, keys, greeting)
                return await asyncio.to_thread(
                    simulate_placed, configuration, wish, lines, _aware(at), announcements=audio, secrets=secrets
                )
            return await asyncio.to_thread(
                simulated, configuration, scenario, _aware(at), announcements=audio, secrets=secrets
            )

    try:
        events = run(work())
    except Unplaced as unplaced:
        complain(f"there is no such call: {unplaced.reason}")
        raise typer.Exit(1) from None
    _print(events, as_json)


def _print(events: list[CallEvent], as_json: bool) -> None:
    if as_json:
        print_json(events)
        return
    for line in timeline(events):
        console.print(line)


async def _configuration(opened: Installation) -> Configuration:
    _, objects = await opened.repository.snapshot()
    return Configuration.of(objects)


def _scenario(
    configuration: Configuration,
    number: str,
    keys: str,
    caller: str,
    trunk: str,
    phones: Iterable[str],
    replies: Mapping[str, Reply],
    *,
    withheld: bool,
) -> Scenario:
    trunk_id = _trunk_id(configuration, trunk)
    extension = _extension(configuration, caller) if trunk_id is None else None
    return Scenario(
        dialled=number,
        caller=extension.document.number if extension else caller,
        caller_name=extension.document.name if extension else "",
        extension=extension.id if extension else None,
        trunk=trunk_id,
        withheld=withheld,
        script=keys,
        phones=dict(_line(phone) for phone in phones),
        replies_to_keys=replies,
    )


def _trunk_id(configuration: Configuration, name: str) -> int | None:
    if not name:
        return None
    for trunk in configuration.all(Trunk):
        if trunk.document.name == name:
            if not trunk.document.enabled:
                raise Invalid("trunk", "is not enabled: no call comes through it")
            return trunk.id
    raise NotFound("trunk", name)


def _extension(configuration: Configuration, caller: str) -> Stored[Extension] | None:
    """The extension that calls: the one with that number, by default the first; None if there are no extensions.

    Raises Invalid.
    """
    if not caller:
        return next(iter(configuration.all(Extension)), None)
    found = configuration.extension_by_number(caller)
    if found is None:
        raise Invalid("from", "is no extension; name the --trunk of an outside call", rule="reference")
    return found


def _line(text: str) -> tuple[str, Line]:
    number, _, kind = text.partition("=")
    for known in get_args(LineKind):
        if kind == known:
            return number, Line(kind=known)
    raise Invalid("phone", f"NUMBER={'|'.join(get_args(LineKind))}", rule="oneof")


def _agent(text: str) -> tuple[str, AgentDoes]:
    number, _, does = text.partition("=")
    for known in get_args(AgentDoes):
        if does == known:
            return number, known
    raise Invalid("agent", f"NUMBER={'|'.join(get_args(AgentDoes))}", rule="oneof")


def _answered(configuration: Configuration, scenario: Scenario, keys: str, greeting_s: float | None) -> Scenario:
    """The same, in which whoever is called outside, or at a phone of which nothing is said, does that."""
    line = Line(talks_s=_TALKS_S, script=keys, greeting_s=greeting_s)
    phones = {extension.document.number: line for extension in configuration.all(Extension)}
    trunks = {trunk.id: line for trunk in configuration.all(Trunk)}
    return replace(scenario, script="", phones={**phones, **scenario.phones}, trunks=trunks)


def _after_answer(text: str) -> AfterAnswer:
    known: AfterAnswer
    for known in get_args(AfterAnswer):
        if text == known:
            return known
    raise Invalid("answering-machine", "|".join(get_args(AfterAnswer)), rule="oneof")


def _reply(text: str) -> tuple[str, Reply]:
    """Parse `KEYS=ANSWER`: what a web server answers about these keys, or, with "" for the keys, about the caller."""
    found = _REPLY.fullmatch(text)
    if found is None:
        raise Invalid("reply", "KEYS=call:NUMBER, KEYS=hangup or KEYS=repeat; KEYS may be: caller", rule="oneof")
    keys = "" if found["keys"] == "caller" else found["keys"]
    if number := found["number"]:
        return keys, Reply(ActionAnswer("call", number))
    return keys, Reply(ActionAnswer("hangup" if found["other"] == "hangup" else "repeat"))


def _aware(at: datetime | None) -> datetime:
    if at is None:
        return datetime.now(UTC)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
