"""The catalogue: one place for all words, complete in each language, with the same fields."""

import re
from string import Formatter

import pytest
import yaml

from comparer.load import strict_yaml
from comparer.model.relation import ConstraintVerdict, GapKind, Relation, VerdictKind
from comparer.report.words.figures import UnitWords, amount_words, format_figure
from comparer.resources.message_catalogue import LANGUAGES, Catalogue, fill_template, load_catalogue, load_rule
from comparer.resources.rule_catalogue import all_rules

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


def plain_key(words, key):
    """The key of a message, without the plural form that it may end in."""
    stem, _, form = key.rpartition(".")
    return stem if form in words.group_values("plural") and not key.startswith("plural.") else key


def own_forms(words, key):
    """The message of a key in a language, or each of its plural forms."""
    forms = [f"{key}.{form}" for form in words.group_values("plural")]
    assert all(form in words.message_keys() for form in forms) or not any(f in words.message_keys() for f in forms), key
    return [words._messages[form] for form in forms if form in words.message_keys()] or [words._messages[key]]


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_a_translation_has_every_key_and_the_same_fields(language, root):
    here = Catalogue(language)
    own = yaml.safe_load(
        (root / "comparer" / "resources" / "messages" / f"{language}.yaml").read_text(encoding="utf-8")
    )
    english = Catalogue("en")
    for key in sorted({plain_key(english, key) for key in english.message_keys()}):
        group, _, name = key.partition(".")
        if group in ("draft", "language", "plural", "rules"):
            continue
        assert group in own, f"{language} lacks {group}"
        assert name.split(".")[0] in {str(item) for item in own[group]}, f"{language} lacks {key}"
        # A form may write its number out, as English does with one.
        wanted = {field for template in own_forms(english, key) for field in fields(template)}
        counted = {"n"} & wanted if len(own_forms(english, key)) > 1 else set()
        for template in own_forms(here, key):
            assert fields(template) | counted == wanted, key


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_a_draft_translation_says_that_it_is_one(language):
    report = sample(language)
    assert report["limits"][0] == load_catalogue(language).format_message("word.draft_translation")
    assert len(report["limits"]) == len(sample("en")["limits"]) + 1


FAMILIES_OF_FINDINGS = ("change", "constraint", "deadlock", "gap", "plan", "redline")
"""The families of rules that a report names; the others are faults of files, which the commands tell in English."""


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_rule_that_a_report_names_has_its_words(language):
    own = yaml.safe_load(catalogue_path(language).read_text(encoding="utf-8"))["rules"]
    named = [rule for rule in all_rules() if rule.family in FAMILIES_OF_FINDINGS]
    assert len(named) > 60
    for rule in named:
        assert set(own.get(rule.id, {})) == {"title", "says", "message"}, rule.id
        assert own[rule.id]["title"] != rule.title, rule.id
        assert own[rule.id]["says"] != rule.says, rule.id
    assert set(own) == {rule.id for rule in named}, "words of a rule that is gone"


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
        result = [name for name in names if name.startswith(family + "-")]
        assert result
        for name in result:
            assert fields(load_rule(name)["message"]) <= allowed, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_strict_yaml_without_a_key_twice(language):
    read = strict_yaml.read_yaml(catalogue_path(language).read_bytes(), f"{language}.yaml")
    assert [problem.message for problem in read.problems] == []


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "many"), (1, "one"), (2, "few"), (4, "few"), (5, "many"), (11, "many"), (12, "many"), (14, "many"),
     (21, "one"), (22, "few"), (25, "many"), (101, "one"), (111, "many"), (112, "many"), (1_000_002, "few")],
)  # fmt: skip
@pytest.mark.parametrize("language", ["uk", "ru"])
def test_nouns_beside_a_number_take_the_form_of_the_language(language, number, form):
    words = load_catalogue(language)
    assert words.plural_form(number) == form
    phrase = words.format_message("sentence.compared", n=number, pairs=1, as_of="2031")
    assert phrase == fill_template(
        words.template(f"sentence.compared.{form}"), {"n": number, "pairs": 1, "as_of": "2031"}
    )


def test_english_has_one_form_for_one_thing_alone():
    words = load_catalogue("en")
    assert [words.plural_form(number) for number in (0, 1, 2, 11, 21, 101)] == ["several", "one", *["several"] * 4]
    assert words.format_message("change.verdicts", n=1) == "1 verdict changed"
    assert load_catalogue("en").format_message("sentence.compared", n=2, pairs=1, as_of="2031").startswith("Plans")


@pytest.mark.parametrize(
    ("value", "english", "ukrainian"),
    [
        (600_000, "600,000", "600\u202f000"),
        (1_234_567.5, "1,234,567.5", "1\u202f234\u202f567,5"),
        (0.25, "0.25", "0,25"),
        ("2.5", "2.5", "2,5"),
        (12, "12", "12"),
        (-4_000, "-4,000", "-4\u202f000"),
        ("2031-06-01", "2031-06-01", "2031-06-01"),
        ("2031", "2031", "2031"),
    ],
)
def test_figures_are_written_as_the_language_writes_them(value, english, ukrainian):
    assert format_figure(value, load_catalogue("en")) == english
    assert format_figure(value, load_catalogue("uk")) == format_figure(value, load_catalogue("ru")) == ukrainian


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ({"high": 600_000}, "щонайбільше 600\u202f000 осіб"),
        ({"high": 600_000, "high_open": True}, "менше ніж 600\u202f000 осіб"),
        ({"low": 5}, "щонайменше 5 осіб"),
        ({"low": 5, "low_open": True}, "більше ніж 5 осіб"),
        ({"low": 5, "high": 5}, "5 осіб"),
        ({"low": 5, "high": 5, "about": True}, "приблизно 5 осіб"),
        ({"low": 5, "high": 9}, "5–9 осіб"),
        ({"unknown": True}, "невідомо"),
        ({}, "невідомо"),
    ],
)
def test_amounts_are_told_in_words(amount, words):
    ends = {"low": None, "high": None, "low_open": False, "high_open": False, "about": False, "unknown": False}
    text = amount_words({**ends, "unit": "person", **amount}, load_catalogue("uk"), UnitWords(lambda unit: "осіб", {}))
    assert text == words
