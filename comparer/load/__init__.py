"""{path: bytes} -> Workspace, or problems with file, line and column. Pure."""
