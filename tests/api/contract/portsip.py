"""What there is for the PortSIP dialect, and what of its bodies can be had."""

from collections.abc import Mapping

from switchboard.api.portsip.naming import ACTION_URL, encode, wire_id

from ..support import EXTENSION, OTHER_IVR
from .login import PASSWORD, USER

ASKING_IVR, NOWHERE = 99, 999
IDS: Mapping[str, tuple[int, ...]] = {
    "ivrs": (OTHER_IVR, ASKING_IVR),
    "holidays": (93,),
    "providers": (60,),
    "ring_groups": (92,),
    "files": (90, 91),
    "users": (EXTENSION,),
    "inbound_rules": (98,),
    "call_queues": (103,),
}
PARAMETERS: Mapping[str, list[object]] = {
    "url": [encode(ACTION_URL, 1), encode(ACTION_URL, 2)],
    "number": ["1000", "6250", "6400", "0"],
    "filter": ["name ne 'Other'", "contains(name,'a') or not (id eq 'x')"],
    "search": ["a", "other or support and 6"],
    "filename": ["menu.wav"],
}
_RULES: Mapping[str, list[object]] = {
    "action": ["FORWARD_TO_NUMBER", "HANGUP", "REPEAT"],
    "number": ["1000", "6250", "+442079460000"],
}
_HOLIDAY: Mapping[str, list[object]] = {
    **{"year_start": [2026], "year_end": [2026, None], "month_start": [3], "month_end": [4, None]},
    **{"day_start": [1, 28], "day_end": [29, None], "hour_start": [9, None], "hour_end": [17, None]},
}
_IVR: Mapping[str, list[object]] = {
    "pin": ["135791"],
    "prompt_file_id": [None, wire_id(90)],
    "transfer_prompt_file_id": [None, wire_id(91)],
    "exclude_list": ["", "1001-2001;3000"],
}
_ACTION: Mapping[str, list[object]] = {
    **{"type": ["DTMF"], "dtmf_mask": ["1;20*", "ALL"], "caller_mask": [None], "headers": ["", "a:b"]},
    **{"auth": ["DISABLE"], "username": [None], "password": [None], "token": [None]},
}
MEMBERS: Mapping[str, Mapping[str, list[object]]] = {
    "SignIn": {"username": [USER], "password": [PASSWORD], "domain": [None]},
    "PasswordGrant": {"grant_type": ["password"], "username": [USER], "password": [PASSWORD]},
    "NewIvr": _IVR,
    "IvrFields": _IVR,
    "Rule": _RULES,
    "NightRule": _RULES,
    "TimeoutRule": _RULES,
    "MenuRule": {**_RULES, "action": [*_RULES["action"], "DISA"]},
    "Entry": {"user_input": ["1", "2#", "*", "#"], "holidays": [[], [wire_id(93)]]},
    "Day": {"ranges": [[], [{"from": "09:00", "to": "17:00"}]]},
    "CallerId": {"provider_id": [wire_id(60)]},
    "NewAction": _ACTION,
    "ActionFields": _ACTION,
    "NewHoliday": _HOLIDAY,
    "ChangedHoliday": _HOLIDAY,
    "TenantFields": {"name": [None], "domain": [None], "timezone": ["Europe/Berlin"]},
}


def values(path: str, name: str) -> list[object]:
    """For a parameter: ids of what there is, and of nothing."""
    kind = path.split("/")[1]
    if name == "key" and kind in IDS:
        return [wire_id(id) for id in (*IDS[kind], NOWHERE)]
    return PARAMETERS.get(name, [])
