"""What became of a norm that was only read: each part that differs with what it does, where a rule can tell."""

from __future__ import annotations

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
from comparer.norms.from_text.like_states import align_attachments, align_consents, align_owners, align_states, align_unlimited


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
