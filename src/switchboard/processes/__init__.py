"""The processes of an installation: each module composes one."""
