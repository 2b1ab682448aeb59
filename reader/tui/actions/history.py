"""Taking back, doing again, and going to any point of the history."""

from collections.abc import Callable, Sequence

from reader.changes import Step, StepState
from reader.tui.screens.desk import MANY, Desk
from reader.tui.screens.history import HistoryScreen

_TITLE_CHARS = 40


def _undo(desk: Desk, _count: int | None) -> None:
    def tell(step: Step) -> None:
        _redraw(desk, [step])
        back = "; U brings that back." if step.kind.moves_papers else ""
        desk.reader.say(f"Undone: {_told(step)}{back}")

    desk.write(desk.library.undo, tell, saying=_under_way("Undoing", desk.library.undoable()))


def _redo(desk: Desk, _count: int | None) -> None:
    def tell(step: Step) -> None:
        _redraw(desk, [step])
        desk.reader.say(f"Redone: {_told(step)}")

    desk.write(desk.library.redo, tell, saying=_under_way("Redoing", desk.library.redoable()))


def _show(desk: Desk, _count: int | None) -> None:
    def go(number: int) -> None:
        desk.write(lambda: desk.library.go_back_to(number), tell, saying="Going there…")

    def tell(steps: Sequence[Step]) -> None:
        _redraw(desk, steps)
        desk.reader.say(_gone(steps))

    desk.pick(HistoryScreen(desk.library), go)


def _under_way(doing: str, step: Step | None) -> str:
    """Return what to say while a large step is written; nothing of one that takes no time."""
    return f"{doing}: {_told(step)}…" if step and step.papers > MANY else ""


def _redraw(desk: Desk, steps: Sequence[Step]) -> None:
    """Show anew what steps changed; only where dumps came or went are papers listed anew."""
    if any(step.kind.moves_papers for step in steps):
        for screen in desk.app.screen_stack:
            if isinstance(screen, Desk):
                screen.ask_again()
    else:
        desk.redraw(desk.library.touched(*steps))


def _told(step: Step) -> str:
    if not step.papers:
        return step.what
    title = step.title if len(step.title) <= _TITLE_CHARS else f"{step.title[:_TITLE_CHARS]}…"
    more = f" and {step.papers - 1:,} more" if step.papers > 1 else ""
    return f"{step.what} ({title}{more})"


def _gone(steps: Sequence[Step]) -> str:
    if not steps:
        return "That is where you are."
    count = f"{len(steps):,} step{'' if len(steps) == 1 else 's'}"
    if steps[0].state is StepState.UNDONE:
        return f"Went back {count}; U goes forward again."
    return f"Went forward {count}; u goes back again."


ACTIONS: dict[str, Callable[[Desk, int | None], None]] = {
    "history.undo": _undo,
    "history.redo": _redo,
    "history.show": _show,
}
