"""The configurations that docs/operating.md gives for Asterisk: what users copy is what is tested."""

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from switchboard.model.families import FAMILIES
from tests.kit.ports import HOST
from tests.kit.trunks import Objects

PAGE = Path(__file__).parents[3] / "docs" / "operating.md"
SWITCHBOARD, ASTERISK = "192.0.2.10", "192.0.2.20"
_BLOCK = re.compile(r"^```(ini|sh)\n(.*?)^```", re.MULTILINE | re.DOTALL)


class Section:
    """The blocks below a heading, with the ports of this test for the addresses of the page."""

    def __init__(self, heading: str, sip_port: int, asterisk_port: int) -> None:
        text = PAGE.read_text().partition(f"\n### {heading}\n")[2]
        assert text, f"no section {heading}"
        self._ports = {SWITCHBOARD: sip_port, ASTERISK: asterisk_port}
        self._blocks = _BLOCK.findall(re.split(r"^##", text, flags=re.MULTILINE)[0])

    def files(self, **known: object) -> Mapping[str, str]:
        """Asterisk's files by name; `known` stand for names in capitals."""
        texts = [self._here(block, known) for language, block in self._blocks if language == "ini"]
        return {text.partition("\n")[0].removeprefix("; "): text for text in texts}

    async def create(self, objects: Objects, **known: object) -> Mapping[str, object]:
        """Carry out the commands; the names in capitals with what they stood for."""
        for command in self._commands():
            _, verb, kind, body = shlex.split(self._here(command, known))
            assert verb == "create"
            document = FAMILIES[kind].model_validate(json.loads(body))
            known = {**known, f"{kind.upper()}_ID": await objects.create(document)}
        return known

    def _commands(self) -> list[str]:
        texts = [block for language, block in self._blocks if language == "sh"]
        commands = [part for text in texts for part in re.split(r"^switchboard ", text, flags=re.MULTILINE)]
        return [command for command in commands if command.startswith("objects ")]

    def _here(self, text: str, known: Mapping[str, object]) -> str:
        for name, value in known.items():
            text = re.sub(rf"\b{name}\b", str(value), text)
        for address, port in self._ports.items():
            text = text.replace(f'"{address}", "port": 5060', f'"{HOST}", "port": {port}')
            text = re.sub(rf"{re.escape(address)}(:5060)?", f"{HOST}:{port}", text)
        return text
