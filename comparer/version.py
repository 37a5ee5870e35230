"""The number of this release: reports carry it, and the installed package has the same."""

VERSION = "0.1.0"
