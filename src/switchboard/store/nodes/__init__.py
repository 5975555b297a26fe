"""The machines that share a database: which live, and what becomes of what a dead one had."""
