"""HTTP requests to servers that tenants name."""
