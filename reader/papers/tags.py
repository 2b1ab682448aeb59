"""Tags as a tree: `nlp/llm` is below `nlp`."""


def levels(tag: str) -> list[str]:
    """Return the tags that lead to `tag`, outermost first, `tag` itself last: `nlp`, `nlp/llm`."""
    return [tag[:at] for at, character in enumerate(tag) if character == "/"] + [tag]


def root_of(tag: str) -> str:
    """Return the outermost level of a tag."""
    return tag.partition("/")[0]


def is_within(tag: str, branch: str) -> bool:
    """Say whether `tag` is `branch` or below it."""
    return tag == branch or tag.startswith(f"{branch}/")


def moved(tag: str, old: str, new: str) -> str:
    """Return `tag` after `old` and all below it have become `new`; what is elsewhere, or there already, stays."""
    if not is_within(tag, old) or (is_within(new, old) and is_within(tag, new)):
        return tag
    return new + tag.removeprefix(old)
