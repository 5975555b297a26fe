"""A caller in a conference, the call semantics, section 20: the door, the course, the room."""
