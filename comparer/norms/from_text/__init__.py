"""Two texts without norms -> a relation read from their words, never certain."""
