"""Programs that integrators write, walking their whole journeys against the running product: requests as published
programs send them, and answers read as they read them.
"""
