"""The asyncio side of SIP: transports, transactions with timers, the endpoint."""
