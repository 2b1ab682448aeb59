"""What commands do: over Library, as the app does it."""

import webbrowser
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from reader.changes import AddTag, Bookmark, Change, Rate, RemoveTag, SetNote, SetStatus, Step
from reader.cli.learning import learn_meanings
from reader.cli.plain.commands import Command, Name
from reader.cli.plain.telling import help_lines, page, paper
from reader.cli.printing import plural
from reader.errors import ExportError, PaperError, StoreError, TextError
from reader.export.file_names import output_path
from reader.library import Library, Results
from reader.papers import Entry, Status, clean_tag, clean_text
from reader.query import Like, Query, parse

PAGE = 20
MOST_RELATED = 50


class PlainReader:
    """One list of papers, and where one is in it. Commands answer with lines."""

    def __init__(self, library: Library, width: int | None) -> None:
        """Take the library; paragraphs are set to `width` cells, or not broken."""
        self._library = library
        self._width = width
        self._first = 0
        self._results: Results = library.find(Query())
        self._do: dict[Name, Callable[[Command], Iterable[str]]] = {
            "show": self._show,
            "list": lambda _: self._page(),
            "next": lambda _: self._turn(+1),
            "previous": lambda _: self._turn(-1),
            "search": lambda command: self.search(command.rest),
            "again": lambda _: self.search(str(self._results.query)),
            "read": lambda command: self._set_status(command, Status.READ),
            "skip": lambda command: self._set_status(command, Status.SKIPPED),
            "bookmark": self._bookmark,
            "tag": self._tag,
            "rate": self._rate,
            "note": lambda command: self._mark(self._named(command), [SetNote(clean_text(command.rest))]),
            "undo": lambda _: self._stepped("Undone", self._library.undo()),
            "redo": lambda _: self._stepped("Redone", self._library.redo()),
            "open": self._open,
            "related": self._related,
            "export": self._export,
            "help": lambda _: help_lines(),
        }

    def do(self, command: Command) -> Iterable[str]:
        """Do what a command asks, which is not to quit; return what there is to say.

        Raises:
            ReaderError: it could not be done.
        """
        return self._do[command.name](command)

    def search(self, text: str) -> Iterator[str]:
        """List what a query finds; one that cannot be meant leaves the list as it is.

        Raises:
            QueryError: it cannot be meant.
        """
        query = parse(text)
        learn_meanings(self._library, query)
        self._results, self._first = self._library.find(query), 0
        with suppress(StoreError):  # a library that is read-only is read all the same
            self._library.remember(query)
        yield from query.hints
        if self._results.remark:
            yield f"Found {self._results.remark}."
        yield from self._page()
        if suggestion := self._library.suggestion(self._results):
            yield f"Did you mean: {suggestion}"

    def _page(self) -> Iterable[str]:
        numbers = self._results.numbers[self._first : self._first + PAGE]
        return page(self._results, self._library.entries(numbers), self._first + 1)

    def _turn(self, pages: int) -> Iterable[str]:
        first = self._first + pages * PAGE
        if not 0 <= first < max(1, len(self._results.numbers)):
            return ["This is the last page." if pages > 0 else "This is the first page."]
        self._first = first
        return self._page()

    def _named(self, command: Command) -> list[Entry]:
        """Return the papers that a command names.

        Raises:
            PaperError: the list is not that long, or has become old.
        """
        listed = len(self._results.numbers)
        for numbers in command.papers:
            for number in (numbers[0], numbers[-1]):
                if not 1 <= number <= listed:
                    raise PaperError(f"There is no paper {number}", f"The list goes from 1 to {listed}.")
        rows = dict.fromkeys(number - 1 for numbers in command.papers for number in numbers)
        entries = self._library.entries([self._results.numbers[row] for row in rows])
        if len(entries) < len(rows):  # another program undid their adding, or united them with others
            raise PaperError(
                "What is listed is not all in the library any more", "Search again: / lists what there is."
            )
        return entries

    def _show(self, command: Command) -> Iterator[str]:
        entries = self._named(command)
        shown = [number for numbers in command.papers for number in numbers]
        for number, entry in zip(dict.fromkeys(shown), entries, strict=True):
            yield from paper(entry, number, self._width)

    def _mark(self, entries: Sequence[Entry], changes: Sequence[Change]) -> list[str]:
        step = self._library.change([entry.number for entry in entries], changes)
        return [_told("", step) if step else "Nothing to change."]

    def _stepped(self, word: str, step: Step) -> Iterator[str]:
        yield _told(word, step)
        if step.kind.moves_papers:  # papers came or went
            yield from self.search(str(self._results.query))

    def _set_status(self, command: Command, status: Status) -> list[str]:
        entries = self._named(command)
        back = all(entry.mark.status is status for entry in entries)
        return self._mark(entries, [SetStatus(Status.UNREAD if back else status, self._library.now)])

    def _bookmark(self, command: Command) -> list[str]:
        entries = self._named(command)
        return self._mark(entries, [Bookmark(on=not all(entry.mark.bookmarked for entry in entries))])

    def _tag(self, command: Command) -> list[str]:
        changes = [
            RemoveTag(clean_tag(word[1:])) if word.startswith("-") else AddTag(clean_tag(word))
            for word in command.rest.split()
        ]
        return self._mark(self._named(command), changes)

    def _rate(self, command: Command) -> list[str]:
        if command.rest not in {"0", "1", "2", "3", "4", "5"}:
            raise TextError(f"“{command.rest}” is no rating", "1 to 5 stars, or 0 for none: a 5 3")
        return self._mark(self._named(command), [Rate(int(command.rest))])

    def _open(self, command: Command) -> Iterable[str]:
        entry = self._named(command)[0]
        links = entry.paper.links
        chosen = int(command.rest) if command.rest.isdecimal() and len(command.rest) < 10 else 0
        if not links:
            return ["The text of this paper holds no link."]
        if not command.rest and len(links) == 1:
            chosen = 1
        if not 1 <= chosen <= len(links):
            return [*(f"Link {count}: {link.url}" for count, link in enumerate(links, start=1)), "Open which one?"]
        webbrowser.open(links[chosen - 1].url)
        return [f"Opening {links[chosen - 1].url}"]

    def _related(self, command: Command) -> Iterable[str]:
        return self.search(str(Query(Like(self._named(command)[0].paper.id), limit=MOST_RELATED)))

    def _export(self, command: Command) -> list[str]:
        force = command.rest.endswith("!")
        path = output_path(command.rest.removesuffix("!"), is_folder=False)
        with suppress(RuntimeError):  # `~nobody` is a name like any other
            path = path.expanduser()
        try:
            self._library.export(path, self._results, force=force)
        except ExportError as error:
            if isinstance(error.__cause__, FileExistsError):  # how to replace it here is not how the shell does
                raise ExportError(error.message, "End the name with ! to replace it.") from error
            raise
        return [f"{plural(len(self._results.numbers), 'paper')} written to {path.absolute()}"]


def _told(word: str, step: Step) -> str:
    """Return what a step did, and to what."""
    what = f"{word}: {step.what}" if word else step.what.capitalize()
    if not step.papers:
        return what
    return f"{what}: {step.title if step.papers == 1 else plural(step.papers, 'paper')}"
