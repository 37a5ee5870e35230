"""A document's bytes -> the text of a plan file. Pure."""
