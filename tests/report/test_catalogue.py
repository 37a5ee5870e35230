"""The catalogue: one place for all words, complete in each language, with the same fields."""

import re
from string import Formatter

import pytest
import yaml

from comparer.load import strict_yaml
from comparer.model.relation import ConstraintVerdict, GapKind, Relation, VerdictKind
from comparer.resources.message_catalogue import LANGUAGES, Catalogue, fill_template, load_catalogue, load_rule

from .sample import sample


def fields(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_mark_a_word_and_a_meaning(language):
    words = load_catalogue(language)
    for group, kinds in (
        ("relation", Relation),
        ("gap", GapKind),
        ("verdict", VerdictKind),
        ("constraint", ConstraintVerdict),
    ):
        assert words.group_values(group) == tuple(map(str, kinds))
        for kind in kinds:
            assert words.value_mark(group, kind)
            assert words.value_meaning(group, kind)
        assert len({words.value_word(group, kind) for kind in kinds}) == len(kinds), "two kinds have one word"


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_a_translation_has_every_key_and_the_same_fields(language, root):
    here = Catalogue(language)
    own = yaml.safe_load(
        (root / "comparer" / "resources" / "messages" / f"{language}.yaml").read_text(encoding="utf-8")
    )
    english = Catalogue("en")
    for key in sorted(english.message_keys()):
        group, _, name = key.partition(".")
        if group in ("draft", "language", "rules"):
            continue
        assert group in own, f"{language} lacks {group}"
        assert name.split(".")[0] in {str(one) for one in own[group]}, f"{language} lacks {key}"
        template, original = here._messages[key], english._messages[key]
        assert fields(template) == fields(original), key


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_a_draft_translation_says_that_it_is_one(language):
    report = sample(language)
    assert report["limits"][0] == load_catalogue(language).format_message("word.draft_translation")
    assert len(report["limits"]) == len(sample("en")["limits"]) + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_of_rules_have_the_fields_that_the_rule_gives(language):
    texts = yaml.safe_load((catalogue_path(language)).read_text(encoding="utf-8"))
    for name, entry in texts["rules"].items():
        assert fields(entry["message"]) == fields(load_rule(name)["message"])


def catalogue_path(language):
    from importlib.resources import files

    return files("comparer.resources") / "messages" / f"{language}.yaml"


def test_an_unknown_language_is_english():
    assert load_catalogue("xx").language == "en"


def test_fields_are_filled_once():
    assert fill_template("{a} and {b}", {"a": "{b}", "b": "x"}) == "{b} and x"


def test_every_key_that_the_code_asks_for_exists(root):
    pattern = re.compile(r"\.(?:catalogue_text|format_message)\(\s*\"((?:heading|column|sentence|word)\.[a-z_]+)\"")
    columns = re.compile(r"\.column_headings\(([^()]*)\)")
    known = load_catalogue("en").message_keys()
    asked, headed = set(), set()
    for path in sorted((root / "comparer" / "report").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        asked |= set(pattern.findall(text))
        headed |= {f"column.{name}" for names in columns.findall(text) for name in re.findall(r'"([a-z_]+)"', names)}
    assert len(asked) > 40
    assert len(headed) > 25
    assert sorted((asked | headed) - known) == []


def test_the_rules_of_changes_and_gaps_render_with_what_they_are_given(root):
    given = {
        "change": {"facet", "before", "after", "effect"},
        "gap": {"ref", "missing"},
        "align": {"left", "right", "link"},
    }
    names = [path.stem for path in sorted((root / "comparer" / "resources" / "rules").glob("*.yaml"))]
    for family, allowed in given.items():
        found = [name for name in names if name.startswith(family + "-")]
        assert found
        for name in found:
            assert fields(load_rule(name)["message"]) <= allowed, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_strict_yaml_without_a_key_twice(language):
    read = strict_yaml.read_yaml(catalogue_path(language).read_bytes(), f"{language}.yaml")
    assert [problem.message for problem in read.problems] == []
