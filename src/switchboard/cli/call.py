"""`switchboard call`: have somebody called, who goes on to a number when he answers."""

from typing import Annotated

import typer

from switchboard.cli.common import Json, complain, installation_of, print_json, run
from switchboard.cli.terminal import console
from switchboard.engine.placed_call_control import PlaceCall, Placed, PlacingRefused, place_call

app = typer.Typer()

_WORDS = {
    "no-such-caller": "the first number leads nowhere",
    "no-such-callee": "the second number leads nowhere",
    "no-such-extension": "nobody has the number whose routes were to be used",
    "nobody-to-call": "neither number is of somebody who can be called",
    "caller-id-not-ours": "the caller id is none of your own numbers",
    "too-many-placed-calls": "as many calls are placed as may be",
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
    longest: Annotated[
        float | None, typer.Option(metavar="SECONDS", min=1, help="How long the call may go on.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Have somebody called by the server of this machine; `switchboard calls show` tells how it went."""

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
        complain(f"no route permits it (call {placed.call})")
        raise typer.Exit(1)
    if as_json:
        print_json({"id": placed.call})
    else:
        console.print(f"call {placed.call}")
