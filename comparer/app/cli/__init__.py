"""Words typed at a terminal -> an exit code: one module a command."""
