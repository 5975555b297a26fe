"""Numbers, times, emergencies, and who gets in."""

from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    CITY,
    DAYTIME,
    LINE,
    MAIN,
    NEW_YEAR,
    OFFICE,
    SPARE,
    company,
    from_ann,
    from_outside,
    menu,
    option,
    to_ann,
    to_sales,
    with_main,
)

from switchboard.model.checks import Secrets
from switchboard.model.destination import Disa
from switchboard.model.directory import Extension
from switchboard.model.emergency import Emergency
from switchboard.model.forwarding import Forwarding, ForwardRule
from switchboard.model.holiday import Holiday, Moment
from switchboard.model.ivr import DISA_PIN, PROMPT_PIN, MenuCallerId, OutboundDial
from switchboard.model.office import Office
from switchboard.model.pickup import ParkingOptions
from switchboard.model.schedule import DAYS, DayHours, Schedule, WeekHours
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import Trunk

from .case import Case

ALWAYS = WeekHours(**dict.fromkeys(DAYS, DayHours(open=True)))
DIAL_IN = (option("1", Disa()),)
PINS = Secrets(frozenset((ANN,)), {MAIN: frozenset((DISA_PIN, PROMPT_PIN))})
LATE = {"hour": 23, "minute": 59}


def office(**changes: object) -> tuple[int, Office]:
    return OFFICE, Office(**changes)


def daytime(**changes: object) -> tuple[int, TimeCondition]:
    return DAYTIME, TimeCondition(name="daytime", **{"open": to_ann(), "closed": to_sales(), **changes})


def off(id: int, name: str) -> tuple[int, Trunk]:
    return id, Trunk(name=name, host="192.0.2.1", enabled=False)


def holiday(year: int, month: int, day: int) -> tuple[int, Holiday]:
    first = Moment(year=year, month=month, day=day)
    return NEW_YEAR, Holiday(name="Feast", first=first, last=first.model_copy(update=LATE))


GERMAN = office(country="DE", emergency=Emergency(caller_id="+4930100"))

COMPANY_WIDE = [
    Case("number-taken", company((BOB, Extension(name="Bob", number="100"))), (BOB, "number"), company()),
    Case(
        "number-is-emergency",
        company((BOB, Extension(name="Bob", number="112")), GERMAN),
        (BOB, "number"),
        company((BOB, Extension(name="Bob", number="112"))),
        from_ann("112"),
        ("emergency_dialled 112 100",),
    ),
    Case(
        "number-hides-slot",
        company((BOB, Extension(name="Bob", number="6001"))),
        (BOB, "number"),
        company((BOB, Extension(name="Bob", number="6001")), office(parking=ParkingOptions(slots=0))),
        from_ann("6001"),
        ("going_to extension 6001",),
    ),
    Case(
        "emergency-no-line",
        company(off(LINE, "line"), off(SPARE, "spare")),
        (OFFICE,),
        company(off(LINE, "line")),
        from_ann("112"),
        misses=("dial_started",),
    ),
    Case("emergency-no-country", company(), (OFFICE, "country"), company(GERMAN)),
    Case(
        "emergency-trunk-off",
        company(off(LINE, "line"), office(emergency=Emergency(trunks=(LINE,)))),
        (OFFICE, "emergency", "trunks", 0),
        company(office(emergency=Emergency(trunks=(LINE,)))),
    ),
    Case("emergency-no-caller-id", company(), (OFFICE, "emergency", "caller_id"), company(GERMAN)),
    Case(
        "calls-nobody",
        company(office(calling_hours=WeekHours())),
        (OFFICE, "calling_hours"),
        company(office(calling_hours=ALWAYS)),
    ),
    Case(
        "caller-id-not-ours",
        with_main(caller_ids=(MenuCallerId(trunk=LINE, number="666"),)),
        (MAIN, "caller_ids", 0, "number"),
        company(),
    ),
    Case("never-open", company(daytime(when=Schedule(hours=WeekHours()))), (DAYTIME, "open"), company()),
    Case("never-open", company(office(hours=WeekHours())), (DAYTIME, "open"), company()),
    Case("never-closed", company(daytime(when=Schedule(hours=ALWAYS))), (DAYTIME, "closed"), company()),
    Case("no-holidays", company(daytime(holiday=to_ann())), (DAYTIME, "holiday"), company()),
    Case("holiday-past", company(holiday(2026, 3, 1)), (NEW_YEAR,), company(holiday(2026, 3, 2))),
    Case("holiday-never", company(holiday(2027, 2, 29)), (NEW_YEAR, "first"), company(holiday(2028, 2, 29))),
    Case("extension-without-phone", company(), (ANN,), company(), right_secrets=PINS),
    Case(
        "extension-without-phone",
        company(),
        (ANN,),
        company((ANN, Extension(name="Ann", number="100", forwarding=Forwarding(always=ForwardRule(to=to_sales()))))),
    ),
    Case(
        "pin-missing",
        with_main(options=DIAL_IN),
        (MAIN, "options", 0, "route", "to"),
        with_main(options=DIAL_IN),
        from_outside("wait:1 1"),
        ("disa_refused no_pin",),
        right_secrets=PINS,
    ),
    Case(
        "pin-missing",
        with_main(feature_codes=("check_messages", "edit_prompt")),
        (MAIN, "feature_codes", 1),
        with_main(feature_codes=("check_messages", "edit_prompt")),
        from_outside("wait:1 # 9"),
        ("prompt_edit_refused no_pin",),
        right_secrets=PINS,
    ),
    Case(
        "dial-in-without-pin",
        with_main(options=DIAL_IN, disa_pin_required=False),
        (MAIN, "options", 0, "route", "to"),
        company((MAIN, menu(options=DIAL_IN, disa_pin_required=False)), inbound=to_sales()),
        from_outside("wait:1 1 wait:1 1 0 1"),
        ("going_to extension 101",),
    ),
    Case(
        "strangers-dial-out",
        with_main(outbound_dial=OutboundDial(enabled=True, routes=(CITY,))),
        (MAIN, "outbound_dial", "routes", 0),
        company((MAIN, menu(outbound_dial=OutboundDial(enabled=True, routes=(CITY,)))), inbound=to_sales()),
        from_outside("wait:1 9 5 5 5 1 2 3 4"),
        ("going_to external_number 95551234",),
    ),
]
