"""Findings -> the report value, which holds all that a renderer needs."""
