"""The notation of forms: what becomes of a value for some answers. Pure.

`"{company}"` is an answer; within a text it is that answer as a text. `$welcome` is a text of the language. `"@menu"`
is the id of an object of the form. `{each: keys, give: …}` is a list with what it gives for each item of an answer.
`{if: people, then: …, else: …}` is one of two things, in a list also none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from switchboard.templates.form import Texts

_WHOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Scope:
    """What names stand for: `values` are the answers, `ids` those of the objects by label."""

    values: Mapping[str, Any]
    texts: Texts
    ids: Mapping[str, int]

    def has(self, name: str) -> bool:
        """Whether something was answered."""
        return self.values.get(name) not in (None, False, (), [])

    def render(self, node: Any) -> Any:
        """What the node is for these answers."""
        if isinstance(node, str):
            return self._text(node)
        if isinstance(node, list):
            return [item for part in node for item in self._parts(part)]
        if isinstance(node, dict) and "each" in node:
            return self._parts(node)
        if isinstance(node, dict) and "if" in node:
            return self.render(node["then"] if self.has(node["if"]) else node.get("else"))
        if isinstance(node, dict):
            return {name: self.render(value) for name, value in node.items()}
        return node

    def _parts(self, node: Any) -> list[Any]:
        """What a part of a list stands for."""
        if isinstance(node, dict) and "each" in node:
            return [self._of(item).render(node["give"]) for item in self.values.get(node["each"]) or ()]
        if isinstance(node, dict) and "if" in node and "else" not in node and not self.has(node["if"]):
            return []
        return [self.render(node)]

    def _of(self, item: Any) -> "Scope":
        row = item if isinstance(item, Mapping) else {"item": item}
        key = row.get("key")
        spoken = {} if key is None else {"key_spoken": self.texts.keys.get(key, key)}
        return replace(self, values={**self.values, **row, **spoken})

    def _text(self, text: str) -> Any:
        if text.startswith("@"):
            return self.ids[text[1:]]
        if text.startswith("$"):
            return self._text(self.texts.texts[text[1:]])
        if whole := _WHOLE.fullmatch(text):
            return self.values.get(whole[1])
        # Answers are put in once, so that braces in an answer are no names.
        return _WHOLE.sub(lambda found: str(self.values[found[1]]), text)
