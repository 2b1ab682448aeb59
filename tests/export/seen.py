"""What a reader sees of HTML, whatever program made it."""

from collections import Counter
from html.parser import HTMLParser


def plain(text: str) -> str:
    """Return `text` without what does not matter: how quotes are curled, runs of spaces, invisible letters."""
    straight = text.translate(str.maketrans("‘’“”", "''\"\"")).translate({0x200B: None, 0x2060: None})
    return " ".join(straight.split())


class Seen(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self._texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.counts = Counter(tag for tag, _ in self.elements)
        self.text = plain("".join(text for _, text in self._texts))
        """All of it, as `plain` has it."""

    def texts(self, tag: str) -> list[str]:
        """Return the text of each element of a name, spaces aside."""
        texts: list[str] = []
        for path, text in self._texts:
            if path and tag in path[:-1]:
                texts[-1] += text
            elif path and path[-1] == tag:
                texts.append(text)
        return [" ".join(text.split()) for text in texts]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102
        self.elements.append((tag, attrs))
        if tag not in {"br", "hr", "img", "input", "meta", "link", "col"}:
            self._open.append(tag)
            self._texts.append((tuple(self._open), ""))

    def handle_endtag(self, tag: str) -> None:  # noqa: D102
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:  # noqa: D102
        self._texts.append(((*self._open, ""), data))
