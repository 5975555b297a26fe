"""Scenarios as data: every engine that runs them has to tell the same events."""

from tests.callflow.scenarios.arrivals import ARRIVALS
from tests.callflow.scenarios.entries import ENTRIES
from tests.callflow.scenarios.failures import FAILURES
from tests.callflow.scenarios.keys import KEYS
from tests.callflow.scenarios.leaving import LEAVING
from tests.callflow.scenarios.menus import MENUS
from tests.callflow.scenarios.permits import PERMITS
from tests.callflow.scenarios.places import PLACES
from tests.callflow.scenarios.recording import RECORDING

ALL = (*MENUS, *FAILURES, *LEAVING, *ENTRIES, *KEYS, *PERMITS, *PLACES, *ARRIVALS, *RECORDING)
