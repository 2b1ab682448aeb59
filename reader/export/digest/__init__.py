"""A digest as text: for terminals, notes, browsers, feed readers, mailboxes and programs."""

from reader.export.digest.digest import Digest, Group, Item, link_of
from reader.export.digest.formats import DIGEST_FORMATS, digest_text

__all__ = ["DIGEST_FORMATS", "Digest", "Group", "Item", "digest_text", "link_of"]
