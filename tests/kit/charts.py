"""Renders a chart as Helm does, by its own code: `charts.py CHART`, with the values as JSON on standard input.

As a program, because Helm's runtime is Go's, which takes signals and threads of the process that has it.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


class ChartRefused(Exception):
    """Helm's reason."""


def rendered(chart: Path, values: dict[str, Any], name: str = "switchboard") -> dict[str, str]:
    """What each template becomes. Raises ChartRefused."""
    templates: dict[str, str] = _asked(chart, {"values": values, "name": name})["templates"]
    return templates


def complaints(chart: Path, values: dict[str, Any]) -> list[str]:
    """What `helm lint --strict` finds, other than that a chart should have an icon."""
    found = _asked(chart, {"values": values})["complaints"]
    return [complaint for complaint in found if complaint != "icon is recommended"]


def _asked(chart: Path, question: dict[str, Any]) -> Any:
    command = [sys.executable, __file__, str(chart)]
    done = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ChartRefused(done.stderr)
    return json.loads(done.stdout)


def main(chart: str) -> None:
    import helm_python

    question = json.load(sys.stdin)
    values = question["values"]
    try:
        if "name" not in question:
            found = helm_python.lint(chart, values, strict=True)
            json.dump({"complaints": [*found["errors"], *(one["error"] for one in found["messages"])]}, sys.stdout)
            return
        with helm_python.Chart.load(chart) as loaded:
            loaded.validate_schema(values)
            json.dump({"templates": loaded.render(values, name=question["name"], namespace="voice")}, sys.stdout)
    except helm_python.HelmError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
