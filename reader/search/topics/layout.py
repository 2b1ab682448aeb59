"""Groups on a plane: those that are alike near each other."""

import numpy as np

from reader.search.arrays import Array

_NEIGHBOURS = 5
"""So many of each group are kept near it: t-SNE's perplexity."""
_FEW = 6
"""Of fewer groups all are neighbours: their two main directions do."""


def laid_out(centres: Array) -> list[tuple[float, float]]:
    """Return where each group lies, both ways from 0 to 1, by its (K, D) centres; the same for the same centres.

    By t-SNE: van der Maaten and Hinton, *Visualizing data using t-SNE*, 2008; from the two main directions on.
    """
    if not len(centres):
        return []
    middle = centres - centres.mean(0)
    left, sizes, _ = np.linalg.svd(middle, full_matrices=False)
    flat = np.zeros((len(centres), 2))
    flat[:, : min(2, len(sizes))] = (left * sizes)[:, :2]
    flat *= np.where(flat[np.abs(flat).argmax(0), [0, 1]] < 0, -1, 1)  # a direction has no sign of its own
    if len(centres) >= _FEW:
        from sklearn.manifold import TSNE

        begin = (flat / max(flat[:, 0].std(), 1e-9) * 1e-4).astype(np.float32)
        flat = TSNE(perplexity=_NEIGHBOURS, init=begin, random_state=0, method="exact").fit_transform(centres)
    low, high = flat.min(0), flat.max(0)
    scaled = (flat - low) / np.where(high > low, high - low, 1)
    return [(float(x), float(y)) for x, y in scaled.round(4)]
