"""How a rule is shown: a configuration in which it finds something, and one in which it does not."""

from dataclasses import dataclass, field

from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.checks import Code, Secrets
from switchboard.model.configuration import Configuration

NO_SECRETS = Secrets(frozenset(), {})


@dataclass(frozen=True)
class Case:
    """`wrong` has a finding `code` at `where` (the id of the object and the way to the place), `right` has none there.

    In `wrong` the `call` has events that begin as `meets` says and none that begin as `misses`: the finding is true.
    """

    code: Code
    wrong: Configuration
    where: tuple[int | str, ...]
    right: Configuration
    call: Scenario | None = None
    meets: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    secrets: Secrets = field(default=NO_SECRETS)
    right_secrets: Secrets | None = None

    def __str__(self) -> str:
        return f"{self.code} at {'/'.join(map(str, self.where))}"
