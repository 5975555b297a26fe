"""What the answers about providers, users, groups, queues and inbound rules look like, as models."""

from typing import Literal

from switchboard.api.portsip.answers import HolidayShown, HoursShown, Id, Numbered, Shown


class ForwardShown(Shown):
    """Where callers go who come from outside, or from a group or a queue."""

    action: Literal["FORWARD_TO_NUMBER", "FORWARD_TO_VOICEMAIL", "REPEAT", "HANGUP"]
    number: str | None


class ExtensionShown(Shown):
    """An extension as a user."""

    id: Id
    name: str
    enabled: Literal[True]
    email: str
    display_name: str
    role: Literal["StandardUser"]
    mobile_phone: str
    work_phone: str
    home_phone: str
    address: str
    department: str
    extension_number: str
    created_at: None
    avatar_file_name: None
    avatar_file_size: Literal[0]
    avatar_file_url: None


class RingGroupShown(Numbered):
    """A ring group; times in seconds."""

    ring_time: int
    ring_strategy: str
    no_answer_forward_rule: ForwardShown
    night_mode_forward_rule: None


class QueueShown(Numbered):
    """A queue; times in seconds, 0 for no limit."""

    ring_time: int
    ring_strategy: str
    max_waiting_time: int
    max_waiting_calls: int
    wrap_up_time: int
    no_answer_forward_rule: ForwardShown


class AgentShown(Shown):
    """An extension that is rung."""

    extension_number: str
    display_name: str
    skill_level: int


class AgentList(Shown):
    """All of a group or a queue."""

    items: list[AgentShown]


class InboundShown(Shown):
    """An inbound rule."""

    id: Id
    name: str
    enabled: Literal[True]
    cid_number_mask: Literal[""]
    did_numbers: str
    did_numbers_as_to_header: Literal[False]
    office_hours_forward_rule: ForwardShown | None
    non_office_hours_forward_rule: ForwardShown | None
    holiday_forward_rule: ForwardShown | None
    office_hours: HoursShown
    holidays: list[HolidayShown]
    provider_id: Id | None
    enable_advanced_routing: Literal[False]
    advanced_routing: Literal[""]
    play_recording_disclaimer: Literal[False]


class ProviderItem(Shown):
    """A trunk in a list."""

    id: Id
    name: str
    enabled: bool
    brand: None
    hostname: str
    port: int
    did_numbers: str
    shared: Literal[False]


class ProviderShown(ProviderItem):
    """A trunk alone; `register_interval` in seconds."""

    username: str | None
    registration: bool
    register_interval: int
    additional_ips: str
