"""Edit the tags of one paper or several in one line, with completion from the tags in use."""

from collections.abc import Iterator, Mapping

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.changes import PlainWords, TagChange, read_tag_line, tags_changed
from reader.errors import TextError
from reader.library import near_tag, offered_tags
from reader.tui.explaining import explained
from reader.tui.tag_colours import tag_variable, tags_content

_SUGGESTIONS = 8
_KEYS = "Tab completes · Enter saves · Esc leaves"
_PLACEHOLDERS = {"set": "nlp nlp/llm to-cite, or +nlp -cv", "add": "nlp to-cite -cv", "remove": "nlp to-cite"}


class TagScreen(ModalScreen[list[TagChange] | None]):
    """A line of tags parted by spaces; gives back what it does to the papers, or None."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("tab", "complete", show=False, priority=True),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        counts: Mapping[str, int],
        on_all: frozenset[str] = frozenset(),
        on_some: frozenset[str] = frozenset(),
        *,
        papers: int = 1,
        plain: PlainWords = "set",
    ) -> None:
        """Take the library's tags with their counts, those that all of so many papers have, and that others have.

        `plain` is what words without a sign do; of several papers they set nothing, but add.
        """
        super().__init__()
        self._heading = title
        self._counts = counts
        self._on_all, self._on_some = on_all, on_some - on_all
        self._papers = papers
        self._plain: PlainWords = "add" if papers > 1 and plain == "set" else plain
        self._offered: list[str] = []

    def compose(self) -> ComposeResult:
        """The line, a remark on it, and the tags that its last word may mean."""
        start = "".join(f"{tag} " for tag in sorted(self._on_all)) if self._plain == "set" else ""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._heading)
            yield Input(start, placeholder=_PLACEHOLDERS[self._plain], compact=True, select_on_focus=False)
            yield Static(classes="told")
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """The keys go to the line."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._typed()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._offer()
        self._tell()

    @on(Input.Submitted)
    def _save(self) -> None:
        if self._plain == "remove" and self._word not in self._removable and (self._word or not self._line.strip()):
            self.action_complete()  # nobody removes what is not there
        try:
            self.dismiss(read_tag_line(self._line, self._plain))
        except TextError as error:
            self.query_one(".told", Static).update(Content.styled(explained(error), "$text-error"))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._complete(self._offered[event.option_index])

    def action_complete(self) -> None:
        """Take the tag that is highlighted."""
        row = self.query_one(OptionList).highlighted
        if row is not None:
            self._complete(self._offered[row])

    def action_move(self, rows: int) -> None:
        """Move the highlight."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if rows > 0 else options.action_cursor_up)()

    def _complete(self, tag: str) -> None:
        line = self.query_one(Input)
        line.value = f"{line.value.removesuffix(self._word)}{tag} "
        line.cursor_position = len(line.value)

    @property
    def _line(self) -> str:
        return self.query_one(Input).value

    @property
    def _last(self) -> str:
        """The word being typed."""
        line = self._line.replace(",", " ")
        return "" if not line or line[-1] == " " else line.split()[-1]

    @property
    def _word(self) -> str:
        """The word being typed, without its sign."""
        return self._last[1:] if self._last[:1] in ("+", "-") else self._last

    @property
    def _removable(self) -> frozenset[str]:
        return self._on_all | self._on_some

    def _removes(self, word: str) -> bool:
        return word.startswith("-") or (self._plain == "remove" and not word.startswith("+"))

    def _offer(self) -> None:
        word = self._word.removeprefix("#")
        removing = self._removes(self._last)
        before = self._line.removesuffix(self._last).replace(",", " ").split()
        taken = {each.lstrip("+-#") for each in before if self._removes(each) is removing}
        left = {
            tag: count
            for tag, count in self._counts.items()
            if tag not in taken and (tag in self._removable or not removing)
        }
        self._offered = offered_tags(word, left, _SUGGESTIONS)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            [
                Option(Content.assemble((f"#{tag}", tag_variable(tag)), (f"   {left[tag]:,}", "dim")))
                for tag in self._offered
            ]
        )
        if word and not removing and word.casefold() not in self._counts:
            self._offered.append(word)
            options.add_option(Option(Content.assemble(("new: ", "dim"), f"#{word}")))
        options.highlighted = 0 if self._offered else None

    def _tell(self) -> None:
        """Say what the line does, and what one may want to know of its last word, or of the papers."""
        try:
            added, removed = tags_changed(read_tag_line(self._line, self._plain), self._on_all, self._on_some)
        except TextError:  # Enter says why
            added = removed = frozenset()
        does = [f"adds {', '.join(sorted(added))}"] if added else []
        does += [f"removes {', '.join(sorted(removed))}"] if removed else []
        dialog = self.query_one(".dialog")
        dialog.border_subtitle = Content(f"{', '.join(does)} · Enter" if does else _KEYS)
        near = [meant for tag in sorted(added - set(self._counts)) if (meant := near_tag(tag, self._counts))]
        told = Content.styled(f"Did you mean {near[0]}?", "$text-warning") if near else self._there()
        self.query_one(".told", Static).update(told)

    def _there(self) -> Content:
        """Return what the papers have, where the line does not say it."""
        if self._plain == "set":
            return Content("")
        return Content(" ").join(self._groups())

    def _groups(self) -> Iterator[Content]:
        for name, tags in (("all have" if self._papers > 1 else "has", self._on_all), ("some have", self._on_some)):
            if tags:
                yield Content.assemble((f"{name} ", "dim"), tags_content(tags))
