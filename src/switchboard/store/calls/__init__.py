"""The record of calls, live events, reports, and what others are to be told of calls."""
