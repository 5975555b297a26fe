"""Which scenarios hold each rule of the call semantics: a rule without one fails here."""

import pytest
from tests.callflow.scenarios import ALL

pytestmark = pytest.mark.unit

RULES: dict[str, tuple[str, ...]] = {
    "1 enter: fresh counters": ("the counters are fresh at each entry", "play and return, with fresh counters"),
    "1 round: prompts in order, one round": ("a greeting of several prompts is one round",),
    "1 round: barge-in": ("a key stops the greeting and goes at once", "a key in the last 20 ms of the greeting"),
    "1 round: response timer after the last sample": ("the response timer starts when the last prompt was heard",),
    "1 match: transfer prompt, destination": ("a transfer prompt is heard before an extension rings",),
    "1 no match: retry, final, destination": ("wrong keys are tolerated as often as the rule says",),
    "1 silence: retry, final, destination": ("silence is tolerated as often as the rule says",),
    "1 failed: the menu's rule": (
        "a busy extension goes by the rule of the menu",
        "an extension without a phone goes by the rule of the menu",
        "an outside number that fails goes by the rule of the menu",
        "the rule for failures is used once",
    ),
    "1 failed: the destination's own": (
        "without a rule a busy extension is announced",
        "without a rule an unanswered extension is announced after its ring time",
        "without a rule a call that is declined is announced",
    ),
    "1 N retries, N + 1 greetings": ("silence is tolerated as often as the rule says",),
    "1 counters independent": ("the two counters are independent",),
    "1 a key stops the response timer for good": ("a key stops the response timer for good",),
    "1 key during the retry prompt": ("a key during the retry prompt is the first digit",),
    "1 key during the final prompt": ("keys during the final prompt are dropped",),
    "1 key during the transfer prompt": ("keys during the transfer prompt are dropped",),
    "1 missing or unreadable prompts": ("a missing prompt is skipped", "an unreadable prompt is skipped"),
    "1 unset destinations hang up": ("silence in a menu without a rule hangs up",),
    "1 hang-up at any instant": (
        "hanging up during the greeting",
        "hanging up while the response timer runs",
        "hanging up between two digits",
        "hanging up during the retry prompt",
        "hanging up during the final prompt",
        "hanging up during the transfer prompt",
        "hanging up after a wrong key, before the next prompt",
        "hanging up while an extension rings",
        "hanging up while talking",
        "hanging up during an announcement",
        "inside: the caller gives up while it rings",
    ),
    "2 candidates: permitted extensions": (
        "direct dialling off",
        "only permitted extensions: one of them",
        "only permitted extensions: another one",
        "all but forbidden extensions: a forbidden one",
        "all but forbidden extensions: another one",
    ),
    "2 candidates: permitted outbound routes": (
        "an outside number through a permitted route",
        "an outside number that no permitted route takes",
        "an outside number where dialling out is off",
        "an outside number of any length ends by hash",
        "an outside number of any length ends by itself",
    ),
    "2 E, not G: commit at once": ("an option that nothing else begins with commits at once",),
    "2 neither: no match at once": ("a star that is no option is a wrong key", "A to D are wrong keys"),
    "2 neither: the tail is swallowed": (
        "the tail of a mistyped number burns no retry",
        "a slow tail is swallowed until it is quiet for a digit time-out",
        "the tail of a mistyped number may end in a hash",
    ),
    "2 neither: no tail where no candidate is longer": (
        "every wrong key counts in a menu of single keys, and none is waited for",
        "a quick correction is heard in a menu of single keys",
        "a quick correction is heard in a menu of single keys that says nothing at a retry",
        "a number that is as long as the longest leaves no tail",
    ),
    "2 E and G: ambiguous time-out": (
        "1 against 100: nothing more comes",
        "1 against 100: the extension is dialled",
        "1 against 100: the second key comes a little before the ambiguous time-out",
        "1 against 100: the second key comes too late and is for the next menu",
        "the ambiguous time-out is never longer than the digit time-out",
    ),
    "2 E and G: hash commits": (
        "1 against 100: hash commits at once",
        "hash still commits an ambiguous entry where it is an option",
    ),
    "2 G only: digit time-out": (
        "an unfinished number runs into the digit time-out",
        "the last digit comes a little before the digit time-out",
    ),
    "2 G only: hash": ("hash ends an unfinished number",),
    "2 hash and star as options": ("hash is an option", "star is an ordinary key"),
    "2 an empty hash in a menu is a key without a meaning": (
        "a hash with nothing before it is a wrong key",
        "a hash with nothing before it stops the response timer like any key",
        "a hash with nothing before it may begin a mistyped number",
    ),
    "2 an empty hash in DISA is ignored": ("DISA: a hash before the number is ignored",),
    "2 one trailing hash is swallowed": (
        "a hash within a second of the commit is swallowed",
        "a hash within a second of the commit is swallowed where nothing plays",
        "a hash typed ahead with its option is swallowed",
        "only one hash is swallowed",
        "a hash later than a second after the commit counts",
        "a hash within three seconds of a number is swallowed",
        "a hash later than three seconds after a number counts",
        "a hash behind another key than those of the number counts",
    ),
    "2 an option wins over an extension": ("an option wins over an extension of the same digits",),
    "2 type-ahead": (
        "type-ahead through two menus",
        "keys during an announcement are kept for the menu",
        "keys typed ahead survive a wrong one in a menu of single keys, and the retry prompt is skipped",
    ),
    "2 type-ahead: at most 10 s": ("keys older than ten seconds are forgotten",),
    "2 type-ahead: dropped": (
        "keys typed ahead of a wrong entry are dropped",
        "keys typed ahead are dropped before a transfer",
        "DISA: keys typed ahead are dropped before the PIN",
    ),
    "1 failed: busy, no answer, unreachable, no route": (
        "a number that is busy goes by the rule of the menu",
        "a ring group that nobody answers goes by the rule of the menu",
        "a ring group without members",
        "a number that no route takes goes by the rule of the menu",
        "DISA: a number that is busy goes by the rule of the menu",
        "DISA: an outside number that only some may dial",
        "an action URL without a usable answer goes by the rule of the menu",
        "a failure leads back to the menu, as often as it happens",
    ),
    "2 candidates: ring groups and menus": (
        "a ring group is dialled from the menu",
        "another menu is dialled from the menu",
        "a menu does not dial itself",
        "only the ring groups that are named",
        "services off",
        "an excluded extension",
        "an excluded ring group",
    ),
    "2 an option's own ambiguous time-out": (
        "an option that hides longer numbers acts at once",
        "an option with a time-out of its own: nothing more comes",
        "an option with a time-out of its own: the extension is dialled",
        "an option with a time-out of its own: hash commits at once",
        "an option's own time-out may be longer than the digit time-out",
    ),
    "4 ring group": (
        "a ring group rings all at once, and the first to answer has the call",
        "a ring group rings one after the other",
        "a ring group that rings one more each time",
        "a ring group rings first who never talked",
        "a ring group rings no longer than its time-out",
        "a ring group passes over who has no phone",
    ),
    "4 DISA": (
        "DISA: PIN and number",
        "DISA: the PIN ends by silence",
        "DISA: the PIN ends by its tenth digit, and a hash after it is swallowed",
        "DISA: wrong three times",
        "DISA: no PIN is set",
        "DISA: an outside number through a route that is open to all",
    ),
    "4 webhook": (
        "keys that an action URL takes: call",
        "keys that an action URL takes: hang up",
        "keys that an action URL takes: repeat",
        "a caller whom an action URL knows is asked about before the greeting",
        "hanging up while a web server is asked",
    ),
    "4 night": (
        "the night route is taken before anything is heard",
        "the night of the office",
        "at night a menu without a night route is as by day",
    ),
    "4 stop recording": ("a menu that records, after a route that forbids it",),
    "4 a call in a circle": ("time conditions in a circle", "ring groups whose failovers lead to each other"),
    "5 holiday, then hours, then outside": (
        "a holiday comes before the hours",
        "an option goes by the hours of the office",
        "an option goes by hours of its own",
        "the hours are those of the schedule's own time zone",
        "an option that has nothing for this moment is a wrong key",
        "a rule for silence that has nothing for this moment hangs up",
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_scenarios(rule: str) -> None:
    names = {case.name for case in ALL}
    assert RULES[rule]
    assert names.issuperset(RULES[rule])
