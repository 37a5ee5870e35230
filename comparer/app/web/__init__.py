"""The page on this machine alone, with the news of its changes."""
