"""A line of tags, as changes: `+a -b` adds and removes, plain words are what the line is for."""

from collections.abc import Sequence
from typing import Literal

from reader.changes.change import AddTag, Change, RemoveTag, SetTags, TagChange, apply_all
from reader.papers import Mark, clean_tag

PlainWords = Literal["set", "add", "remove"]
"""What words without a sign do: be all the tags there are, or add to them, or remove some."""


def read_tag_line(line: str, plain: PlainWords) -> list[TagChange]:
    """Return what a line does; a sign alone does nothing yet.

    Where plain words set the tags, signs beside them correct that list; signs alone change what is there.

    Raises:
        TextError: a word cannot be a tag.
    """
    words = [word for word in line.replace(",", " ").split() if word not in ("+", "-")]
    signs = {word: word[0] if word[0] in "+-" else "" for word in words}
    tags = {word: clean_tag(word.removeprefix(sign)) for word, sign in signs.items()}
    if plain == "set" and ("" in signs.values() or not words):
        return [SetTags(frozenset(tags.values()) - {tags[word] for word in words if signs[word] == "-"})]
    removing = {"-"} | ({""} if plain == "remove" else set())
    made: list[TagChange] = [RemoveTag(tags[word]) if signs[word] in removing else AddTag(tags[word]) for word in signs]
    return list(dict.fromkeys(made))


def tags_changed(
    changes: Sequence[Change], on_all: frozenset[str], on_some: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return which tags papers gain and lose by `changes`: of those `on_all` of them, and others `on_some`."""
    least = apply_all(changes, Mark(tags=on_all)).tags
    most = apply_all(changes, Mark(tags=on_all | on_some)).tags
    return least - on_all, (on_all | on_some) - most
