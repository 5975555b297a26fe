"""Tests of the HTTP faces, over real sockets."""
