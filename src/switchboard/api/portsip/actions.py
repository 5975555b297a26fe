"""Action URLs of the model to and from PortSIP's. Pure.

An action URL has one secret: a password or a token, as `auth` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import SecretStr, ValidationError

from switchboard.api.common import Json
from switchboard.api.masking import MASK, masked_url
from switchboard.api.portsip.envelope import invalid
from switchboard.api.portsip.naming import ACTION_URL, encode
from switchboard.api.portsip.wire_action import ActionFields, headers
from switchboard.model.action_url import ActionUrl
from switchboard.model.wording import reason

Secret = Literal["password", "token"]

_TYPES: Final = {"keys": "DTMF", "caller": "CALLER"}
_AUTHS: Final = {"none": "DISABLE", "basic": "BASIC", "digest": "DIGEST", "bearer": "BEARER"}
_MASKS: Final = {"DTMF": "dtmf_mask", "CALLER": "caller_mask"}
_SECRETS: Final[Mapping[str, Secret]] = {"BASIC": "password", "DIGEST": "password", "BEARER": "token"}
_ON: Final = {wire: name for name, wire in _TYPES.items()}
_AUTH: Final = {wire: name for name, wire in _AUTHS.items()}
_PLAIN: Final = {
    "name": "name",
    "enabled": "enabled",
    "method": "method",
    "url": "url",
    "connection_timeout": "connect_timeout_s",
    "request_timeout": "request_timeout_s",
}
"""Field -> that of the model, with the same values."""


@dataclass(frozen=True, slots=True)
class Changed:
    """An action URL and what becomes of its secret: `secret` is the new one, None for none; with `same_secret` it keeps
    the one that it has.
    """

    action: ActionUrl
    secret: SecretStr | None
    same_secret: bool


def shown(action: ActionUrl, secret: str | None) -> dict[str, Json]:
    """Every key of an answer."""
    auth = _AUTHS[action.auth]
    found: dict[str, Json] = {"id": encode(ACTION_URL, action.key)}
    found |= {name: getattr(action, field) for name, field in _PLAIN.items()}
    return found | {
        "type": _TYPES[action.on],
        **{mask: action.mask if _TYPES[action.on] == kind else None for kind, mask in _MASKS.items()},
        "headers": "&".join(f"{one.name}:{one.value}" for one in action.headers),
        "auth": auth,
        "username": action.username or None,
        **{name: secret if _SECRETS.get(auth) == name else None for name in ("password", "token")},
    }


def created(id: int, sent: ActionFields) -> Changed:
    """A new action URL. Raises Refusal 400."""
    return _changed(None, id, sent)


def changed(old: ActionUrl, sent: ActionFields) -> Changed:
    """The action URL after an update: what is not sent, or sent as it is shown, stays. Raises Refusal 400."""
    return _changed(old, old.key, sent)


def _changed(old: ActionUrl | None, id: int, sent: ActionFields) -> Changed:
    was = shown(old, None) if old else {}
    defaults = ActionFields().model_dump()
    wanted = {**defaults, **was, **{name: getattr(sent, name) for name in sent.model_fields_set}}
    if sent.type != was.get("type") and "type" in sent.model_fields_set:
        wanted |= {mask: getattr(sent, mask) for mask in _MASKS.values()}
    wanted |= _unmasked(old, wanted)
    problems = (
        _still_masked(wanted) | dict(_wrong_mask(wanted, sent)) | dict(_wrong_auth(wanted, sent, str(was.get("auth"))))
    )
    if problems:
        raise invalid(problems)
    secret = _SECRETS.get(wanted["auth"])
    new = getattr(sent, secret) if secret else None
    same = secret is not None and new is None
    return Changed(_document(old, id, wanted, was), new, same)


def _document(old: ActionUrl | None, id: int, wanted: Mapping[str, Any], was: Mapping[str, object]) -> ActionUrl:
    mask = _MASKS[wanted["type"]]
    parts = {
        "key": id,
        "on": _ON[wanted["type"]],
        "mask": wanted[mask],
        "auth": _AUTH[wanted["auth"]],
        "username": (wanted["username"] or "") if _SECRETS.get(wanted["auth"]) == "password" else "",
        **{field: wanted[name] for name, field in _PLAIN.items()},
    }
    if wanted["headers"] != was.get("headers", ""):
        parts["headers"] = headers(wanted["headers"])
    try:
        return ActionUrl.model_validate({**(dict(old) if old else {}), **parts})
    except ValidationError as error:
        raise invalid({mask: reason(error.errors(include_input=False)[0])}) from None


def _unmasked(old: ActionUrl | None, wanted: Mapping[str, Any]) -> dict[str, str]:
    """URL and headers in which masks are replaced by what they stand for, where a client that sees masks sends them
    back.
    """
    if old is None:
        return {}
    values: dict[str, list[str]] = {}
    for one in old.headers:
        values.setdefault(one.name.lower(), []).append(one.value)
    found = {"headers": "&".join(_header(part, values) for part in str(wanted["headers"]).split("&"))}
    return found | ({"url": old.url} if wanted["url"] == masked_url(old.url) else {})


def _header(part: str, values: Mapping[str, list[str]]) -> str:
    """A header of the list. Of several headers of one name, each takes its turn: its mask stands for the value at its
    place.
    """
    name, colon, value = part.partition(":")
    left = values.get(name.strip().lower(), [])
    hidden = left.pop(0) if left else value
    return name + colon + (hidden if value.strip() == MASK else value)


def _still_masked(wanted: Mapping[str, Any]) -> dict[str, str]:
    words = f"{MASK} stands for what is not shown: send the value itself"
    header = any(one.partition(":")[2].strip() == MASK for one in str(wanted["headers"]).split("&"))
    return ({"url": words} if MASK in str(wanted["url"]) else {}) | ({"headers": words} if header else {})


def _wrong_mask(wanted: Mapping[str, Any], sent: ActionFields) -> dict[str, str]:
    """Problems: the mask that the type needs is missing, or the other one is sent."""
    problems: dict[str, str] = {}
    for kind, mask in _MASKS.items():
        if kind == wanted["type"] and not wanted[mask]:
            problems[mask] = f"is required with type {kind}"
        if kind != wanted["type"] and getattr(sent, mask):
            problems[mask] = f"goes with type {kind} only"
    return problems


def _wrong_auth(wanted: Mapping[str, Any], sent: ActionFields, was: str) -> dict[str, str]:
    """Problems: something that `auth` needs is missing, or something is sent that goes with another `auth`."""
    needed = _SECRETS.get(wanted["auth"])
    problems: dict[str, str] = {}
    for name in ("password", "token"):
        if name != needed and getattr(sent, name) is not None:
            problems[name] = f"does not go with auth {wanted['auth']}"
    if needed and getattr(sent, needed) is None and (_SECRETS.get(was) != needed or needed in sent.model_fields_set):
        problems[needed] = f"is required with auth {wanted['auth']}"
    if needed == "password" and not wanted["username"]:
        problems["username"] = f"is required with auth {wanted['auth']}"
    if needed != "password" and sent.username is not None:
        problems["username"] = f"does not go with auth {wanted['auth']}"
    return problems
