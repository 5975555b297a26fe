"""Scenarios as data: every engine that runs them has to tell the same events."""

from tests.callflow.scenarios.arrivals import ARRIVALS
from tests.callflow.scenarios.asked import ASKED
from tests.callflow.scenarios.attended import ATTENDED
from tests.callflow.scenarios.checking import CHECKING
from tests.callflow.scenarios.codes import CODES
from tests.callflow.scenarios.conferences import CONFERENCES
from tests.callflow.scenarios.dial_by_name import DIALLING_BY_NAME
from tests.callflow.scenarios.dialplans import DIALPLANS
from tests.callflow.scenarios.diverting import DIVERTING
from tests.callflow.scenarios.emergency import EMERGENCY
from tests.callflow.scenarios.entries import ENTRIES
from tests.callflow.scenarios.failures import FAILURES
from tests.callflow.scenarios.fax import FAXES
from tests.callflow.scenarios.forwarding import FORWARDING
from tests.callflow.scenarios.held import HELD
from tests.callflow.scenarios.insiders import INSIDERS
from tests.callflow.scenarios.keys import KEYS
from tests.callflow.scenarios.leaving import LEAVING
from tests.callflow.scenarios.menus import MENUS
from tests.callflow.scenarios.messages import MESSAGES
from tests.callflow.scenarios.numbers import NUMBERS
from tests.callflow.scenarios.office import AT_THE_DOOR, OFFICE_CODES
from tests.callflow.scenarios.onward import ONWARD
from tests.callflow.scenarios.outside_numbers import OUTSIDE_NUMBERS
from tests.callflow.scenarios.parking import PARKING
from tests.callflow.scenarios.permits import PERMITS
from tests.callflow.scenarios.pickup import PICKUP
from tests.callflow.scenarios.places import PLACES
from tests.callflow.scenarios.prompt_edit import PROMPT_EDIT
from tests.callflow.scenarios.queues import QUEUES
from tests.callflow.scenarios.record_notice import RECORD_NOTICE
from tests.callflow.scenarios.recording import RECORDING
from tests.callflow.scenarios.ringing import RINGING
from tests.callflow.scenarios.times import TIMES
from tests.callflow.scenarios.transfers import TRANSFERS
from tests.callflow.scenarios.unanswered import UNANSWERED
from tests.callflow.scenarios.voicemail import VOICEMAIL
from tests.callflow.scenarios.wrong_keys import WRONG_KEYS

ALL = (
    *OFFICE_CODES,
    *RECORD_NOTICE,
    *EMERGENCY,
    *AT_THE_DOOR,
    *MENUS,
    *FAILURES,
    *LEAVING,
    *ENTRIES,
    *KEYS,
    *WRONG_KEYS,
    *PERMITS,
    *PLACES,
    *ARRIVALS,
    *RECORDING,
    *TIMES,
    *FORWARDING,
    *DIVERTING,
    *ONWARD,
    *RINGING,
    *NUMBERS,
    *OUTSIDE_NUMBERS,
    *INSIDERS,
    *ASKED,
    *DIALPLANS,
    *FAXES,
    *TRANSFERS,
    *VOICEMAIL,
    *MESSAGES,
    *ATTENDED,
    *HELD,
    *UNANSWERED,
    *CODES,
    *CONFERENCES,
    *CHECKING,
    *QUEUES,
    *DIALLING_BY_NAME,
    *PROMPT_EDIT,
    *PICKUP,
    *PARKING,
)
