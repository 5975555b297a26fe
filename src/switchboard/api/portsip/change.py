"""PortSIP's requests applied to an IVR of the model. Pure.

What is sent just as it is shown stays as it is, also where PortSIP shows only the nearest that it can express; what it
has no field for stays in any case (call semantics, section 6).
"""

from collections.abc import Mapping, Sequence, Set
from typing import Final

from switchboard.api.common import Json
from switchboard.api.portsip.mapping import entry as shown_entry
from switchboard.api.portsip.mapping import fields, greeted, user_input
from switchboard.api.portsip.references import References
from switchboard.api.portsip.times import by_time
from switchboard.api.portsip.wire_ivr import Entry, IvrFields, TimeoutRule, excluded
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import DirectDial, Ivr, NightMode, NumberRange, Option, Retry, Route
from switchboard.model.prompt import Announcement, CustomPrompt, PromptRef

AMBIGUOUS_S: Final = 3.0
"""How long more keys are awaited after those of an entry that is written with `#`."""

MISSES: Final = 10
"""So many wrong numbers in a row are tolerated."""

_NO_SUCH_EXTENSION = Announcement(name="no-such-extension")
_GREETING = Announcement(name="default")
_PLAIN: Final = {
    "name": "name",
    "dtmf_interval": "digit_timeout_s",
    "enable_pin": "disa_pin_required",
    "enable_audio_recording": "record",
}
"""Field -> that of the model, with the same values."""


def blank(name: str, number: str) -> Ivr:
    """A new IVR as PortSIP has it before anything is said about it."""
    return Ivr(
        name=name,
        number=number,
        greeting=(_GREETING,),
        response_timeout_s=30,
        digit_timeout_s=2,
        no_input=Retry(retries=3),
        no_match=Retry(retries=MISSES, retry_prompt=_NO_SUCH_EXTENSION),
        transfer_failed=Route(),
        direct_dial=DirectDial(mode="all", services="all"),
    )


def apply(ivr: Ivr, sent: IvrFields, objects: Configuration, prompts: Mapping[str, int]) -> Ivr:
    """The IVR as it becomes. `objects` holds what it refers to and what is sent names, `prompts` the prompt of each
    file that is sent.

    Raises Refusal 400 with all that refers to nothing.
    """
    found = References(objects)
    shown, wanted = fields(ivr, objects), sent.model_dump(by_alias=True)
    # Only what differs from what is shown: PortSIP may show the nearest that it can express, and that must not replace
    # what is.
    changed = {name for name in sent.model_fields_set & shown.keys() if wanted[name] != shown[name]}
    parts: dict[str, object] = {_PLAIN[name]: getattr(sent, name) for name in _PLAIN.keys() & changed}
    if "language" in changed:
        parts["language"] = sent.language or ""
    if "timeout_forward_rule" in changed:
        parts |= _timeout(ivr, sent.timeout_forward_rule, shown["timeout_forward_rule"], found)
    if "failure_forward_rule" in changed:
        old = ivr.transfer_failed or Route()
        parts["transfer_failed"] = found.route(old, "failure_forward_rule", sent.failure_forward_rule)
    if "custom_forward_rules" in changed:
        parts["options"] = _options(ivr, sent.custom_forward_rules, found)
    if changed & {"enable_night_mode", "night_mode_forward_rule"}:
        parts["night"] = _night(ivr.night, sent, changed, found)
    if "exclude_list" in changed:
        ranges = tuple(NumberRange(first=first, last=last) for first, last in excluded(sent.exclude_list))
        parts["direct_dial"] = ivr.direct_dial.model_copy(update={"exclude": ranges})
    if "outbound_caller_ids" in changed:
        parts["caller_ids"] = found.caller_ids(sent.outbound_caller_ids)
    found.refuse_problems()
    return Ivr.model_validate({**dict(ivr), **parts, **_prompts(ivr, sent, prompts)})


def _timeout(ivr: Ivr, sent: TimeoutRule, shown: Json, found: References) -> dict[str, object]:
    """The parts of the IVR that change with the rule for silence. Callers who dial wrong numbers too often go where the
    silent go, as long as the IVR has it so.
    """
    silence, misses = ivr.no_input, ivr.no_match
    was: Mapping[str, object] = shown if isinstance(shown, Mapping) else {}
    route = silence.route
    if (sent.action, sent.number) != (was.get("action"), was.get("number")):
        route = found.route(silence.route, "timeout_forward_rule", sent)
    parts: dict[str, object] = {
        "no_input": silence.model_copy(update={"retries": sent.repeat_times, "route": route}),
    }
    if sent.timeout != was.get("timeout"):
        parts["response_timeout_s"] = sent.timeout
    if misses.route == silence.route and misses.retry_prompt == _NO_SUCH_EXTENSION:
        parts["no_match"] = misses.model_copy(update={"route": route})
    return parts


def _night(old: NightMode, sent: IvrFields, changed: Set[str], found: References) -> NightMode:
    enabled = sent.enable_night_mode if "enable_night_mode" in sent.model_fields_set else old.enabled
    route = old.route
    if "night_mode_forward_rule" in changed:
        rule = sent.night_mode_forward_rule
        route = found.route(route or Route(), "night_mode_forward_rule", rule) if rule else None
    return NightMode(enabled=enabled, route=route)


def _options(ivr: Ivr, sent: Sequence[Entry], found: References) -> tuple[Option, ...]:
    """The options after the change: the list replaces the whole list, and an entry that is sent as it is shown stays
    the option that it is.
    """
    old = {user_input(option): option for option in ivr.options}
    return tuple(
        _option(f"custom_forward_rules[{index}]", entry, old.get(entry.user_input), found)
        for index, entry in enumerate(sent)
    )


def _option(place: str, sent: Entry, old: Option | None, found: References) -> Option:
    wanted = sent.model_dump(by_alias=True)
    shown = shown_entry(old, found.objects) if old else {}
    if old is not None and wanted == shown:
        return old
    same = {name for name in shown if wanted[name] == shown[name]}
    to = by_time(f"{place}.", sent, old.route.to if old else None, same, found)
    if old is None:
        keys, is_delayed = sent.keys
        return Option(keys=keys, route=Route(to=to), ambiguous_timeout_s=AMBIGUOUS_S if is_delayed else 0)
    return old.model_copy(update={"route": old.route.model_copy(update={"to": to})})


def _prompts(ivr: Ivr, sent: IvrFields, prompts: Mapping[str, int]) -> dict[str, object]:
    parts: dict[str, object] = {}
    if "prompt_file_id" in sent.model_fields_set:
        new = _prompt(sent.prompt_file_id, prompts)
        if new != greeted(ivr) and (new or isinstance(greeted(ivr), CustomPrompt)):
            parts["greeting"] = (new or _GREETING,)
    if "transfer_prompt_file_id" in sent.model_fields_set:
        parts["transfer_prompt"] = _prompt(sent.transfer_prompt_file_id, prompts)
    return parts


def _prompt(file: str | None, prompts: Mapping[str, int]) -> PromptRef | None:
    return None if file is None else CustomPrompt(prompt=prompts[file])
