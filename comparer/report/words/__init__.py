"""Findings -> sentences, labels and safe text, in the language of the report."""
