"""Checked plain data to the values of `comparer.model`. Pure: no file is read and nothing is judged.

Everything here expects data that passed its schema; anything else may raise KeyError, TypeError or ValueError.
"""

from __future__ import annotations

from comparer.load.construct.languages import build_language
from comparer.load.construct.plans import build_plan
from comparer.load.construct.redlines_and_law import build_constraints, build_red_lines
from comparer.load.construct.sources_and_settings import (
    build_acceptances,
    build_pins,
    build_settings,
    build_sources,
    build_written_brief,
)
from comparer.load.construct.vocabulary import build_vocabulary

__all__ = [
    "build_acceptances",
    "build_constraints",
    "build_language",
    "build_pins",
    "build_plan",
    "build_red_lines",
    "build_settings",
    "build_sources",
    "build_vocabulary",
    "build_written_brief",
]
