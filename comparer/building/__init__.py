"""Checked plain data to the values of `comparer.model`. Pure: no file is read and nothing is judged.

Everything here expects data that passed its schema; anything else may raise KeyError, TypeError or ValueError.
"""

from __future__ import annotations

from comparer.building.plans import plan
from comparer.building.policy import constraints, redlines
from comparer.building.side import acceptances, pins, settings, sources
from comparer.building.words import vocabulary

__all__ = ["acceptances", "constraints", "pins", "plan", "redlines", "settings", "sources", "vocabulary"]
