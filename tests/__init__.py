"""Tests, and the tools that they share."""

import os

# No test finds what another run kept, or leaves anything in the folders of whoever runs it.
os.environ["COMPARER_CACHE"] = "off"
