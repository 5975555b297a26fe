"""`switchboard call`: have somebody called, who goes on to a number when he answers."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter, ValidationError

from switchboard.call.answerer import AfterAnswer
from switchboard.call.tries import Retry
from switchboard.cli.common import Json, complain, installation_of, print_json, run
from switchboard.cli.terminal import console
from switchboard.engine.placed_call_control import Forbidden, PlaceCall, Placed, PlacingRefused, place_call
from switchboard.model.base import Instant

app = typer.Typer()

_WORDS = {
    "no-such-caller": "the first number leads nowhere",
    "no-such-callee": "the second number leads nowhere",
    "no-such-extension": "nobody has the number whose routes were to be used",
    "nobody-to-call": "neither number is of somebody who can be called",
    "caller-id-not-ours": "the caller id is none of your own numbers",
    "too-many-placed-calls": "as many calls are placed as may be",
    "too-many-kept-calls": "as many calls are kept for later as may be",
}
_FORBIDDEN: Mapping[Forbidden, str] = {
    "no_route": "no route permits it",
    "do_not_call": "the number is in a do-not-call list",
    "calling_hours": "people are not called at this time where the number is",
}


@app.command()
def call(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="FROM", help="Who is called: an extension, or a number outside.")],
    then: Annotated[str, typer.Argument(metavar="TO", help="Where the call goes then: a menu, an extension, outside.")],
    permission: Annotated[str, typer.Option(metavar="NUMBER", help="The extension whose routes lead outside.")] = "",
    caller_id: Annotated[str, typer.Option(metavar="NUMBER", help="What somebody outside is shown.")] = "",
    auto_answer: Annotated[bool, typer.Option("--auto-answer", help="Ask phones to answer by themselves.")] = False,
    ring: Annotated[float | None, typer.Option(metavar="SECONDS", min=1, max=300, help="How long it rings.")] = None,
    machine: Annotated[
        str, typer.Option("--answering-machine", help="ignore, detect, hang_up, or leave_message after the beep.")
    ] = "ignore",
    not_before: Annotated[datetime | None, typer.Option(help="Call at that time (UTC unless it says).")] = None,
    retry: Annotated[int | None, typer.Option(metavar="TIMES", min=1, max=10, help="Call again so many times.")] = None,
    retry_after: Annotated[float, typer.Option(metavar="SECONDS", min=1, help="How long after the last try.")] = 900,
    retry_on: Annotated[str, typer.Option(help="After which outcomes, such as busy,no_answer,machine.")] = "",
    longest: Annotated[
        float | None, typer.Option(metavar="SECONDS", min=1, help="How long the call may go on.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Have somebody called by the server of this machine; `switchboard calls show` tells how it went."""

    plan, at = _retry(retry, retry_after, retry_on), _instant(not_before)
    after_answer: AfterAnswer = _checked("--answering-machine", AfterAnswer, machine)

    async def work() -> Placed | PlacingRefused:
        async with installation_of(context) as opened:
            command = PlaceCall(
                tenant=opened.tenant,
                by="cli",
                address="",
                first=first,
                then=then,
                rights_of=permission,
                caller_id=caller_id,
                ring_time_s=ring,
                longest_s=longest,
                auto_answer=auto_answer,
                after_answer=after_answer,
                not_before=at,
                retry=plan,
            )
            try:
                return await place_call(opened.settings.calls_socket, command)
            except PlacingRefused as refused:
                return refused

    placed = run(work())
    if isinstance(placed, PlacingRefused):
        complain(_WORDS.get(placed.reason, "no calls are placed now"))
        raise typer.Exit(1)
    if placed.forbidden:
        complain(f"{_FORBIDDEN[placed.forbidden]} (call {placed.call})")
        raise typer.Exit(1)
    if as_json:
        print_json({"id": placed.call or None, "wish": placed.wish or None})
    else:
        console.print(f"call {placed.call}" if placed.call else f"wish {placed.wish}")


def _retry(times: int | None, after_s: float, on: str) -> Retry | None:
    """Raises typer.Exit."""
    if times is None:
        return None
    wanted: dict[str, object] = {"times": times, "after_s": after_s, **({"on": on.split(",")} if on else {})}
    found: Retry = _checked("--retry", Retry, wanted)
    return found


def _instant(at: datetime | None) -> datetime | None:
    """Raises typer.Exit."""
    if at is None:
        return None
    found: datetime = _checked("--not-before", Instant, at if at.tzinfo else at.replace(tzinfo=UTC))
    return found


def _checked(option: str, kind: Any, value: object) -> Any:
    """The value as one of that kind. Raises typer.Exit for what is none."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        complain(f"{option}: {error.errors(include_url=False)[0]['msg']}")
        raise typer.Exit(2) from None
