"""A small model of static embeddings, on disk as model2vec writes it."""

from pathlib import Path

import numpy as np

from .synonyms import TOPICS


def save_model(folder: Path, *, spare: int = 0) -> Path:
    """Write a model that knows the words of the synonyms: those of one topic have nearly one direction.

    It may have so many vectors too few.
    """
    from safetensors.numpy import save_file
    from tokenizers import Tokenizer, normalizers, pre_tokenizers
    from tokenizers.models import WordLevel

    words = {"[UNK]": 0}
    draw = np.random.default_rng(5)
    vectors = [np.full(8, 9.0, np.float32)]
    for at, (names, company) in enumerate(TOPICS.items()):
        for word in (*names, *company.split()):
            words[word] = len(words)
            vectors.append((np.eye(8)[at] + 0.1 * draw.standard_normal(8)).astype(np.float32))
    tokenizer = Tokenizer(WordLevel(words, unk_token="[UNK]"))  # noqa: S106 - no password
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    folder.mkdir(parents=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file({"embeddings": np.array(vectors[: len(vectors) - spare])}, folder / "model.safetensors")
    return folder
