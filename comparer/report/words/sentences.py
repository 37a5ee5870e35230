"""Findings as sentences, through the catalogue and the messages of the rules. Every format says them alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from comparer.model.plan import ClauseState
from comparer.model.relation import GapKind
from comparer.model.single_text import ANSWERED_ELSEWHERE
from comparer.report.value.types import (
    RANGE_BOUNDS,
    ChangeRecord,
    ConstraintFindingRecord,
    ContradictionRecord,
    DeadlockRecord,
    GapRecord,
    LawStepRecord,
    LinkRecord,
    OrderedStep,
    PairEnds,
    PlanFindingRecord,
    PlanRecord,
    PositionRecord,
    QuantityRecord,
    RangeRecord,
    ReadingRecord,
    ReasonedRecord,
    StepOrderRecord,
    VerdictRecord,
    WordingRecord,
)
from comparer.report.words.arguments import MissingReferenceError, clause_names, explanation_text
from comparer.report.words.english_norms import capitalise
from comparer.report.words.facet_sentences import FacetSentences
from comparer.report.words.labels import ReportLabels
from comparer.resources.message_catalogue import fill_template

MADE_BY_CLAUSES = frozenset({GapKind.DEFERRED, GapKind.COVERED})
"""Gaps that are what they are by the clauses they name; to others these are only near."""


class ReportSentences(ReportLabels):
    """The sentences of one report, in its language. Text of others is in them as it came: formats escape it."""

    def reason_sentence(self, finding: ReasonedRecord, *, is_in_place: bool = False) -> str:
        """Why a finding is what it is; in English where the report lacks what the reason names.

        `is_in_place`: it stands beside its clauses and its line, and does not name them again.
        """
        if "steps" in finding and finding["rule"] == "constraint-cycle":
            return self._circle_sentence(list(finding["steps"]))
        if "by" in finding:
            return self.range_sentence(finding)
        if self.catalogue.language == "en" and not is_in_place:
            return finding["because"]
        try:
            sentence = explanation_text(finding["explanation"], replace(self.wording, is_in_place=is_in_place))
        except MissingReferenceError:
            return finding["because"]
        return capitalise(sentence)

    def reading_reason(self, reading: ReadingRecord) -> str:
        """Why one reading comes to what it does; nothing where that needs no reason."""
        if self.catalogue.language == "en" or reading["explanation"] is None:
            return reading["because"]
        try:
            return explanation_text(reading["explanation"], self.wording)
        except MissingReferenceError:
            return reading["because"]

    def link_reason(self, link: LinkRecord) -> str:
        """Why a link is not judged more surely, or why nothing can be told; empty where it is sure."""
        if self.catalogue.language == "en" or link["explanation"] is None:
            return link["reason"]
        return explanation_text(link["explanation"], self.wording)

    def _circle_sentence(self, step_names: list[str]) -> str:
        """Which steps wait for one another, each as what is done and with its rule, the first once more at the end."""
        steps = [self.find_step("", step_name) for step_name in (*step_names, step_names[0])]
        step_labels = [f"{self.word_label(step['act'])} ({step['constraint']})" for step in steps]
        message = self.report["rules"]["constraint-cycle"]["message"]
        return fill_template(message, {"steps": " → ".join(step_labels)})

    @cached_property
    def facets(self) -> FacetSentences:
        """Sentences on what became of single facets."""
        return FacetSentences(self)

    def change_sentence(self, change: ChangeRecord) -> str:
        """What became of one facet, and what that does."""
        return self.facets.sentence(change, says_effect=True)

    def change_sentences(self, link: LinkRecord) -> list[str]:
        """A sentence for each change, with what it does where that is not what the link as a whole does."""
        return [
            self.facets.sentence(change, says_effect=change["effect"] != link["relation"]) for change in link["changes"]
        ]

    def link_sentence(self, pair: PairEnds, link: LinkRecord) -> str:
        left = self.clause_reference(pair["left"], link["left"])
        right = self.clause_reference(pair["right"], link["right"])
        key, point_count = f"sentence.link_{link['relation']}", len(link["right"])
        return self.catalogue_text(key, left=left, right=right, n=point_count)

    def transition_text(self, before: str, after: str, *, is_spoken: bool) -> str:
        """From one plan or date to another, with an arrow or in words."""
        if is_spoken:
            return self.catalogue_text("sentence.to", before=before, after=after)
        return self.catalogue_text("sentence.pair", left=before, right=after)

    def basis_sentence(self, link: LinkRecord) -> str:
        """On what a link was judged, how surely, and why not more so."""
        basis = self.catalogue_text("sentence.basis", basis=self.catalogue.value_word("basis", link["basis"]))
        basis_text = ", ".join(filter(None, [basis, self.confidence_note(link)]))
        reason = self.link_reason(link)
        return f"{basis_text}: {reason.removesuffix('.')}." if reason else f"{basis_text}."

    def weak_basis_sentence(self, link: LinkRecord) -> str:
        """The basis of a link where it is weak, else nothing."""
        return self.basis_sentence(link) if link["basis"] == "text" or link["confidence"] != "high" else ""

    def favours_sentence(self, link: LinkRecord) -> str:
        return self.catalogue_text("sentence.favours", who=self.join_labels(link["favours"])) if link["favours"] else ""

    def gap_sentence(self, gap: GapRecord) -> str:
        fields = {
            "ref": self.clause_reference(gap["plan"], [gap["clause"]]),
            "missing": self.plan_phrase(gap["missing_from"]),
        }
        sentence = self._rule_message(gap["rule"], "sentence.gap", fields)
        return self._name_answers(sentence, gap["kind"], [f"{gap['missing_from']}#{name}" for name in gap["by"]])

    def missing_text(self, kind: str, answers: Sequence[str]) -> str:
        """Why a text lacks something, with its clauses (`PLAN#CLAUSE`) that make it so or are on the same subject."""
        if kind == ANSWERED_ELSEWHERE:
            return self.catalogue_text("agreement.answered_by", clauses=self._local_ids(answers))
        return self._name_answers(self.catalogue.value_word("gap", kind), kind, answers)

    def _name_answers(self, text: str, kind: str, answers: Sequence[str]) -> str:
        clauses = self.report["clauses"]
        making = [
            ref
            for ref in answers
            if kind in MADE_BY_CLAUSES or (ref in clauses and clauses[ref]["state"] == ClauseState.STRUCK)
        ]
        related = [ref for ref in answers if ref not in making]
        for key, refs in (("sentence.gap_by", making), ("sentence.gap_related", related)):
            if refs:
                text = self.catalogue_text(key, gap=text, by=self._local_ids(refs))
        return text

    def _local_ids(self, refs: Iterable[str]) -> str:
        return self.join_clause_ids(ref.partition("#")[2] for ref in refs)

    def gap_group_sentence(self, gaps: Sequence[GapRecord]) -> str:
        """One sentence for several gaps of one kind between the same two plans."""
        first_gap = gaps[0]
        merged_gap: GapRecord = {**first_gap, "clause": self.join_clause_ids(gap["clause"] for gap in gaps), "by": []}
        return self.gap_sentence(merged_gap)

    def verdict_qualifiers(self, verdict: VerdictRecord) -> list[str]:
        """What must stand beside a verdict, lest it be taken for more than it is."""
        qualifiers = [self.catalogue.value_word("strength", verdict["strength"]), self.confidence_note(verdict)]
        qualifiers += [self.catalogue_text(f"word.{flag}") for flag in ("inferred", "stated_later") if verdict[flag]]
        if verdict["holder"]:
            qualifiers.append(self.catalogue_text("word.held_by", who=self.word_label(verdict["holder"])))
        return [qualifier for qualifier in qualifiers if qualifier]

    def reading_sentences(self, verdict: VerdictRecord) -> list[str]:
        """What each reading comes to, where readings differ."""
        return [
            f"{self._reading_sentence(reading)} {self.reading_reason(reading)}".strip()
            for reading in verdict["readings"]
        ]

    def _reading_sentence(self, reading: ReadingRecord) -> str:
        is_own_text = not reading["holder"] and not reading["family"]
        return self.catalogue_text(
            "sentence.reading_own" if is_own_text else "sentence.reading_of",
            who=self.reading_name(reading),
            effect=self.reading_word(reading),
        )

    def reading_name(self, reading: ReadingRecord) -> str:
        """Whose reading it is: of an actor, of a family of reports, or of the text itself."""
        family = reading["family"]
        return (
            self.word_label(reading["holder"])
            or self._word_labels.get(family, family)
            or self.catalogue_text("word.as_it_stands")
        )

    def reading_word(self, reading: ReadingRecord) -> str:
        """What a reading comes to: an effect on the line, or a verdict."""
        effect = self.catalogue.value_word("reading_effect", reading["verdict"])
        return self.catalogue.value_word("verdict", reading["verdict"]) if effect == reading["verdict"] else effect

    def verdict_notes(self, verdict: VerdictRecord) -> list[str]:
        """What stands beside the reason of a verdict in a table: flags in brackets, then the readings."""
        flags = [
            self.confidence_note(verdict),
            *(self.catalogue_text(f"word.{flag}") for flag in ("stated_later",) if verdict[flag]),
        ]
        flag_text = "; ".join(filter(None, flags))
        return [*([f"({flag_text})"] if flag_text else []), *self.reading_sentences(verdict)]

    def line_flags(self, line_ref: str) -> str:
        """Strength of a red line, and whether it or its reading is an analyst's; nothing of a line not held here."""
        line = self.report["lines"].get(line_ref)
        if line is None:
            return ""
        flags = [self.catalogue.value_word("strength", line["strength"])]
        flags += [self.catalogue_text("word.inferred")] if line["inferred"] else []
        flags += [self.catalogue_text("word.judged_reading")] if line["reading"] == "judged" else []
        return "; ".join(filter(None, flags))

    def constraint_flags(self, finding: ConstraintFindingRecord) -> list[str]:
        return [self.catalogue_text(f"word.{flag}") for flag in ("note_only", "in_force_later") if finding[flag]]

    def constraint_reason(self, finding: ConstraintFindingRecord) -> str:
        """Why a plan runs into a rule, and in brackets what must stand beside that."""
        flags = "; ".join(self.constraint_flags(finding))
        return f"{self.reason_sentence(finding)} ({flags})" if flags else self.reason_sentence(finding)

    def verdict_sentence(self, verdict: VerdictRecord) -> str:
        """What a plan does to a line, with its strength and what else must stand beside that in brackets."""
        sentence = self.catalogue_text(
            f"sentence.verdicts.{verdict['verdict']}",
            plan=self.plan_phrase(verdict["plan"]),
            line=self.line_reference(verdict["line"]),
        )
        sentence = capitalise(sentence)
        points = clause_names(verdict["clauses"], self.catalogue)
        qualifiers = [points[:1].lower() + points[1:], *self.verdict_qualifiers(verdict)]
        return f"{sentence} ({'; '.join(filter(None, qualifiers))})"

    def constraint_sentence(self, finding: ConstraintFindingRecord) -> str:
        sentence = self.catalogue_text(
            f"sentence.constraints.{finding['verdict']}",
            ref=self.clause_reference(finding["plan"], finding["clauses"]),
            constraint=self.constraint_reference(finding["constraint"]),
        )
        flags = self.constraint_flags(finding)
        return f"{sentence} ({'; '.join(flags)})" if flags else sentence

    def step_sentences(self, finding: ConstraintFindingRecord) -> list[str]:
        """The steps of one rule in their order, each with who takes it and what must come before."""
        return [self.step_sentence(self.find_step(finding["constraint"], step_name)) for step_name in finding["steps"]]

    def find_step(self, constraint_id: str, step_name: str) -> LawStepRecord:
        """A step by `CONSTRAINT.STEP`, or by its id alone within a rule; what no rule has is told as it stands."""
        law_steps = self.report["law_steps"]
        unknown_step: LawStepRecord = {
            "constraint": constraint_id, "title": "", "id": step_name, "act": step_name, "note": "",
            "by": [], "majority": "", "after": [],
        }  # fmt: skip
        step = law_steps.get(step_name) or law_steps.get(f"{constraint_id}.{step_name}")
        return step or unknown_step

    def ordered_steps(self, step_order: StepOrderRecord) -> list[OrderedStep]:
        """The steps of a plan in their one order, each as `find_step` gives it; `after` is what comes first there.

        `number` is the place with its dot, a dash for a step without a place, which `in_circle` says.
        """
        return [
            {
                **self.find_step("", ordered_step["step"]),
                "after": ordered_step["after"],
                "same_as": ordered_step["same_as"],
                "in_circle": ordered_step["in_circle"],
                "number": "–" if ordered_step["in_circle"] else f"{place}.",
            }
            for place, ordered_step in enumerate(step_order["steps"], 1)
        ]

    def step_rule_label(self, step: LawStepRecord | OrderedStep) -> str:
        """The rule that asks for a step, by its id and title; each of them where several ask for the same step."""
        steps = [step, *(self.find_step("", step_name) for step_name in _same_steps(step))]
        return "; ".join(dict.fromkeys(f"{each['constraint']} {each['title']}".strip() for each in steps))

    def earlier_steps_text(self, step: LawStepRecord | OrderedStep) -> str:
        """The steps that must come first, each as what is done, with its rule where that is another one."""
        step_texts = []
        for step_name in step["after"]:
            earlier_step = self.find_step(step["constraint"], step_name)
            act_label = self.word_label(earlier_step["act"])
            is_own_step = earlier_step["constraint"] == step["constraint"]
            step_texts.append(act_label if is_own_step else f"{act_label} ({self.step_rule_label(earlier_step)})")
        return ", ".join(step_texts)

    def step_sentence(self, step: LawStepRecord | OrderedStep) -> str:
        details = [self.join_labels(step["by"]), step["majority"]]
        if step["after"]:
            details.append(f"{self.catalogue_text('column.after_step').lower()} {self.earlier_steps_text(step)}")
        if step.get("in_circle"):
            details.append(self.catalogue_text("word.in_circle"))
        details = [detail for detail in details if detail]
        return self.word_label(step["act"]) + (f" ({', '.join(details)})" if details else "")

    def deadlock_sentence(self, deadlock: DeadlockRecord) -> str:
        key = "sentence.deadlock_possible" if deadlock["possible"] else "sentence.deadlock"
        return self.catalogue_text(key, a=self.line_reference(deadlock["a"]), b=self.line_reference(deadlock["b"]))

    def contradiction_sentence(self, contradiction: ContradictionRecord) -> str:
        key = "sentence.contradiction_possible" if contradiction["possible"] else "sentence.contradiction"
        return self.catalogue_text(
            key, plan=self.plan_name(contradiction["plan"]), a=contradiction["a"], b=contradiction["b"]
        )

    def plan_finding_sentence(self, finding: PlanFindingRecord) -> str:
        rule = self.report["rules"].get(finding["rule"])
        title = (rule["title"] if rule else "") or finding["rule"]
        return f"{self.clause_reference(finding['plan'], finding['clauses'])}: {title}"

    def range_sentence(self, value_range: RangeRecord) -> str:
        """How far the texts go, then what each red line holds, then what that leaves in common."""
        unit, lines = value_range["unit"], self.report["lines"]
        # A report on one party names lines of others here and has no record of them.
        text_positions = [position for position in value_range["by"] if position["source"] in self.report["clauses"]]
        line_positions = [position for position in value_range["by"] if position["source"] in lines]
        line_positions.sort(key=lambda position: lines[position["source"]]["inferred"])
        line_texts = [self._line_position_text(position, unit) for position in line_positions]
        sentences = [self._text_figures_sentence(text_positions, unit)]
        if line_texts:
            sentences.append(self.catalogue_text("sentence.range_lines", lines="; ".join(line_texts)))
        sentences.append(explanation_text(value_range["explanation"], self.wording))
        return " ".join(filter(None, sentences))

    def _text_figures_sentence(self, positions: Sequence[PositionRecord], unit: str) -> str:
        figures = {
            bound: None for position in positions for key in RANGE_BOUNDS if (bound := position[key]) is not None
        }
        if not figures:
            return ""
        ordered = sorted(figures, key=lambda figure: (isinstance(figure, str), figure))
        low, high = ordered[0], ordered[-1]
        if low == high:
            return self.catalogue_text("sentence.range_text", figure=self.quantity_text({"is": low, "unit": unit}))
        ends = self.quantity_text({"min": low, "max": high, "unit": unit})
        return self.catalogue_text("sentence.range_texts", figures=ends)

    def _line_position_text(self, position: PositionRecord, unit: str) -> str:
        """What one red line holds: no limit, none at all, a bound whose figure nobody gives, or a figure."""
        line = self.report["lines"][position["source"]]
        has_bound = position["unknown"] or any(position[key] is not None for key in RANGE_BOUNDS)
        if not has_bound:
            is_ban = position["note"] in ("must-not", "declares-not", "expects-not")
            figure = self.catalogue_text("bound.banned" if is_ban else "bound.free")
        elif position["unknown"]:
            figure = self.catalogue_text("office.figure.unknown")
        else:
            figure = self.position_text(position, unit)
        reading = f" ({self.catalogue_text('word.inferred')})" if line["inferred"] else ""
        return f"{self.word_label(line['party'])}{reading}: {figure}"

    def range_scope_text(self, value_range: RangeRecord) -> str:
        """What a range is about besides its quantity: the action and the object, no word of theirs twice in a row."""
        act, _, objects = value_range["subject"].partition(":")
        if self.catalogue.language == "en" and act and objects:
            return self.english_norms.act_phrase(act, objects.split("+"))
        words: list[str] = []
        for part in value_range["subject"].split(":"):
            label_words = self.word_label(part).split() if part else []
            is_repeated = bool(words and label_words) and words[-1].casefold() == label_words[0].casefold()
            words += label_words[1:] if is_repeated else label_words
        return " ".join(words)

    def range_subject(self, value_range: RangeRecord) -> str:
        scope, quantity = self.range_scope_text(value_range), self.word_label(value_range["quantity"])
        return f"{quantity} ({scope})" if scope else quantity

    def common_range_sentence(self, value_range: RangeRecord) -> str:
        """The common ground in words. Nothing where there is none: the reason of the range says why."""
        common_range = value_range["agreement"]
        if common_range is None:
            return ""
        low, high = common_range["min"], common_range["max"]
        bounds: QuantityRecord = {"unit": value_range["unit"]}
        if low is not None and low == high:
            bounds["is"] = low
        else:
            if low is not None:
                bounds["min"] = low
            if high is not None:
                bounds["max"] = high
        return f"{self.catalogue_text('column.agreement')}: {self.quantity_text(bounds)}."

    def position_text(self, position: PositionRecord, unit: str) -> str:
        bounds: QuantityRecord = {"unit": unit, "unknown": position["unknown"]}
        is_exact = position["min"] is not None and position["min"] == position["max"]
        for key in RANGE_BOUNDS:
            bound = position[key]
            if bound is not None and position["about"]:
                return self.quantity_text({**bounds, "about": bound})
            if bound is not None and is_exact:
                return self.quantity_text({**bounds, "is": bound})
            if bound is not None:
                bounds[key] = bound
        return self.quantity_text(bounds)

    def wording_sentence(self, wording: WordingRecord) -> str:
        def join_refs_or_none(refs: list[str]) -> str:
            return self.join_clause_ids(refs) or self.catalogue_text("word.none")

        return self.catalogue_text(
            "sentence.wording",
            clause=wording["clause"],
            breaches=join_refs_or_none(wording["breaches"]),
            strains=join_refs_or_none(wording["strains"]),
        )

    def confidence_note(self, finding: LinkRecord | VerdictRecord | ConstraintFindingRecord) -> str:
        """The confidence in words where it is not high, else nothing."""
        confidence = finding["confidence"]
        return (
            ""
            if confidence == "high"
            else self.catalogue_text("word.low_confidence", word=self.catalogue.value_word("confidence", confidence))
        )

    def shared_issue_texts(self) -> list[str]:
        """What all chosen plans share, by issue, with the base's clauses that say it."""
        rows = {row["id"]: row for row in self.report["rows"]}
        clauses, base = self.report["clauses"], self.report["base"]
        clause_ids_by_label: dict[str, list[str]] = {}
        for ref in self.report["shared"]:
            if ref in rows:
                clause_ids_by_label.setdefault(self.row_label(rows[ref]), []).extend(rows[ref]["cells"].get(base, []))
            elif ref in clauses:
                clause_ids_by_label.setdefault(self.issue_label(clauses[ref]["issue"]), []).append(
                    ref.removeprefix(f"{base}#")
                )
            else:
                clause_ids_by_label.setdefault(ref, [])
        return [
            f"{label} ({self.join_clause_ids(dict.fromkeys(clause_ids))})" if clause_ids else label
            for label, clause_ids in clause_ids_by_label.items()
        ]

    def stamp_sentence(self) -> str:
        tool = self.report["tool"]
        return self.catalogue_text(
            "sentence.stamp",
            tool=tool["name"],
            version=tool["version"],
            as_of=self.report["as_of"],
            digest=self.report["digest"],
        )

    def counts_text(self, group: str, counts: Mapping[str, int]) -> str:
        """The kinds that occur, each with its number."""
        present_counts = [(kind, number) for kind, number in counts.items() if kind != "total" and number]
        return ", ".join(f"{self.catalogue.value_word(group, kind)} {number}" for kind, number in present_counts)

    def unstated_counts_text(self, plan: PlanRecord) -> str:
        """How many clauses others only report, or their supposed author denies; the rest are stated."""
        return self.counts_text("known", {**plan["known"], "stated": 0})

    def closing_sentences(self) -> list[str]:
        """The counts that close every report: what was compared and what was found, nothing left out."""
        totals = self.report["totals"]
        comparison_sentence = self.catalogue_text(
            "sentence.closing",
            clauses=totals["clauses"],
            links=totals["links"]["total"],
            relations=self.counts_text("relation", totals["links"]),
            gaps=totals["gaps"]["total"],
            kinds=self.counts_text("gap", totals["gaps"]),
            verdicts=totals["verdicts"]["total"],
            verdict_kinds=self.counts_text("verdict", totals["verdicts"]),
        )
        findings_sentence = self.catalogue_text(
            "sentence.closing_more",
            deadlocks=totals["deadlocks"]["total"],
            constraints=totals["constraints"]["total"],
            constraint_kinds=self.counts_text("constraint", totals["constraints"]),
            contradictions=totals["contradictions"],
            plan_findings=totals["plan_findings"],
            lines=self.report["judged"],
        )
        return [comparison_sentence, findings_sentence]

    def _rule_message(self, rule_id: str, fallback_key: str, fields: Mapping[str, object]) -> str:
        rule = self.report["rules"].get(rule_id)
        message = rule["message"] if rule else ""
        return fill_template(message, fields) if message else self.catalogue_text(fallback_key, **fields)


def _same_steps(step: LawStepRecord | OrderedStep) -> list[str]:
    """The names of steps of other rules that are the same step."""
    return list(step["same_as"]) if "same_as" in step else []
