"""Findings -> report value -> bytes; one file a format."""
