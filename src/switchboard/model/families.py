"""Every family of document by its kind."""

from typing import get_args

from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.ivr import Ivr
from switchboard.model.prompt import Prompt
from switchboard.model.trunk import InboundRoute, OutboundRoute, Trunk

AnyDocument = Ivr | Extension | ExtensionGroup | Prompt | Trunk | OutboundRoute | InboundRoute
FAMILIES = {family.kind: family for family in get_args(AnyDocument)}
"""kind -> class."""
