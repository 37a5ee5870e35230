"""A sentence model adds one part to the evidence of links; it comes from this disk, and never from the network."""

from __future__ import annotations

import importlib.util
import json
import math
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, pre_tokenizers

from comparer.align.text_similarity import build_text_aligner
from comparer.app import sentence_model
from comparer.model.plan import Clause
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parent.parent.parent
PART = "sentence-model"
LEFT = ("Orchids bloom", "Violins sound", "Glaciers melt")
RIGHT = ("Roses open", "Fiddlers play", "Icebergs thaw")
WORDS = ("[UNK]", "ceasefire", "shooting", "prisoners", "captives", "river", "canal")


def plan(name: str, texts: Sequence[str]) -> list[CanonicalClause]:
    return [
        CanonicalClause(clause=Clause(plan=name, id=f"{name}{n}", provision=f"{name}{n}", text=text), labelled_norms=())
        for n, text in enumerate(texts)
    ]


def by_subject(texts: Sequence[str]) -> list[tuple[float, ...]]:
    """A model that knows three subjects, in the order of the texts above."""
    result = []
    for text in texts:
        number = LEFT.index(text) if text in LEFT else RIGHT.index(text)
        result.append(tuple(float(number == item) for item in range(3)))
    return result


def folder(path: Path) -> Path:
    """A static model of seven words, in which synonyms lie close together."""
    words = Tokenizer(models.WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    words.save(str(path / "tokenizer.json"))
    table = numpy.array([[0, 0, 0.1], [1, 0, 0], [1, 0.1, 0], [0, 1, 0], [0.1, 1, 0], [0, 0, 1], [0, 0.1, 1]])
    save_file({"embeddings": table.astype("float32")}, path / "model.safetensors")
    return path


def test_clauses_in_other_words_are_linked_and_the_parts_still_add_up_to_the_score() -> None:
    left, right = plan("a", LEFT), plan("b", RIGHT)
    assert not build_text_aligner(Vocabulary())(left, right).matches
    with_model = build_text_aligner(Vocabulary(), by_subject)(left, right)
    shown = (*with_model.matches, *with_model.possible)
    assert {(item.left, item.right) for item in shown} == {(("a0",), ("b0",)), (("a1",), ("b1",)), (("a2",), ("b2",))}
    for item in shown:
        assert [part.label for part in item.evidence].count(PART) == 1
        assert item.score is not None
        assert math.isclose(sum(part.weight for part in item.evidence), item.score)


def test_neither_order_nor_side_changes_what_is_found() -> None:
    align = build_text_aligner(Vocabulary(), by_subject)

    def find_links(
        left: Sequence[CanonicalClause], right: Sequence[CanonicalClause]
    ) -> set[tuple[frozenset[str], float | None]]:
        every = align(left, right)
        return {(frozenset(match.left + match.right), match.score) for match in (*every.matches, *every.possible)}

    left, right = plan("a", LEFT), plan("b", RIGHT)
    assert find_links(left, right) == find_links(left[::-1], right[1:] + right[:1]) == find_links(right, left)


def test_without_a_model_no_evidence_speaks_of_one() -> None:
    same = build_text_aligner(Vocabulary())(
        plan("a", ("The river is shared by both",)), plan("b", ("The river is shared",))
    )
    assert PART not in {part.label for match in (*same.matches, *same.possible) for part in match.evidence}


def test_a_static_model_is_read_from_a_folder(tmp_path: Path) -> None:
    folder(tmp_path)
    shooting, ceasefire, river = sentence_model.load_sentence_model(str(tmp_path), Path())(
        ["shooting", "ceasefire", "river"]
    )
    assert math.isclose(sum(x * x for x in shooting), 1, abs_tol=1e-6)
    near, far = (sum(x * y for x, y in zip(shooting, other, strict=True)) for other in (ceasefire, river))
    assert near > 0.99
    assert far < 0.01


def test_an_encoder_is_read_and_minds_the_order_of_words(tmp_path: Path) -> None:
    folder(tmp_path)
    random = numpy.random.default_rng(1)
    size, wide = 4, 8
    layer = {"attention.self.query": (size, size), "attention.self.key": (size, size),
             "attention.self.value": (size, size), "attention.output.dense": (size, size),
             "intermediate.dense": (wide, size), "output.dense": (size, wide)}  # fmt: skip
    tables = {f"embeddings.{name}_embeddings.weight": random.normal(size=(rows, size))
              for name, rows in (("word", len(WORDS)), ("position", 512), ("token_type", 2))}  # fmt: skip
    for name, shape in layer.items():
        tables[f"encoder.layer.0.{name}.weight"] = random.normal(size=shape)
        tables[f"encoder.layer.0.{name}.bias"] = random.normal(size=shape[0])
    for name in ("embeddings", "encoder.layer.0.attention.output", "encoder.layer.0.output"):
        tables[f"{name}.LayerNorm.weight"], tables[f"{name}.LayerNorm.bias"] = numpy.ones(size), numpy.zeros(size)
    save_file({name: table.astype("float32") for name, table in tables.items()}, tmp_path / "model.safetensors")
    config = {"model_type": "bert", "num_attention_heads": 2, "num_hidden_layers": 1, "layer_norm_eps": 1e-12}
    (tmp_path / "config.json").write_text(json.dumps(config))
    model = sentence_model.load_sentence_model(str(tmp_path), Path())
    item, other, again = model(["river canal ceasefire", "ceasefire canal river", "river canal ceasefire"])
    assert item == again == sentence_model.load_sentence_model(str(tmp_path), Path())(["river canal ceasefire"])[0]
    assert max(abs(x - y) for x, y in zip(item, other, strict=True)) > 1e-3
    (tmp_path / "config.json").write_text(json.dumps({**config, "model_type": "t5"}))
    with pytest.raises(sentence_model.SentenceModelError, match="only bert"):
        sentence_model.load_sentence_model(str(tmp_path), Path())


@pytest.mark.parametrize(("broken", "phrase"), [("", "it has no tokenizer.json"), ("model", "can be read")])
def test_a_folder_that_is_no_model_gets_one_line(tmp_path: Path, broken: str, phrase: str) -> None:
    if broken:
        (folder(tmp_path) / "model.safetensors").write_bytes(b"no tables")
    with pytest.raises(sentence_model.SentenceModelError, match=phrase) as refused:
        sentence_model.load_sentence_model(str(tmp_path), Path())
    assert "\n" not in str(refused.value)
    assert refused.value.suggestion


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_model, "find_spec", lambda _: None)
    with pytest.raises(sentence_model.SentenceModelError, match="not installed") as refused:
        sentence_model.load_sentence_model("packaged", Path())
    assert refused.value.suggestion == "pip install 'comparer[semantic]'"


OFFLINE = """
import socket, sys
from pathlib import Path
def closed(*_, **__): raise AssertionError("the network was asked")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = closed
from comparer.app.sentence_model import load_sentence_model as load
a, b, c = load("packaged", Path())(["stop the shooting", "a ceasefire begins", "school books are printed"])
like = lambda x, y: sum(p * q for p, q in zip(x, y))
print(like(a, b) > like(a, c), "wordllama" in sys.modules)
"""


@pytest.mark.skipif(importlib.util.find_spec("wordllama") is None, reason="no wheel of wordllama for this machine")
def test_the_packaged_model_works_with_all_sockets_closed() -> None:
    done = subprocess.run([sys.executable, "-c", OFFLINE], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.stdout.strip(), done.stderr) == ("True False", "")


def test_the_setting_names_a_folder_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "comparer"]
    subprocess.run([*command, "init", str(tmp_path / "w")], check=True, capture_output=True, cwd=ROOT)
    settings = tmp_path / "w" / "plans" / "settings.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nmodel: models/none\n", encoding="utf-8")
    compare = [*command, "compare", "--workspace", str(tmp_path / "w")]
    done = subprocess.run(compare, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 2
    assert "plans/settings.yaml" in done.stderr
    assert "it has no tokenizer.json" in done.stderr
    assert "Traceback" not in done.stderr
    (tmp_path / "w" / "models" / "none").mkdir(parents=True)
    folder(tmp_path / "w" / "models" / "none")
    done = subprocess.run(compare, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
