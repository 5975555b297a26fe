"""The Yeastar dialect: the IVR part of the P-Series OpenAPI v1.0."""
