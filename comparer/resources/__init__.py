"""What travels in the wheel (rules, messages, word lists, decision tables, templates), with typed readers."""
