"""Network streams of music: fetched and decoded by a process of their own, and heard by all who wait."""
