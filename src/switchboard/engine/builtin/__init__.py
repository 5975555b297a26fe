"""Our own engine: SIP signalling in this process, media in worker processes."""
