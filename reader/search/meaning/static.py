"""The space of a model that the user has on disk: static embeddings, each token a vector, a text their mean.

The folder is as model2vec and sentence-transformers write it: `tokenizer.json` and `model.safetensors`. Nothing is
fetched from anywhere, and nothing in it is run: one is JSON, the other numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from reader.errors import SearchError
from reader.search.arrays import Array
from reader.search.meaning.points import Told, normed

LAYOUTS = (".", "0_StaticEmbedding")
"""Where the two files are, in the model's folder: model2vec's own, and that of sentence-transformers."""
_TABLES = ("embeddings", "embedding.weight")
_LONGEST_TOKENS = 512
_AT_ONCE = 1000
_EXTRA = "`pip install 'daily-papers-reader[model]'` brings it."
_HINT = "`meaning: {model: FOLDER}` names a folder with tokenizer.json and model.safetensors, as model2vec writes it."


@dataclass(frozen=True)
class StaticSpace:
    """Tokens as vectors. Immutable, and safe to use from several threads."""

    tokenizer: Any
    table: Array
    """(V, k)."""
    rows: Array | None
    """(tokens,) the row of each token; None where they are the same."""
    weights: Array | None
    """(tokens,) how much each counts; None where all count the same."""
    unknown: int | None
    """The token of what the model does not know."""

    def place(self, told: Sequence[Told]) -> Array:
        """Return (N, k) float32, where each text is; of a paper, its title and abstract as one text."""
        places = np.zeros((len(told), self.table.shape[1]), np.float32)
        for first in range(0, len(told), _AT_ONCE):
            texts = ["\n".join(filter(None, each)) for each in told[first : first + _AT_ONCE]]
            for row, found in enumerate(self.tokenizer.encode_batch_fast(texts, add_special_tokens=False), start=first):
                tokens = np.array(found.ids, np.int64)
                tokens = tokens[tokens != self.unknown] if self.unknown is not None else tokens
                if len(tokens):
                    places[row] = self._mean(tokens)
        return normed(places)

    def arrays(self) -> dict[str, Array]:
        """Return nothing: the model's own folder has all."""
        return {}

    def _mean(self, tokens: Array) -> Array:
        vectors = self.table[tokens if self.rows is None else self.rows[tokens]].astype(np.float32)
        if self.weights is not None:
            vectors *= self.weights[tokens, None]
        mean: Array = vectors.mean(axis=0)
        return mean


def open_model(folder: Path) -> StaticSpace:
    """Read a model.

    Raises:
        SearchError: it is not there or no such model, or what reads it is not installed.
    """
    try:
        from safetensors import safe_open
        from tokenizers import Tokenizer
    except ImportError as error:
        raise SearchError(f"The model {folder} cannot be read: {error.name} is not installed", _EXTRA) from error
    try:
        table_file = _files(folder)[0]
        tokenizer = Tokenizer.from_file(str(_files(folder)[1]))
        with safe_open(table_file, framework="numpy") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no mapping
        tokenizer.no_padding()
        tokenizer.enable_truncation(_LONGEST_TOKENS)
        return _space(tokenizer, tensors)
    except SearchError:
        raise
    except Exception as error:  # both libraries raise plain ones of their own
        raise SearchError(f"The model {folder} cannot be read: {_line(error)}", _HINT) from error


def name_of(folder: Path) -> str:
    """Return what tells a model from others, and from itself as it was before its files changed.

    Raises:
        SearchError: it is not there.
    """
    parts = [(path.name, (stat := path.stat()).st_size, stat.st_mtime_ns) for path in _files(folder)]
    return f"static {folder} {parts}"


def _files(folder: Path) -> tuple[Path, Path]:
    """Return the files of the table and of the tokenizer."""
    for layout in LAYOUTS:
        table, tokenizer = folder / layout / "model.safetensors", folder / layout / "tokenizer.json"
        if table.is_file() and tokenizer.is_file():
            return table, tokenizer
    raise SearchError(f"There is no model in {folder}", _HINT)


def _space(tokenizer: Any, tensors: Mapping[str, Array]) -> StaticSpace:
    table = next((tensors[name] for name in _TABLES if name in tensors), None)
    tokens = tokenizer.get_vocab_size()
    if table is None or table.ndim != 2:
        raise ValueError("it has no table of vectors")
    rows, weights = tensors.get("mapping"), tensors.get("weights")
    if rows is None and len(table) < tokens:
        raise ValueError(f"it has {len(table)} vectors for {tokens} tokens")
    if rows is not None and (len(rows) < tokens or rows.min() < 0 or rows.max() >= len(table)):
        raise ValueError("some tokens have no vector")
    if weights is not None and len(weights) < tokens:
        raise ValueError(f"it has {len(weights)} weights for {tokens} tokens")
    if not np.isfinite(table.astype(np.float32)).all():
        raise ValueError("its vectors are not all numbers")
    known = (tokenizer.token_to_id(each) for each in ("[UNK]", "<unk>"))
    unknown = next((token for token in known if token is not None), None)
    return StaticSpace(tokenizer, table, rows, weights, unknown)


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or "it is damaged"
