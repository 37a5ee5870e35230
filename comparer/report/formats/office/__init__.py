"""Word and Excel: what both need, and the parts of each."""
