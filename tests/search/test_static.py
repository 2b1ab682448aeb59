"""A model that the user has on disk: read, used, and refused where it is none."""

from pathlib import Path

import numpy as np
import pytest

from reader.errors import SearchError
from reader.search.meaning.static import name_of, open_model

from .models import save_model

pytest.importorskip("tokenizers", reason="models are read by tokenizers, an optional extra")
pytest.importorskip("safetensors", reason="models are read by safetensors, an optional extra")


def test_words_of_one_kind_are_near(tmp_path: Path) -> None:
    """Texts are the mean of their words, of length 1; case does not matter, and what is not known says nothing."""
    space = open_model(save_model(tmp_path / "model"))
    texts = [("", "the Motorcar"), ("A fast automobile", "with fuel."), ("", "a vessel"), ("", "zyzzyva"), ("", "")]
    car, paper, ship, *nothing = space.place(texts)
    assert car @ paper > 0.9 > 0.5 > car @ ship
    assert np.isclose(np.linalg.norm([car, paper, ship], axis=1), 1).all()
    assert not np.any(nothing)


def test_quantized_models(tmp_path: Path) -> None:
    """Tokens may share rows of the table, and count more or less."""
    from safetensors.numpy import load_file, save_file

    folder = save_model(tmp_path / "model")
    table = load_file(folder / "model.safetensors")["embeddings"]
    rows = np.arange(len(table))[::-1].copy()
    tensors = {"embeddings": table[::-1].copy(), "mapping": rows, "weights": np.ones(len(table), np.float32)}
    save_file(tensors, folder / "model.safetensors")
    plain = open_model(save_model(tmp_path / "plain"))
    texts = [("", "a motorcar on the highway"), ("", "infant")]
    assert np.allclose(open_model(folder).place(texts), plain.place(texts), atol=1e-6)


def test_as_sentence_transformers_write_it(tmp_path: Path) -> None:
    """In a folder of the model's folder, the table under another name."""
    from safetensors.numpy import load_file, save_file

    folder = save_model(tmp_path / "model" / "0_StaticEmbedding")
    table = load_file(folder / "model.safetensors")["embeddings"]
    save_file({"embedding.weight": table}, folder / "model.safetensors")
    assert open_model(tmp_path / "model").place([("", "infant")]).any()


@pytest.mark.parametrize("wrong", ["absent", "no table", "no tokenizer", "too few", "cut", "another table", "pickle"])
def test_what_is_no_model(tmp_path: Path, wrong: str) -> None:
    """It is refused in a sentence that names the folder, with what a model is; nothing in it is run."""
    folder = tmp_path / "model"
    if wrong != "absent":
        save_model(folder, spare=wrong == "too few")
    table, tokenizer = folder / "model.safetensors", folder / "tokenizer.json"
    match wrong:
        case "no table":
            table.unlink()
        case "no tokenizer":
            tokenizer.write_text("{")
        case "cut":
            table.write_bytes(table.read_bytes()[:-9])
        case "another table":
            from safetensors.numpy import save_file

            save_file({"weight": np.ones(3)}, table)
        case "pickle":
            table.write_bytes(b"cos\nsystem\n(S'touch x'\ntR.")
    with pytest.raises(SearchError) as caught:
        open_model(folder)
    assert str(folder) in caught.value.message
    assert "tokenizer.json and model.safetensors" in caught.value.hint


def test_another_model_is_another_name(tmp_path: Path) -> None:
    """A model whose files change is no longer the one that papers were placed by."""
    folder = save_model(tmp_path / "model")
    before = name_of(folder)
    assert name_of(folder) == before
    (folder / "tokenizer.json").write_text("{}")
    assert name_of(folder) != before
    with pytest.raises(SearchError):
        name_of(tmp_path / "none")
