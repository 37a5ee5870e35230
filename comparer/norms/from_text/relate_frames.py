"""What became of a norm that was only read: each part that differs with what it does, where a rule can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comparer.language.frame import Frame
from comparer.model.findings import Change
from comparer.norms.from_text.compare_acts import (
    compare_acts,
    compare_modalities,
    compare_swapped_roles,
    weigh_qualified_denial,
)
from comparer.norms.from_text.compare_adjuncts import compare_adjuncts
from comparer.norms.from_text.compare_things import compare_bearers, compare_objects
from comparer.norms.from_text.compare_times import compare_ends_at_events, compare_times
from comparer.norms.from_text.frame_comparison import FrameComparison
from comparer.norms.from_text.like_forms import (
    align_bounds,
    align_relations,
    align_reserved_leaves,
    align_shares,
    align_single_things,
)
from comparer.norms.from_text.like_states import (
    align_attachments,
    align_consents,
    align_owners,
    align_states,
    align_unlimited,
)


def compare_frames(left: Frame, right: Frame) -> tuple[Change, ...]:
    """The changes from one frame to the other; none where both say the same."""
    for align in (
        align_bounds,
        align_reserved_leaves,
        align_relations,
        align_shares,
        align_single_things,
        align_states,
        align_owners,
        align_unlimited,
        align_consents,
        align_attachments,
    ):
        left, right = align(left, right)
    comparison = FrameComparison(left, right)
    compare_modalities(comparison)
    compare_acts(comparison)
    compare_ends_at_events(comparison)
    if not compare_swapped_roles(comparison):
        compare_bearers(comparison)
        compare_objects(comparison)
        compare_adjuncts(comparison)
    compare_times(comparison)
    weigh_qualified_denial(comparison)
    return tuple(comparison.changes)


def pair_by_act(left: Sequence[Frame], right: Sequence[Frame]) -> list[tuple[Frame | None, Frame | None]]:
    """The norms of two sentences of which one has more, those of one act side by side, the others beside None.

    None at all where a norm of the shorter side has no such partner: it may have become any of the others.
    """
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    rest = list(longer)
    pairs: list[tuple[Frame | None, Frame | None]] = []
    for frame in shorter:
        partner = next((entry for entry in rest if entry.act == frame.act and entry.bearers == frame.bearers), None)
        if partner is None:
            return []
        rest.remove(partner)
        shared = _with_trailing(partner, longer[-1], frame)
        pairs.append((shared, frame) if longer is left else (frame, shared))
    alone: list[tuple[Frame | None, Frame | None]] = [
        (frame, None) if longer is left else (None, frame) for frame in rest
    ]
    return [*pairs, *alone]


def _with_trailing(frame: Frame, last: Frame, other: Frame) -> Frame:
    """A norm with what stands behind the last of its sentence, where the other side says it of this norm.

    `take down the masts and restore the soil within a year` beside `take down the masts within a year`.
    """
    trailing = _texts_beside(last) - _texts_beside(frame)
    adjuncts = [entry for entry in other.adjuncts if entry.source_text in trailing]
    times = [entry for entry in other.times if entry.source_text in trailing]
    return replace(frame, adjuncts=(*frame.adjuncts, *adjuncts), times=(*frame.times, *times))


def _texts_beside(frame: Frame) -> set[str]:
    """All that stands beside an act, as it is written."""
    return {entry.source_text for entry in frame.adjuncts} | {entry.source_text for entry in frame.times}
