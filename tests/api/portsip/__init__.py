"""Tests of the PortSIP dialect."""
