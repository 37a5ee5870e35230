"""The algebra of norms: one function, `relate`, and what it is made of.

Pure, total and explained: every answer lists the facets that carry it and the rule that judged each.
"""
