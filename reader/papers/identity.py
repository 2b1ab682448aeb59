"""What makes two records one paper."""

import hashlib
import unicodedata


def normal_title(title: str) -> str:
    """Return the letters and digits of `title`, without case and compatibility forms.

    A title that has neither (`???`) is kept as it stands, so that it still names its paper.
    """
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(c for c in unicodedata.normalize("NFKC", folded) if c.isalnum()) or folded


def title_id(title: str) -> str:
    """Return the id of a paper of which only the title is known: 16 hexadecimal digits.

    64 bits: among three million papers the chance of one collision is 1 in 4 million.
    """
    return hashlib.blake2b(normal_title(title).encode(), digest_size=8).hexdigest()
