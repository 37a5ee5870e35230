"""What the command prints today for two small workspaces, kept so that a change of a report is read as a diff."""
