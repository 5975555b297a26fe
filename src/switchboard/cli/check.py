"""`switchboard check`: what is wrong with the configuration, or odd about it."""

from collections.abc import Sequence
from datetime import UTC, datetime

import typer

from switchboard.cli.common import Json, installation_of, print_json, run
from switchboard.cli.terminal import console
from switchboard.model.checks import Finding, check
from switchboard.model.configuration import Configuration
from switchboard.model.parts import dotted
from switchboard.store.people.known_secrets import known_secrets

app = typer.Typer()


@app.command(name="check")
def check_configuration(context: typer.Context, as_json: Json = False) -> None:
    """List what is wrong with the configuration, or odd about it; exit status 1 when there is an error."""

    async def work() -> Sequence[Finding]:
        async with installation_of(context) as opened:
            _, objects = await opened.repository.snapshot()
            secrets = await known_secrets(opened.database, opened.tenant)
            return check(Configuration.of(objects), datetime.now(UTC), secrets)

    found = run(work())
    if as_json:
        print_json([_plain(finding) for finding in found])
    else:
        _show(found)
    if any(finding.severity == "error" for finding in found):
        raise typer.Exit(1)


def _plain(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "kind": finding.kind,
        "id": finding.id,
        "name": finding.name,
        "number": finding.number,
        "path": dotted(finding.steps),
        "values": dict(finding.values),
        "text": finding.text,
    }


def _show(found: Sequence[Finding]) -> None:
    for finding in found:
        place = dotted(finding.steps)
        called = " ".join(filter(None, (finding.kind.replace("_", " "), finding.number, finding.name)))
        where = f"{called}, {place}" if place else called
        console.print(f"{finding.severity:7}  {where}: {finding.text} ({finding.code})")
    if not found:
        console.print("nothing to report")
