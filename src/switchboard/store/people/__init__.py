"""Who may do what: users, credentials, tokens, registered phones, and wrong PINs."""
