"""Workspace -> Findings: the jobs of one comparison, their composition and their cache. No clock, no disk."""
