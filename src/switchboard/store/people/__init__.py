"""Who may do what: tenants, users, credentials, tokens, registered phones, and wrong PINs."""
