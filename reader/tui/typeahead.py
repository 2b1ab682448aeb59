"""Keys one at a time: each is done with before the next is looked at.

Textual forwards a key to the widget that has the focus *when the key arrives*. Over a slow line, or pasted, several
arrive at once: `/graph` would open the search with its first key and perform actions with the others, `t` would
open the tag editor and lose what is typed next. So keys wait here until the one before has had its effect.
"""

import asyncio
from contextlib import suppress

from textual import events
from textual.app import App, ReturnType, ScreenStackError
from textual.binding import Binding
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea

from reader.papers import clean_text
from reader.tui.pasting import pasted_line

PATIENCE_S = 1.0
"""How long a key may take before the next is let through all the same: a screen that hangs must not swallow keys."""


class TypeAhead(App[ReturnType]):
    """An app that never loses or misdirects a key that was typed ahead."""

    BINDINGS = [Binding("ctrl+v", "paste", show=False, priority=True)]

    _waiting: asyncio.Queue[events.Key | events.Paste]

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pastes from the terminal; everything else takes its usual way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._queue().put_nowait(event)
        else:
            await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the key of pasting to others where nobody types."""
        if action == "paste":
            return isinstance(self.focused, Input | TextArea)
        return super().check_action(action, parameters)

    async def action_paste(self) -> None:
        """Paste what was copied within the app, as safely as what comes from the terminal."""
        await super().on_event(self._safe(events.Paste(self.clipboard)))

    def _safe(self, paste: events.Paste) -> events.Paste:
        """Return a paste as text for where it goes: many lines for a note, one for all else."""
        make = clean_text if isinstance(self.focused, TextArea) else pasted_line
        return events.Paste(make(paste.text))

    def _queue(self) -> asyncio.Queue[events.Key | events.Paste]:
        if not hasattr(self, "_waiting"):
            self._waiting = asyncio.Queue()
            self.run_worker(self._deliver(), name="keys", group="keys")
        return self._waiting

    async def _deliver(self) -> None:
        with suppress(ScreenStackError):  # the app has closed: keys that are left mean nothing
            while True:
                event = await self._waiting.get()
                await super().on_event(self._safe(event) if isinstance(event, events.Paste) else event)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._settle(), PATIENCE_S)

    async def _settle(self) -> None:
        """Wait until the key has come up from the focused widget to the app, and what it opened is there."""
        for node in (self.focused or self.screen).ancestors_with_self:
            await _worked_off(node)
        await _worked_off(self.screen)


async def _worked_off(node: MessagePump) -> None:
    """Wait until `node` has handled all messages that it has now."""
    done = asyncio.Event()
    if node.is_running and node.call_later(done.set):
        await done.wait()
