"""A space learned from the library alone: latent semantic analysis.

Deerwester, Dumais, Furnas, Landauer, Harshman, *Indexing by latent semantic analysis*, JASIS 1990: words that keep
the same company have the same direction, so that a question finds papers that say it in other words.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from reader.errors import SearchError
from reader.search.analysis import STOP_WORDS, stem, words
from reader.search.arrays import Array
from reader.search.meaning.points import Points, Told, normed
from reader.search.ranking import WEIGHTS
from reader.search.vectors import Vectors, rarities
from reader.search.vocabulary import Vocabulary

DIMENSIONS = 200
"""As many as tell topics apart; 100 find less on SciFact, and 300 cost half as much again."""
PAPERS_A_DIMENSION = 4
"""In a small library as many directions as that leave no company to be in: each paper would be its own topic."""
_ROUNDS, _SPARE = 3, 20
"""Of the randomized decomposition: how often it looks again, and how many directions it tries that it does not keep."""
_EXTRA = "`pip install 'daily-papers-reader[meaning]'` brings it. Words are searched without."


@dataclass(frozen=True)
class LatentSpace:
    """T stems as directions. Immutable, and safe to use from several threads."""

    vocabulary: Vocabulary
    """The stems that tell papers apart."""
    rarity: Array
    """(T,) float32, the idf of each when it was learned."""
    directions: Array
    """(T, k) float16."""

    def place(self, told: Sequence[Told]) -> Array:
        """Return (N, k) float32, where each text is; a paper that it was learned from is where it was then."""
        places = np.zeros((len(told), self.directions.shape[1]), np.float32)
        find = lru_cache(None)(self.vocabulary.find)  # papers say much the same words
        for row, (title, abstract) in enumerate(told):
            counts = _counts(title, abstract)
            found = [(n, count) for each, count in counts.items() if (n := find(each)) >= 0]
            if found:
                terms, said = np.array(found).T
                weights = (1 + np.log(np.minimum(said, _MOST))) * self.rarity[terms]
                places[row] = weights.astype(np.float32) @ self.directions[terms].astype(np.float32)
        return normed(places)

    def arrays(self) -> dict[str, Array]:
        """Return what it is made of."""
        return {
            "terms": self.vocabulary.terms,
            "ends": self.vocabulary.ends,
            "rarity": self.rarity,
            "directions": self.directions,
        }

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> "LatentSpace":
        """Make it anew.

        Raises:
            ValueError: the arrays do not go together.
        """
        space = cls(Vocabulary(arrays["terms"], arrays["ends"]), arrays["rarity"], arrays["directions"])
        stems = len(space.vocabulary)
        if space.rarity.shape != (stems,) or space.directions.ndim != 2 or len(space.directions) != stems:
            raise ValueError("its stems and their directions are not as many")
        if stems and int(space.vocabulary.ends[-1]) != len(space.vocabulary.terms):
            raise ValueError("its stems are cut short")
        return space


_MOST = 255
"""As `Forward.counts` has it."""


def learn(vectors: Vectors) -> tuple[LatentSpace, Points]:
    """Return the space of a library's papers, and where they are in it: of 100,000 in 8 s.

    Raises:
        SearchError: scipy is not installed.
    """
    sparse = _sparse()
    shape = (len(vectors), len(vectors.vocabulary))
    matrix = sparse.csr_matrix((vectors.weights, vectors.terms, vectors.starts), shape=shape)
    rarity = rarities(vectors.document_frequencies, len(vectors), vectors.vocabulary)
    telling = np.flatnonzero(rarity)
    matrix = matrix[:, telling]
    wanted = min(DIMENSIONS, max(1, len(vectors) // PAPERS_A_DIMENSION), len(telling))
    directions = _directions(matrix, wanted).astype(np.float16)
    texts = [vectors.vocabulary.text(number).encode() for number in telling.tolist()]
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
    vocabulary = Vocabulary(np.frombuffer(b"".join(texts), np.uint8), ends)
    space = LatentSpace(vocabulary, rarity[telling], directions)
    return space, Points(vectors.numbers, normed(matrix @ directions.astype(np.float32)))


def _directions(matrix: Any, wanted: int) -> Array:
    """Return the (T, k) right singular vectors of the largest singular values, nearly.

    Halko, Martinsson, Tropp, *Finding structure with randomness*, SIAM Review 2011, algorithm 4.4: a few products
    with the sparse matrix, where an exact decomposition takes minutes. The seed is fixed: the same papers, the same
    space.
    """
    stems = matrix.shape[1]
    tried = min(wanted + _SPARE, *matrix.shape)
    if not tried:  # no paper has a word that tells it from the others
        return np.zeros((stems, 0), np.float32)
    basis = np.random.default_rng(0).standard_normal((stems, tried), np.float32)
    transposed = matrix.T.tocsr()
    for _ in range(_ROUNDS):
        basis = _upright(transposed @ (matrix @ basis))
    _, turned = _squares(matrix @ basis)
    found: Array = basis @ turned[:, ::-1][:, :wanted]
    return found


def _upright(basis: Array) -> Array:
    """Return an orthonormal basis of the same space, by its Gram matrix: QR would keep other threads waiting."""
    squares, turned = _squares(basis)
    kept = squares > squares[-1] * np.finfo(np.float32).eps
    found: Array = basis @ (turned[:, kept] / np.sqrt(squares[kept])).astype(np.float32)
    return found


def _squares(basis: Array) -> tuple[Array, Array]:
    """Return the squares of the singular values, ascending, and the right singular vectors, float32, by column."""
    squares, turned = np.linalg.eigh((basis.T @ basis).astype(np.float64))
    return squares, turned.astype(np.float32)


def _counts(title: str, abstract: str) -> Counter[str]:
    """Return how often each stem is said, in a title as often as `Forward` counts it."""
    counts = Counter(stem(word) for word in words(abstract) if word not in STOP_WORDS)
    for word in words(title):
        if word not in STOP_WORDS:
            counts[stem(word)] += int(WEIGHTS["title"])
    return counts


def is_installed() -> bool:
    """Say whether what learning needs is there; loads nothing."""
    from importlib.util import find_spec

    return find_spec("scipy") is not None


def _sparse() -> Any:
    try:
        from scipy import sparse  # late: an optional extra, and 0.1 s
    except ImportError as error:
        raise SearchError("Meanings cannot be learned: scipy is not installed", _EXTRA) from error
    return sparse
