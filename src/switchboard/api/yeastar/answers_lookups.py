"""Answers about what IVRs refer to: extensions, groups of them, ring groups, trunks and outbound routes."""

from typing import Any, Literal

from switchboard.api.yeastar.answers import Id, Member, Shown
from switchboard.api.yeastar.wire import DestinationType, Flag


class Phone(Shown):
    """A registered telephone and its address."""

    status: Literal[1]
    ip: str


class SipPhone(Shown):
    """Whether a telephone is registered."""

    status: Flag
    ext_dev_type: Literal["sip"] = "sip"
    status_list: tuple[Phone, ...] = ()


class Client(Shown):
    """A client of the vendor's, of which there are none."""

    status: Literal[0]


class OnlineStatus(Shown):
    """Where an extension is online."""

    sip_phone: SipPhone
    linkus_desktop: Client
    linkus_mobile: Client
    linkus_web: Client


class ExtensionShown(Shown):
    """An extension."""

    id: Id
    online_status: OnlineStatus
    presence_status: str
    number: str
    caller_id_name: str
    role_name: str
    email_addr: str = ""
    mobile_number: str = ""
    timezone: str
    custom_presence_status: str


class GroupItem(Shown):
    """A group of extensions in a list."""

    id: Id
    name: str
    member_select: Literal["sel_specific"]
    total_extensions: int


class GroupShown(GroupItem):
    """A group with its members."""

    members: list[Member]


class OrganizationItem(Shown):
    """An organization in a list; `parent_id` is 0 at the top."""

    id: Id
    name: str
    parent_id: int
    total_extensions: int


class OrganizationShown(OrganizationItem):
    """An organization with its own members."""

    members: list[Member]


class RingGroupSummary(Shown):
    """What is always shown of a ring group."""

    id: Id
    number: str
    name: str
    ring_strategy: Literal["ring_all", "sequentially", "memory_hunt"]


class RingGroupItem(RingGroupSummary):
    """A ring group in a list."""

    member_count: int


class RingGroupShown(RingGroupSummary):
    """A ring group with its members, and where a call goes that nobody answers."""

    ring_timeout: int
    member_list: list[Member]
    fail_dest: DestinationType
    fail_dest_prefix: str
    fail_dest_value: str


class QueueItem(Shown):
    """A queue in a list, with its agents; null where there are none."""

    id: Id
    number: str
    name: str
    ring_strategy: Literal["ring_all", "linear", "rrmemory", "least_recent", "fewest_calls", "random"]
    client_unique_ringtone: Literal[""]
    dynamic_agent_list: list[Member] | None
    static_agent_list: list[Member] | None
    manager_list: None


class ConferenceItem(Shown):
    """A conference in a list."""

    id: Id
    number: str
    name: str


class ConferenceShown(ConferenceItem):
    """A conference with its moderators. The PINs are never shown."""

    prompt_language: str
    moderator_list: list[Member]
    enb_wait_moderator: Literal[0, 1]
    sound_prompt: Literal["default", "ext_number", "none"]
    max_member: int
    allow_partic_invite: Flag


class GroupVoicemailItem(Shown):
    """A group voicemail in a list."""

    id: Id
    number: str
    name: str
    mode: Literal["share", "broadcast"]


class GroupVoicemailShown(GroupVoicemailItem):
    """A group voicemail with its members."""

    member_list: list[Member]


class AgentShown(Shown):
    """What an agent of a queue does."""

    name: str
    number: str
    is_login: Flag
    is_pause: Flag
    call_status: Literal[0, 1, 2, 3]
    pause_reason: str
    agent_type: Literal["static", "dynamic"]
    max_threshold_for_pause_time: Literal[0]
    max_threshold_for_logout_time: Literal[0]


class AgentStatus(Shown):
    """The agents of a queue; 60001 and null where it has none."""

    errcode: Literal[0, 60001]
    errmsg: Literal["SUCCESS", "DATA NOT FOUND"]
    total_number: int
    data: list[AgentShown] | None


class QueueCall(Shown):
    """A call in a queue: the queue is called while it waits, then an agent."""

    call_id: str
    caller_number: str
    caller_display_name: str
    callee_number: str
    callee_display_name: str
    duration: int


class QueueCalls(Shown):
    """The calls in a queue; 60001, null and zeros where there are none."""

    errcode: Literal[0, 60001]
    errmsg: Literal["SUCCESS", "DATA NOT FOUND"]
    waiting_list: list[QueueCall] | None
    active_list: list[QueueCall] | None
    waiting_calls: int
    active_calls: int
    ringing_list: list[QueueCall] | None
    ringing_calls: int


class TrunkItem(Shown):
    """A trunk in a list."""

    id: Id
    status: int
    name: str
    type: Literal["register", "peer"]
    host_port: str
    def_outbound_cid: str = ""
    username: str = ""


class TrunkShown(TrunkItem):
    """Everything about a trunk but its password."""

    enable: Flag
    transport: str
    hostname: str
    port: int
    domain: str = ""
    auth_name: str = ""


class TrunkName(Shown):
    """A trunk that a route leads to."""

    id: Id
    name: str


class TypedTrunkName(TrunkName):
    """The same with its type."""

    type: Literal["register", "peer"]


class InboundRouteItem(Shown):
    """An inbound route in a list."""

    id: int
    name: str
    did_pattern: list[str]
    trunk: list[dict[str, Any]]
    def_dest: str
    pos: int


class InboundRouteShown(Shown):
    """An inbound route in full."""

    id: int
    name: str
    alert_info: str
    did_option: str
    did_pattern_list: list[dict[str, Any]]
    cid_option: str
    cid_pattern_list: list[dict[str, Any]]
    trunk_list: list[dict[str, Any]]
    def_dest: str
    def_dest_prefix: str
    def_dest_value: str
    pos: int


class RouteItem(Shown):
    """An outbound route in a list."""

    id: Id
    name: str
    dial_pattern: list[str]
    trunk: list[TrunkName]
    pos: int


class DialPatternShown(Shown):
    """A pattern of dialled numbers; they are counted."""

    id: Id
    pattern: str
    strip: int
    prepend: str


class RouteCaller(Shown):
    """An extension that may use a route."""

    ext_number: str
    ext_name: str


class RouteShown(Shown):
    """Everything about an outbound route."""

    id: Id
    name: str
    outbound_cid: str
    dial_pattern_list: list[DialPatternShown]
    trunk_list: list[TypedTrunkName]
    all_extensions: Flag
    ext_list: list[RouteCaller]
    pos: int
    pin_protect: str
    pin: str
    pin_list: int
