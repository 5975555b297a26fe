"""Tests of the Yeastar dialect."""
