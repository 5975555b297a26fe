"""What the parameters of an IVR name. Pure."""

from collections.abc import Mapping

from switchboard.api.kit.objects import Named, texts_at
from switchboard.api.yeastar.naming import object_id, prompt_names
from switchboard.api.yeastar.wire import LONGEST_PROMPT_LIST, SLOTS

_LISTS = ("dial_ext_list", "restrict_dial_ext_list", "dial_call_number_list", "dial_outb_route_list")


def named(parameters: Mapping[str, object]) -> Named:
    """Every text that could be an id or the name of a prompt; the change finds out which kind it must have."""
    listed = [text for name in _LISTS for text in texts_at(parameters, name, "value")]
    led_to = [text for slot in SLOTS for text in texts_at(parameters, slot.value)]
    greetings = (text for text in texts_at(parameters, "prompt") if len(text) <= LONGEST_PROMPT_LIST)
    return Named(
        ids={id for text in (*listed, *led_to) if (id := object_id(text)) is not None},
        prompts={*led_to, *(name for text in greetings for name in prompt_names(text))},
    )
