"""The queues of all tenants: their tables, and how the calls of a process wait in them."""
