"""What the dialects share: applications and routes, clients, ids, bodies, and the objects that a change needs."""
