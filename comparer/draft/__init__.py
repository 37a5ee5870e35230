"""Findings -> text and data for a plan file: proposals for clauses that lack an issue or a norm. Pure."""
