"""A report format and an importer as another package would bring them. It imports nothing of comparer."""
