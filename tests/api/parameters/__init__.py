"""What each parameter and value of the three vendors' IVR pages does to a call, as tables: one for each dialect."""
