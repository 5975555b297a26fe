"""Files of tenants, and uploads in parts."""
