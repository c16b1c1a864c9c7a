"""The REST API, version 1: reading."""
