"""In which language the product's own announcements are heard. Virtual time."""

import pytest
from tests.callflow.scenarios.world import (
    GREETING,
    MAIN,
    NIGHT,
    OFFICE,
    SALES,
    START,
    company,
    from_outside,
    menu,
    option,
    prompt,
    to_main,
    to_sales,
)

from switchboard.callflow.announcements import Announcements, languages_of
from switchboard.callflow.session import DEFAULT_LIMITS, Limits
from switchboard.engine.port import Audio
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.configuration import Configuration
from switchboard.model.destination import PlayAndExit, PlayAndReturn, ToIvr
from switchboard.model.ivr import Retry
from switchboard.model.office import Office
from switchboard.model.prompt import Announcement
from switchboard.simulation import run_scenario

pytestmark = pytest.mark.unit

GOODBYE, INVALID = Announcement(name="goodbye"), Announcement(name="invalid")
BUSY = {"100": Line("busy")}


def heard(configuration: Configuration, scenario: Scenario, limits: Limits = DEFAULT_LIMITS) -> list[str]:
    """The announcements that were played, each as LANGUAGE-NAME."""
    call = run_virtual(run_scenario(configuration, scenario, START, limits=limits)).call
    return [audio.content for audio in call.played if not audio.content.startswith("0")]


def with_languages(main: str, sales: str = "", /, **changes: object) -> Configuration:
    """The company with a main menu and one for sales, which leads back, in those languages."""
    back = {"language": sales, "options": (option("1", to_main()), option("2", ToIvr(ivr=NIGHT)))}
    return company((MAIN, menu("6500", language=main, **changes)), (SALES, menu("6501", **back)))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("", "en-US"), ("en-GB", "en-GB"), ("de", "de"), ("DE-at", "de"), ("zh-TW", "zh-CN"), ("sv", "en-US")],
)
def test_a_menu_says_announcements_in_its_language(language: str, expected: str) -> None:
    rules = {"no_match": Retry(retries=1, retry_prompt=INVALID), "no_input": Retry(retries=0, final_prompt=GOODBYE)}
    configuration = with_languages(language, greeting=(Announcement(name="default"),), **rules)
    assert heard(configuration, from_outside("wait:3 9")) == [
        f"{expected}-default",
        f"{expected}-invalid",
        f"{expected}-default",
        f"{expected}-goodbye",
    ]


def test_prompts_of_the_tenant_are_the_same_in_every_language() -> None:
    configuration = with_languages("de", greeting=(prompt(GREETING), GOODBYE))
    played = run_virtual(run_scenario(configuration, from_outside("wait:7 hangup"), START)).call.played
    assert [audio.name for audio in played] == ["greeting", "goodbye"]


def test_what_follows_a_choice_is_in_the_language_of_the_menu() -> None:
    busy = from_outside("wait:1 1", phones=BUSY)
    assert heard(with_languages("fr"), busy) == ["fr-busy"]
    exits = with_languages("ja", options=(option("1", PlayAndExit(prompt=GOODBYE)),))
    assert heard(exits, from_outside("wait:1 1")) == ["ja-goodbye"]


def test_a_menu_that_is_missing_is_told_in_the_language_of_the_last_one() -> None:
    configuration = with_languages("de", "it")
    assert heard(configuration, from_outside("wait:1 2 wait:1 2")) == ["it-unavailable"]


def test_each_menu_has_its_own_language() -> None:
    about = option("3", PlayAndReturn(prompt=GOODBYE))
    configuration = with_languages("de", "", options=(option("1", to_sales()), about, option("2", to_sales())))
    both = from_outside("wait:1 3 wait:3 2 wait:1 1 wait:1 3 wait:1 hangup")
    assert heard(configuration, both) == ["de-goodbye", "de-goodbye"]
    spanish = company(
        (MAIN, menu("6500", language="de")),
        (SALES, menu("6501", language="es", no_input=Retry(retries=0, final_prompt=GOODBYE))),
    )
    assert heard(spanish, from_outside("wait:1 2")) == ["es-goodbye"]


def test_a_menu_without_a_language_speaks_english_after_one_with_a_language() -> None:
    plain = menu("6501", no_input=Retry(retries=0, final_prompt=GOODBYE))
    configuration = company((MAIN, menu("6500", language="de")), (SALES, plain))
    assert heard(configuration, from_outside("wait:1 2")) == ["en-US-goodbye"]


def test_the_language_of_the_office_is_that_of_menus_without_one() -> None:
    office = (OFFICE, Office(language="ja"))
    plain = menu("6501", no_input=Retry(retries=0, final_prompt=GOODBYE))
    configuration = company(office, (MAIN, menu("6500", language="de")), (SALES, plain))
    assert heard(configuration, from_outside("wait:1 2")) == ["ja-goodbye"]
    assert heard(company(office, inbound=PlayAndExit(prompt=GOODBYE)), from_outside()) == ["ja-goodbye"]
    phones = {"100": Line(transfers_to="101", talks_s=1), "101": Line("busy")}
    assert heard(configuration, from_outside("wait:1 1", phones=phones)) == ["ja-busy"]
    assert languages_of(configuration) == ("en-US", "ja", "de")


@pytest.mark.parametrize(("limits", "script"), [(Limits(visits=1), "wait:1 2"), (Limits(menu_time_s=2), "")])
def test_the_loop_guard_speaks_the_language_of_the_menu(limits: Limits, script: str) -> None:
    assert heard(with_languages("nl"), from_outside(script), limits) == ["nl-limit-reached"]


def test_before_any_menu_it_is_english() -> None:
    announcement = company(inbound=PlayAndExit(prompt=GOODBYE))
    assert heard(announcement, from_outside()) == ["en-US-goodbye"]


def test_after_a_transfer_it_is_english() -> None:
    phones = {"100": Line(transfers_to="101", talks_s=1), "101": Line("busy")}
    assert heard(with_languages("de"), from_outside("wait:1 1", phones=phones)) == ["en-US-busy"]


def test_a_language_that_is_not_loaded_yet_is_heard_in_english() -> None:
    english = Audio("goodbye", "english", 1.0)
    announcements = Announcements({"en-US": {"goodbye": english}, "de": {}})
    assert announcements.find("goodbye", "de") is english
    assert announcements.find("goodbye", "fr") is english
    assert announcements.find("busy", "de") is None
    assert Announcements().find("goodbye") is None


def test_the_languages_of_a_configuration() -> None:
    assert languages_of(Configuration.of(())) == ("en-US",)
    assert languages_of(with_languages("de-AT", "en-AU")) == ("en-US", "de", "en-GB")
