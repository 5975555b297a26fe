"""Feature codes: what people dial to have something done, such as `*12` and a number to leave a message there.

To add one: its name in `FeatureName`, what holds of it in `FEATURES`, its code in `FeatureCodes`, and what it does in
`callflow/features.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal, Self

from pydantic import StringConstraints, model_validator

from switchboard.model.base import Frozen
from switchboard.model.refused import refused, repeated

FeatureName = Literal[
    "check_messages",
    "leave_message",
    "agent_login",
    "agent_pause",
    "edit_prompt",
    "forward_always",
    "forward_always_off",
    "forward_busy",
    "forward_busy_off",
    "forward_no_answer",
    "forward_no_answer_off",
    "dnd_on",
    "dnd_off",
    "night_mode",
    "close_office",
    "pick_up",
    "pick_up_group",
    "park",
    "park_at",
    "retrieve",
]
MenuFeature = Literal["check_messages", "edit_prompt"]
"""Those that a menu can permit."""
Dialler = Literal["phone", "diverted", "disa", "menu"]
"""Who dials: an extension from its phone; a caller whom a phone forwards or somebody transfers; a caller who has come
in by DISA; a caller in a menu whose `feature_codes` has the feature.
"""

FeatureCode = Annotated[str, StringConstraints(pattern=r"^([*#][0-9*#]{1,5})?$")]
"""Two to six keys, of which the first is no digit, so that no number is a code. Empty: switched off."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Whether a `number` follows the code, and who may dial it."""

    number: Literal["none", "optional", "required"]
    by: frozenset[Dialler]

    def takes(self, number: str) -> bool:
        """Whether `number`, which may be empty, can follow the code."""
        if not number:
            return self.number != "required"
        return self.number != "none" and number.isascii() and number.isdigit()


FEATURES: Final[Mapping[FeatureName, Feature]] = {
    "check_messages": Feature("optional", frozenset({"phone", "disa", "menu"})),
    "leave_message": Feature("required", frozenset({"phone", "diverted"})),
    "agent_login": Feature("optional", frozenset({"phone"})),
    "agent_pause": Feature("optional", frozenset({"phone"})),
    "edit_prompt": Feature("none", frozenset({"menu"})),
    "forward_always": Feature("required", frozenset({"phone"})),
    "forward_always_off": Feature("none", frozenset({"phone"})),
    "forward_busy": Feature("required", frozenset({"phone"})),
    "forward_busy_off": Feature("none", frozenset({"phone"})),
    "forward_no_answer": Feature("required", frozenset({"phone"})),
    "forward_no_answer_off": Feature("none", frozenset({"phone"})),
    "dnd_on": Feature("none", frozenset({"phone"})),
    "dnd_off": Feature("none", frozenset({"phone"})),
    "night_mode": Feature("optional", frozenset({"phone"})),
    "close_office": Feature("optional", frozenset({"phone"})),
    "pick_up": Feature("required", frozenset({"phone"})),
    "pick_up_group": Feature("none", frozenset({"phone"})),
    "park": Feature("none", frozenset({"phone", "diverted"})),
    "park_at": Feature("required", frozenset({"phone", "diverted"})),
    "retrieve": Feature("required", frozenset({"phone"})),
}


@dataclass(frozen=True, slots=True)
class DialledFeature:
    """A `feature` and the `number` that was dialled behind its `code`, "" for none."""

    feature: FeatureName
    code: str
    number: str = ""


class FeatureCodes(Frozen):
    """The code of each feature; "" switches it off. `retrieve` needs none: the number of a slot is enough."""

    check_messages: FeatureCode = "*2"
    leave_message: FeatureCode = "*12"
    agent_login: FeatureCode = "*7"
    agent_pause: FeatureCode = "*07"
    edit_prompt: FeatureCode = "#9"
    forward_always: FeatureCode = "*31"
    forward_always_off: FeatureCode = "*031"
    forward_busy: FeatureCode = "*32"
    forward_busy_off: FeatureCode = "*032"
    forward_no_answer: FeatureCode = "*33"
    forward_no_answer_off: FeatureCode = "*033"
    dnd_on: FeatureCode = "*75"
    dnd_off: FeatureCode = "*075"
    night_mode: FeatureCode = "*16"
    close_office: FeatureCode = "*17"
    pick_up: FeatureCode = "*04"
    pick_up_group: FeatureCode = "*4"
    park: FeatureCode = "*5"
    park_at: FeatureCode = "*05"
    retrieve: FeatureCode = ""

    @model_validator(mode="after")
    def _are_distinct(self) -> Self:
        codes = [(name, code) for name, code in self if code]
        if (index := repeated([code for _, code in codes])) is not None:
            raise refused("twice", "two features have the same code", codes[index][0])
        return self

    def code_of(self, feature: FeatureName) -> str:
        code: str = getattr(self, feature)
        return code

    def find(self, dialled: str, by: Dialler) -> DialledFeature | None:
        """The feature that `dialled` stands for; of two codes that fit, the longer one counts."""
        if not dialled.startswith(("*", "#")):
            return None
        fitting = [
            DialledFeature(name, code, dialled.removeprefix(code))
            for name, feature in FEATURES.items()
            if by in feature.by
            and (code := self.code_of(name))
            and dialled.startswith(code)
            and feature.takes(dialled.removeprefix(code))
        ]
        return max(fitting, key=lambda one: len(one.code), default=None)
