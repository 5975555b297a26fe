"""Who answers a call that we have placed."""

from typing import Literal

Answerer = Literal["person", "machine", "unknown"]
"""`unknown`: nothing was heard that tells."""
GreetingEnd = Literal["beep", "silence", "limit"]
"""How the greeting of a machine ends; `limit`: it went on for longer than anybody waits."""
AfterAnswer = Literal["ignore", "detect", "hang_up", "leave_message"]
"""What becomes of a call that may be answered by a machine: nobody listens for one; it is told, and the call goes on as
with a person; the call ends; or it goes on when the greeting of the machine is over."""
