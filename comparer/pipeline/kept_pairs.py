"""Related pairs of plans from one run to the next, so that after a change of one plan only its own pairs are new."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from comparer.findings.links import TEXT_RELATION
from comparer.model.content_digest import digest_parts
from comparer.model.findings import Judgement, PlanPair
from comparer.model.plain_values import from_plain, to_plain
from comparer.model.plan import Plan
from comparer.model.workspace import Workspace
from comparer.norms.content_memo import content_memo
from comparer.norms.vocabulary import Vocabulary

__all__ = ["MAX_KEPT_FINDINGS", "MAX_KEPT_TEXTS", "KeptPairs"]

MAX_KEPT_FINDINGS = 150_000
"""Links and gaps of all kept pairs of a workspace together; with more, reading them would cost what it saves."""
MAX_KEPT_TEXTS = 5_000
"""Couples of texts whose relation is kept; of more, the last."""

_Entry = tuple[str, Any]
"""The digest of what a pair was made from, and the pair as data."""


class KeptPairs:
    """A `PairStore` for one workspace: pairs of an earlier run, and those that this one adds.

    Couples of texts that were related for them are kept beside them: most of a changed plan is as it was, and to read
    texts anew takes longer than all the rest. They are put where relating looks for them, under `vocabulary`.

    `records` are the workspace as its files make it; where others are compared, such as a plan of an earlier revision,
    nothing is found or kept. `plan_digests` say for each plan, by its id, what it and every pair of it was made from.
    `content` is what `new_content` gave before; what it does not hold, or not in that form, is made anew.
    """

    def __init__(
        self, records: Workspace, vocabulary: Vocabulary, plan_digests: Mapping[str, str], content: bytes | None
    ) -> None:
        self._records, self._plan_digests, self._content = records, plan_digests, content
        self._text_relations = content_memo(vocabulary).results(TEXT_RELATION)
        self._entries: dict[str, _Entry] | None = None
        self._new_pairs: dict[str, tuple[str, PlanPair]] = {}

    def find_pair(self, workspace: Workspace, left: Plan, right: Plan) -> PlanPair | None:
        """The pair that was kept of these very plans, or None."""
        if workspace is not self._records:
            return None
        if self._entries is None:
            self._entries, texts = _read_content(self._content)
            self._text_relations.update(_read_texts(texts))
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
        texts = [[*key, to_plain(judgement)] for key, judgement in self._text_relations.items()][-MAX_KEPT_TEXTS:]
        content = {"pairs": entries, "texts": texts}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")

    def _pair_digest(self, left: Plan, right: Plan) -> str:
        return digest_parts(self._plan_digests[left.id], self._plan_digests[right.id])


def _read_content(content: bytes | None) -> tuple[dict[str, _Entry], list[Any]]:
    """The pairs by name and the couples of texts; none where the content is not as `new_content` gives it."""
    try:
        kept = json.loads(content.decode("utf-8", "surrogatepass")) if content else {"pairs": {}, "texts": []}
        entries = {name: (digest, dict(data)) for name, (digest, data) in kept["pairs"].items()}
        return entries, list(kept["texts"])
    except (ValueError, TypeError, AttributeError, KeyError):
        return {}, []


def _read_texts(texts: Iterable[Any]) -> dict[tuple[Any, ...], Judgement]:
    try:
        return {(str(left), str(right)): from_plain(Judgement, data) for left, right, data in texts}
    except (ValueError, TypeError):
        return {}


def _count_findings(data: Any) -> int:
    return sum(len(data.get(kind, ())) for kind in ("links", "gaps"))


def _pair_name(left: Plan, right: Plan) -> str:
    return f"{left.id} {right.id}"
