"""Compare plan drafts provision by provision."""

__version__ = "0.1.0"
