"""Every family of document by its kind."""

from typing import get_args

from switchboard.model.api_dialplan import ApiDialplan
from switchboard.model.caller_list import CallerList
from switchboard.model.conference import Conference
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.do_not_call import DoNotCallList
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.holiday import Holiday
from switchboard.model.ivr import Ivr
from switchboard.model.messaging import SmsTemplate, Webhook
from switchboard.model.music import Music
from switchboard.model.office import Office
from switchboard.model.organization import Organization
from switchboard.model.prompt import Prompt
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.scenario import Scenario
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import InboundRoute, OutboundRoute, Trunk

AnyDocument = (
    Ivr
    | Extension
    | ExtensionGroup
    | Organization
    | RingGroup
    | GroupVoicemail
    | Queue
    | Conference
    | Prompt
    | Music
    | Holiday
    | TimeCondition
    | ApiDialplan
    | Office
    | SmsTemplate
    | Webhook
    | Trunk
    | OutboundRoute
    | InboundRoute
    | CallerList
    | DoNotCallList
    | Scenario
)
FAMILIES = {family.kind: family for family in get_args(AnyDocument)}
"""kind -> class."""

Numbered = Ivr | Extension | RingGroup | GroupVoicemail | Queue | Conference
"""What can be dialled: the families whose documents have a number."""
