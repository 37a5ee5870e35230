"""Plans, links, red lines and law -> findings, one module for each kind. Pure."""
