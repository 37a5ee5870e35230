"""Two norms -> relation and facets; a held norm and a clause -> effect. Total and explained; its laws are tests."""
