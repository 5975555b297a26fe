"""SIP (RFC 3261): messages, transactions, dialogs, registrar, digest, offer and answer; all I/O is in `aio`."""
