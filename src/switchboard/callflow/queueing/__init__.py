"""A caller in a queue: the call semantics, section 18."""

from switchboard.callflow.queueing.caller import NotServed, wait_in_queue

__all__ = ["NotServed", "wait_in_queue"]
