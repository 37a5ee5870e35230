"""Clauses of two plans -> links; links of all pairs -> rows. Symmetric, independent of order."""
