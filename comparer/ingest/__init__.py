"""A document's bytes -> the text of a plan file, with every doubt of the reading told once. Pure."""
