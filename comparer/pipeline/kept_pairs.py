"""Related pairs of plans from one run to the next, so that after a change of one plan only its own pairs are new."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from comparer.model.content_digest import digest_parts
from comparer.model.findings import PlanPair
from comparer.model.plain_values import from_plain, to_plain
from comparer.model.plan import Plan
from comparer.model.workspace import Workspace

__all__ = ["MAX_KEPT_FINDINGS", "KeptPairs"]

MAX_KEPT_FINDINGS = 150_000
"""Links and gaps of all kept pairs of a workspace together; with more, reading them would cost what it saves."""

_Entry = tuple[str, Any]
"""The digest of what a pair was made from, and the pair as data."""


class KeptPairs:
    """A `PairStore` for one workspace: pairs of an earlier run, and those that this one adds.

    `records` are the workspace as its files make it; where others are compared, such as a plan of an earlier revision,
    nothing is found or kept. `plan_digests` say for each plan, by its id, what it and every pair of it was made from.
    `content` is what `new_content` gave before; what it does not hold, or not in that form, is made anew.
    """

    def __init__(self, records: Workspace, plan_digests: Mapping[str, str], content: bytes | None) -> None:
        self._records, self._plan_digests, self._content = records, plan_digests, content
        self._entries: dict[str, _Entry] | None = None
        self._new_pairs: dict[str, tuple[str, PlanPair]] = {}

    def find_pair(self, workspace: Workspace, left: Plan, right: Plan) -> PlanPair | None:
        """The pair that was kept of these very plans, or None."""
        if workspace is not self._records:
            return None
        if self._entries is None:
            self._entries = _read_entries(self._content)
        digest, data = self._entries.get(_pair_name(left, right), ("", None))
        if digest != self._pair_digest(left, right):
            return None
        try:
            pair = from_plain(PlanPair, data)
        except ValueError:
            return None
        return pair if (pair.left, pair.right) == (left.id, right.id) else None

    def keep_pair(self, workspace: Workspace, left: Plan, right: Plan, pair: PlanPair) -> None:
        """Take a pair into what `new_content` gives."""
        if workspace is self._records:
            self._new_pairs[_pair_name(left, right)] = self._pair_digest(left, right), pair

    def new_content(self) -> bytes | None:
        """The new pairs beside those that were there, each in the place of an older state of itself.

        None where there is nothing new, or all together are too many.
        """
        new = {name: (digest, to_plain(pair)) for name, (digest, pair) in self._new_pairs.items()}
        entries = {**(self._entries or {}), **new}
        if not new or sum(_count_findings(data) for _, data in entries.values()) > MAX_KEPT_FINDINGS:
            return None
        return json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")

    def _pair_digest(self, left: Plan, right: Plan) -> str:
        return digest_parts(self._plan_digests[left.id], self._plan_digests[right.id])


def _read_entries(content: bytes | None) -> dict[str, _Entry]:
    try:
        entries = json.loads(content.decode("utf-8", "surrogatepass")) if content else {}
        return {name: (digest, dict(data)) for name, (digest, data) in entries.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _count_findings(data: Any) -> int:
    return sum(len(data.get(kind, ())) for kind in ("links", "gaps"))


def _pair_name(left: Plan, right: Plan) -> str:
    return f"{left.id} {right.id}"
