"""The values and words of a report of change, on the made-up harbour plans."""

import re
from copy import deepcopy

import pytest

from comparer.report.formats import change_markdown, change_page, change_text
from comparer.report.options import RenderOptions
from comparer.report.sections.change_choice import choose_clause_changes
from comparer.report.sections.change_report import ClauseChangeKind, build_plan_changes, build_report_changes
from comparer.report.words.change_sentences import ChangeSentences
from comparer.report.words.redline import choose_redline, format_plain_redline, trim_redline

from .sample import COUNTER, DRAFT, sample

FORMATS = (change_text.render_change, change_markdown.render_change, change_page.render_change)


def edited(**fields):
    """The sample before and after an edit of the first clause of the draft."""
    before, after = sample(), sample()
    ref = next(ref for ref in after["clauses"] if ref.startswith(f"{DRAFT}#"))
    after["clauses"][ref] = after["clauses"][ref] | fields
    return before, after, ref


def test_a_report_against_itself_has_no_change():
    change = build_report_changes(sample(), sample())
    assert (change.clauses, change.records, change.relations, change.verdicts, change.law) == ((), (), (), (), ())
    assert "No clause changed." in change_text.render_change(change, RenderOptions())


@pytest.mark.parametrize(
    ("fields", "names", "is_substance"),
    [
        ({"text": "Other words."}, ("text",), True),
        ({"state": "contested"}, ("state",), True),
        ({"note": "Seen.", "cites": ["elsewhere"]}, ("cites", "note"), False),
        ({"place": "moved.yaml:99"}, (), False),
    ],
)
def test_a_clause_has_changed_where_the_file_says_something_else(fields, names, is_substance):
    before, after, ref = edited(**fields)
    changes = build_report_changes(before, after).clauses
    assert [(change.after, change.fields) for change in changes] == ([((ref,), names)] if names else [])
    assert all(change.changes_substance is is_substance for change in changes)


def test_an_edit_of_a_note_touches_nothing_else():
    before, after, _ = edited(note="Seen.")
    change = build_report_changes(before, after)
    assert (change.relations, change.verdicts, change.law) == ((), (), ())
    assert "edited: note; what it says is the same" in change_text.render_change(change, RenderOptions())


def test_clauses_that_came_and_went():
    before, after = sample(), sample()
    ref = next(ref for ref in after["clauses"] if ref.startswith(f"{DRAFT}#"))
    del after["clauses"][ref]
    kinds = [(change.kind, change.before, change.after) for change in build_report_changes(before, after).clauses]
    assert kinds == [(ClauseChangeKind.REMOVED, (ref,), ())]
    kinds = [(change.kind, change.before, change.after) for change in build_report_changes(after, before).clauses]
    assert kinds == [(ClauseChangeKind.ADDED, (), (ref,))]


def test_lines_rules_and_plans_that_only_one_report_has_are_named():
    before, after = sample(), sample()
    line, rule = next(iter(after["lines"])), next(iter(after["constraints_in_force"]))
    after["lines"][line] = after["lines"][line] | {"title": "Renamed"}
    del after["constraints_in_force"][rule]
    after["plans"][0] = after["plans"][0] | {"coverage": "partial"}
    records = {(record.kind, record.ref, record.state) for record in build_report_changes(before, after).records}
    assert records == {
        ("line", line, "changed"),
        ("constraint", rule, "gone"),
        ("plan", after["plans"][0]["id"], "changed"),
    }


def test_other_findings_are_told_in_a_sentence():
    before, after = sample(), sample()
    gone = after["deadlocks"].pop()
    change = build_report_changes(before, after)
    assert [(record.kind, record.state) for record in change.records] == [("deadlock", "gone")]
    text = ChangeSentences(change).record_text(change.records[0])
    assert text == f"deadlock, gone: {ChangeSentences(change).before.deadlock_sentence(gone)}"


def test_a_verdict_that_rests_on_the_clause_and_stays_comes_after_those_that_changed():
    before, after = sample(), sample()
    verdicts = [verdict for verdict in after["verdicts"] if verdict["plan"] == DRAFT and verdict["clauses"]]
    ref = f"{DRAFT}#{verdicts[0]['clauses'][0]}"
    after["clauses"][ref] = after["clauses"][ref] | {"text": "Other words."}
    other = next(verdict for verdict in after["verdicts"] if verdict["plan"] == COUNTER)
    other["verdict"] = "silent"
    change = build_report_changes(before, after)
    assert [item.latest["line"] for item in change.changed_verdicts] == [other["line"]]
    assert verdicts[0]["line"] in [item.latest["line"] for item in change.touched_verdicts]
    assert [item.is_changed for item in change.verdicts] == sorted([item.is_changed for item in change.verdicts])[::-1]


def test_a_pair_begins_with_what_decides_a_changed_verdict():
    change = build_plan_changes(sample(), DRAFT, COUNTER)
    everything = choose_clause_changes(change, ClauseChangeKind.EDITED, None)
    (first,) = choose_clause_changes(change, ClauseChangeKind.EDITED, 1)
    deciding = {
        f"{side['plan']}#{name}"
        for verdict in change.changed_verdicts
        for side in (verdict.before, verdict.after)
        if side
        for name in side["clauses"]
    }
    assert deciding & {*first.before, *first.after}
    assert len(everything) > 1
    assert choose_clause_changes(change, ClauseChangeKind.EDITED, len(everything)) == everything


def test_a_pair_that_is_turned_around_mirrors_its_relations():
    there, back = build_plan_changes(sample(), DRAFT, COUNTER), build_plan_changes(sample(), COUNTER, DRAFT)
    mirror = {"stricter": "looser", "looser": "stricter", "deferred": "settled", "settled": "deferred"}
    relations = {
        change.before + change.after: change.relation for change in there.clauses if change.before and change.after
    }
    for change in back.clauses:
        if change.before and change.after:
            wanted = relations[change.after + change.before]
            assert change.relation == mirror.get(wanted, wanted)
    added = {change.after for change in there.clauses if change.kind is ClauseChangeKind.ADDED}
    assert added == {change.before for change in back.clauses if change.kind is ClauseChangeKind.REMOVED}


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
@pytest.mark.parametrize("render", FORMATS)
def test_every_format_in_every_language_names_the_sides_and_what_changed(render, language):
    value = sample(language)
    change = build_plan_changes(value, DRAFT, COUNTER)
    text = render(change, RenderOptions(), "comparer diff a b")
    assert DRAFT in text
    assert COUNTER in text
    assert ChangeSentences(change).counts() in " ".join(text.split())
    full = render(change, RenderOptions(full=True), "comparer diff a b")
    assert set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", full))
    assert "{" not in text.replace("{+", "").partition("<style>")[0]


def test_hostile_text_cannot_leave_its_cell():
    before, after, ref = edited(text="<script>x</script> | \x1b[31m **no** [a](b)")
    change = build_report_changes(before, deepcopy(after))
    page = change_page.render_change(change, RenderOptions())
    assert "<script" not in page
    assert "\x1b" not in page
    row = next(line for line in change_markdown.render_change(change, RenderOptions()).splitlines() if ref in line)
    assert row.count(" | ") == 3
    assert "<script" not in row
    assert "\x1b" not in change_text.render_change(change, RenderOptions())


def test_a_redline_is_drawn_only_where_less_than_half_of_the_words_differ():
    assert choose_redline("The towns pay 40 crowns a year.", "The towns pay 60 crowns a year.") is not None
    assert choose_redline("The towns pay.", "A boat leaves the harbour every morning.") is None
    assert choose_redline("The same.", "The same.") is None
    assert choose_redline("", "New.") is None


def test_words_far_from_a_change_are_left_out():
    words = " ".join(f"w{number}" for number in range(60))
    ops = choose_redline(f"{words} 40 end", f"{words} 60 end")
    text = format_plain_redline(list(trim_redline(ops)))
    assert text == "… w54 w55 w56 w57 w58 w59 [-40-] {+60+} end"
