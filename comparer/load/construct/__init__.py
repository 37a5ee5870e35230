"""Checked plain data to the values of `comparer.model.records`. Pure: no file is read and nothing is judged.

Everything here expects data that passed its schema; anything else may raise KeyError, TypeError or ValueError.
"""

from __future__ import annotations

from comparer.load.construct.plans import plan
from comparer.load.construct.redlines_and_law import constraints, redlines
from comparer.load.construct.sources_and_settings import acceptances, pins, settings, sources
from comparer.load.construct.vocabulary import vocabulary

__all__ = ["acceptances", "constraints", "pins", "plan", "redlines", "settings", "sources", "vocabulary"]
