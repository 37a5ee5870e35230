"""Sentence models from this disk: texts to vectors of length 1, with NumPy alone. Nothing here asks the network.

Two kinds of folder are read, both with `tokenizer.json` and `model.safetensors`: an encoder of the BERT family as
sentence-transformers writes it (with `config.json`; mean of the last layer), and a table of one vector a token (static
embeddings; mean of the tokens). The extra `semantic` brings what reads them, and a table inside the package wordllama.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from comparer.model.records import SentenceModel

PACKAGED = "packaged"
EXTRA = "pip install 'comparer[semantic]'"
LONGEST = 256
"""Tokens of a text that an encoder reads; the rest is left out."""

Array = Any  # of NumPy, which is no requirement
Encode = Callable[[Sequence[int]], Array]


class SentenceModelError(ValueError):
    """Why a model cannot be had, in one line; `suggestion` says what to do."""

    def __init__(self, message: str, suggestion: str) -> None:
        super().__init__(message)
        self.suggestion = suggestion


def load(name: str, top: Path) -> SentenceModel:
    """The model of a name: `packaged`, or a folder (a relative one under `top`). Raises SentenceModelError."""
    if any(find_spec(one) is None for one in ("numpy", "safetensors", "tokenizers")):
        raise SentenceModelError("a sentence model is asked for, and what reads it is not installed", EXTRA)
    if name == PACKAGED:
        return _packaged()
    folder = top / Path(name).expanduser()
    files = [folder / one for one in ("tokenizer.json", "model.safetensors")]
    for path in files:
        if not path.is_file():
            raise SentenceModelError(
                f"{folder} is no folder of a sentence model: it has no {path.name}",
                "name a folder with tokenizer.json and model.safetensors",
            )
    return _read(files[0], files[1], folder / "config.json")


def _packaged() -> SentenceModel:
    found = find_spec("wordllama")
    places = found.submodule_search_locations if found else None
    if not places:
        raise SentenceModelError("the packaged sentence model is not installed", EXTRA)
    inside = Path(places[0])
    return _read(
        inside / "tokenizers" / "l2_supercat_tokenizer_config.json",
        inside / "weights" / "l2_supercat_256.safetensors",
        inside / "config.json",
    )


def _read(tokens: Path, weights: Path, config: Path) -> SentenceModel:
    """The folder is not the program's own: whatever its readers raise means that it is no model."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(tokens))
        tables = {name: table.astype("float32") for name, table in load_file(weights).items()}
        told = json.loads(config.read_text(encoding="utf-8")) if config.is_file() else {}
        static = len(tables) == 1
        encode = _static(next(iter(tables.values()))) if static else _encoder(tables, told)
        tokenizer.no_padding()
        if not static:
            tokenizer.enable_truncation(LONGEST)
        model = _Model(tokenizer, encode, special=not static)
        model(["a"])
    except Exception as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise SentenceModelError(
            f"{weights.parent} holds no sentence model that can be read: {reason}",
            "use an encoder of the BERT family or static embeddings",
        ) from error
    return model


class _Model:
    """Each text is read once, and alone, so that its vector does not depend on what stands beside it."""

    def __init__(self, tokenizer: Any, encode: Encode, *, special: bool) -> None:
        self._tokenizer, self._encode, self._special = tokenizer, encode, special
        self._known: dict[str, tuple[float, ...]] = {}

    def __call__(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        return [self._known.get(text) or self._learn(text) for text in texts]

    def _learn(self, text: str) -> tuple[float, ...]:
        import numpy

        ids = self._tokenizer.encode(text, add_special_tokens=self._special).ids
        vector = self._encode(ids or [0])
        length = float(numpy.linalg.norm(vector)) or 1.0
        self._known[text] = tuple(map(float, vector / length))
        return self._known[text]


def _static(table: Array) -> Encode:
    def encode(ids: Sequence[int]) -> Array:
        return table[list(ids)].mean(axis=0)

    return encode


def _encoder(tables: Mapping[str, Array], config: Mapping[str, Any]) -> Encode:
    """The forward pass of a BERT encoder for one text."""
    import numpy

    if config.get("model_type") != "bert":
        raise ValueError(f"its model_type is {config.get('model_type', 'not told')}, and only bert is known")
    heads, layers, least = (config[key] for key in ("num_attention_heads", "num_hidden_layers", "layer_norm_eps"))

    def linear(x: Array, name: str) -> Array:
        return x @ tables[name + ".weight"].T + tables[name + ".bias"]

    def norm(x: Array, name: str) -> Array:
        centred = x - x.mean(axis=-1, keepdims=True)
        spread = numpy.sqrt((centred**2).mean(axis=-1, keepdims=True) + least)
        return centred / spread * tables[name + ".weight"] + tables[name + ".bias"]

    def attention(x: Array, name: str) -> Array:
        query, key, value = (
            linear(x, f"{name}.self.{part}").reshape(len(x), heads, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / numpy.sqrt(numpy.float32(query.shape[-1]))
        shares = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
        seen = shares / shares.sum(axis=-1, keepdims=True) @ value
        together = seen.transpose(1, 0, 2).reshape(len(x), -1)
        return norm(x + linear(together, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def encode(ids: Sequence[int]) -> Array:
        start = "embeddings."
        x = (
            tables[start + "word_embeddings.weight"][list(ids)]
            + tables[start + "position_embeddings.weight"][: len(ids)]
        )
        x = norm(x + tables[start + "token_type_embeddings.weight"][0], start + "LayerNorm")
        for number in range(layers):
            name = f"encoder.layer.{number}"
            x = attention(x, f"{name}.attention")
            wide = _gelu(linear(x, f"{name}.intermediate.dense"))
            x = norm(x + linear(wide, f"{name}.output.dense"), f"{name}.output.LayerNorm")
        return x.mean(axis=0)

    return encode


def _gelu(x: Array) -> Array:
    """GELU with the error function by formula 7.1.26 of Abramowitz and Stegun: within 2e-7, as NumPy has none."""
    import numpy

    size = numpy.abs(x) / numpy.sqrt(numpy.float32(2))
    t = 1 / (1 + 0.3275911 * size)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return x * 0.5 * (1 + numpy.sign(x) * (1 - series * numpy.exp(-size * size)))
