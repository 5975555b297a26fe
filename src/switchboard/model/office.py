"""What holds for a whole tenant."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from switchboard.model.base import Document, Frozen, LanguageTag, MusicId, Name
from switchboard.model.closure import Closure
from switchboard.model.destination import PlainDestination
from switchboard.model.emergency import Emergency
from switchboard.model.feature_codes import FeatureCodes
from switchboard.model.phone_numbers import AreaCode, Country, Numbering
from switchboard.model.pickup import ParkingOptions, PickupOptions
from switchboard.model.record_notice import NO_NOTICE, RecordNotice
from switchboard.model.refused import refused
from switchboard.model.schedule import WORKING_WEEK, WeekHours, Zone
from switchboard.model.tones import ToneCountry
from switchboard.model.voicemail import KeepDays, VoicemailOptions

OFFICE = "office"


def _the_only(name: str) -> str:
    if name != OFFICE:
        raise refused("fixed", "a tenant has one office, and its name is {value}", value=OFFICE)
    return name


class DirectoryOptions(Frozen):
    """How callers dial by name. A name is looked for after `keys_needed` keys. While more than `offer_at_most` people
    have it, the caller is asked for more keys. With `say_number` the number of each is read behind the name. The key 0
    leads to `operator`.
    """

    keys_needed: Annotated[int, Field(ge=2, le=5)] = 3
    say_number: bool = True
    offer_at_most: Annotated[int, Field(ge=1, le=20)] = 8
    operator: PlainDestination | None = None


class Office(Document):
    """The hours and the zone that schedules without their own take, and the language of menus without their own.

    `night_mode` sends the callers of every menu that has a night route there at once. `region` is ISO 3166-1 alpha-3,
    `tone_country` alpha-2: whose ringing tone callers hear. `voicemail` is how messages are taken where a mailbox says
    nothing else. `directory` is for dialling by name. `transfer_recall`: whoever has transferred a caller in vain gets
    the caller back. `music` is what those hear who wait or are on hold; null: the music that comes with the product.
    `feature_codes` are what phones dial to have something done; `pickup` says who may answer calls that ring at others,
    and `parking` where callers can be parked. `country` and `area_code` are the numbering plan by which outside numbers
    are dialled. `max_calls` of the tenant go on at once; null: no limit. Whoever holds another for `hold_limit_s` is
    called anew; 0: nobody is. `closure`: the office is closed for a while. `emergency`: how emergency numbers are
    dialled. `record_notice`: whether those who are recorded are told so, where the extension, queue or conference says
    nothing else. Recordings of calls are deleted after `keep_recordings_days`, and the oldest when all on a machine
    take more than `keep_recordings_mb`; records of calls, with their recordings, after `keep_calls_days`; and former
    versions of objects after `keep_versions_days` (0: never). `calling_hours` are when menus may call people, by the
    clock where those are; null: at any time.
    """

    kind: ClassVar[str] = "office"
    name: Annotated[Name, AfterValidator(_the_only)] = OFFICE
    hours: WeekHours = WORKING_WEEK
    timezone: Zone = "UTC"
    region: str = ""
    language: LanguageTag = ""
    night_mode: bool = False
    closure: Closure | None = None
    tone_country: ToneCountry = ""
    voicemail: VoicemailOptions = VoicemailOptions()
    directory: DirectoryOptions = DirectoryOptions()
    transfer_recall: bool = False
    music: MusicId | None = None
    feature_codes: FeatureCodes = FeatureCodes()
    pickup: PickupOptions = PickupOptions()
    parking: ParkingOptions = ParkingOptions()
    emergency: Emergency = Emergency()
    record_notice: RecordNotice = NO_NOTICE
    keep_recordings_days: KeepDays = 0
    keep_recordings_mb: Annotated[int, Field(ge=0, le=100_000_000)] = 0
    keep_calls_days: KeepDays = 0
    keep_versions_days: KeepDays = 0
    country: Country = ""
    area_code: AreaCode = ""
    max_calls: Annotated[int, Field(ge=1, le=100_000)] | None = None
    calling_hours: WeekHours | None = None
    hold_limit_s: Annotated[int, Field(ge=0, le=86_400)] = 0

    @property
    def numbering(self) -> Numbering:
        """How outside numbers are written here."""
        return Numbering(self.country, self.area_code)
