"""Finding by what is meant, not by the words that were used: papers and questions as points of one space.

Two spaces are known: one learned from the library itself (`latent`), and one of a model that the user has (`static`).
"""

LEAST_PAPERS = 20
"""Of fewer nothing can be learned: whoever has so few papers sees them all."""
