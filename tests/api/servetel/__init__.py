"""Tests of the Servetel dialect."""
