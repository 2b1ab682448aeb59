"""Finding by what is meant, not by the words that were used: papers and questions as points of one space.

A space is learned from the library itself (`latent`).
"""

LEAST_PAPERS = 20
"""Of fewer nothing can be learned: whoever has so few papers sees them all."""
