"""The app: themes, the library's errors made visible, and which screen is first."""

import asyncio
import gc
import signal
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import Literal

from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

from reader.errors import DamageError, ReaderError
from reader.library import Library, damage_of
from reader.settings import Settings
from reader.tui.explaining import explained
from reader.tui.forgetting import forget_watchers, forget_widgets
from reader.tui.keeping_safe import KeepingSafe
from reader.tui.keys import Key
from reader.tui.learning import Learning
from reader.tui.look import Look
from reader.tui.output import end_output, guard_output
from reader.tui.pasting import guard_pastes
from reader.tui.rebinding import usable_keys
from reader.tui.screens.desk import Desk
from reader.tui.screens.importing import Import, ImportScreen, summary
from reader.tui.screens.palette import Palette
from reader.tui.screens.reading_room import ReadingRoom
from reader.tui.screens.welcome import Welcome
from reader.tui.slips import slips
from reader.tui.steadfast import library_error
from reader.tui.suspending import can_sleep, is_gone, leave_to_shell, sleep
from reader.tui.taking_in import TakingIn
from reader.tui.watching import LOOK_EVERY_S, Watcher

Outcome = Literal["sample"] | None
"""What is to happen after the app: open the sample library, or nothing."""


class ReaderApp(Look[Outcome]):
    """Reader in the terminal. All state is the library's; closing it loses nothing."""

    CSS_PATH = "reader.tcss"
    TITLE = "Reader"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (23, "-high")]
    BINDINGS = [Binding("ctrl+z", "suspend_process", show=False, priority=True)]
    """Nothing that could be remapped: `^Z` belongs to the shell, wherever the focus is."""
    COMMAND_PALETTE_BINDING = "f24"  # a key that no keyboard has: the palette's keys are in the table of keys

    def __init__(
        self,
        library: Library,
        settings: Settings,
        *,
        query: str | None = None,
        sample: bool = False,
        wrong: Iterable[ReaderError] = (),
    ) -> None:
        """Take the library to read; `query` is typed already, `sample` says that nothing will be kept.

        `wrong` is to be told: what of config.yaml cannot be used.
        """
        super().__init__(settings)
        guard_pastes(self.driver_class)
        guard_output(self.driver_class)
        forget_widgets()
        self.library = library
        self.settings = settings
        self.keys: tuple[Key, ...] = usable_keys(settings.keys)[0]
        library.configure(settings.queries)
        library.meanings.use(lambda: self.settings.model)
        self.sample = sample
        self._ending = False
        self._is_up = False
        self.importing: Import | None = None
        """The import that is under way."""
        self._taking_in = TakingIn(self)
        self._keeping_safe = KeepingSafe(self)
        self.learning = Learning(self)
        self.damage: DamageError | None = None
        """What is wrong with the library's file, where the app ended for that."""
        self.piped_to = ""
        """The command that papers were piped to last."""
        self._query = query
        self.writing = asyncio.Lock()
        """Held while a thread writes to the library for somebody who does not wait."""
        self._wrong = [*wrong]

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen: the reading room, or a welcome where there is nothing to read."""
        return self.reading_room() if len(self.library) else Welcome()

    def reading_room(self, query: str = "") -> ReadingRoom:
        """Return a new reading room on the library, on what `query` shows if one is given."""
        asked_for = query or self._query
        return ReadingRoom(self.library, self.settings, self.keys, query=asked_for, sample=self.sample)

    def on_mount(self) -> None:
        """Leave in good order when told to from outside, draw anew after a sleep, say what of the settings is wrong."""
        for ending in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, partial(self._end, asyncio.get_running_loop()))
        if wrong := [*self._wrong, *slips(self.settings)]:  # none of them must keep anyone from reading
            self.say("\n".join(map(explained, wrong)), wrong=True)
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))
        self._watcher = Watcher(self)
        self.set_interval(LOOK_EVERY_S, self._watcher.look)
        self.set_timer(LOOK_EVERY_S, gc.freeze)  # what is loaded stays: looking through it again costs a key 25 ms
        self.set_interval(LOOK_EVERY_S, self._follow_the_terminal)
        self.call_after_refresh(self._taking_in.start)
        self._keeping_safe.start()
        self._is_up = True

    def configure(self, settings: Settings, keys: tuple[Key, ...]) -> None:
        """Take other settings and keys from now on."""
        if settings.theme != self.settings.theme:  # else the one that was chosen in the palette stays
            self.wear(settings.theme)
        self.use_ascii(on=settings.ascii)
        watched_before, self.settings, self.keys = self.settings.watch, settings, keys
        if settings.watch != watched_before:
            self._taking_in.start()
        self.library.configure(settings.queries)
        for desk in self.desks:
            desk.configure(settings, keys)

    @property
    def sign(self) -> str:
        """What is to be shown all the while of a library that cannot be changed; nothing where it can."""
        obstacle = self.library.obstacle()
        return obstacle.sign if obstacle else ""

    @property
    def desks(self) -> list[Desk]:
        """The screens where papers are marked, as far as they are there yet."""
        if self._ending:
            return []
        return [screen for screen in self.screen_stack if isinstance(screen, Desk) and screen.is_mounted]

    def start_import(self, line: str, *, dry_run: bool) -> Import:
        """Take in the file or folder that a line names, whatever screens come and go."""
        self.importing = Import(self.library, line, dry_run=dry_run)
        self.run_worker(self._import(self.importing), group="import")
        return self.importing

    async def _import(self, running: Import) -> None:
        await asyncio.to_thread(running.work)
        self.importing = None
        if any(isinstance(screen, ImportScreen) for screen in self.screen_stack):
            return  # it tells
        if running.error:
            self.say(explained(running.error), wrong=True)
        elif running.report:
            self.say(summary(running.report))
        for screen in self.screen_stack:
            if isinstance(screen, ReadingRoom):
                screen.ask_again()
        if isinstance(self.screen, Welcome):
            self.screen.enter()

    def leave(self) -> None:
        """Quit, remembering where one was."""
        self._wind_up()
        self.exit()

    def on_exit_app(self) -> None:
        """Remember it also where the driver ends the app: the browser's tab was closed, or `reader serve` ended."""
        if self.is_web:
            self._wind_up()

    def _wind_up(self) -> None:
        self._taking_in.stop()
        self._keeping_safe.stop()
        if self.importing:
            self.importing.stop()  # Python waits for its threads
        with suppress(ReaderError):  # a library that cannot be written must not keep anyone here
            self._remember_place()

    def _end(self, loop: asyncio.AbstractEventLoop, *_: object) -> None:
        leave_to_shell(self._driver)
        end_output(self._driver)
        loop.call_soon_threadsafe(self.leave)

    def _remember_place(self) -> None:
        for desk in [] if self.sample else self.desks:
            if isinstance(desk, ReadingRoom):
                desk.save_session()

    async def _shutdown(self) -> None:
        """Leave the screens alone that are taken down now: timers and workers go on until they are gone."""
        self._ending = True
        self.workers.cancel_all()
        await super()._shutdown()

    def _handle_exception(self, error: Exception) -> None:
        """Say what is wrong with the library, where that is all; else remember the place, and end as textual does."""
        if self._is_up and (told := library_error(error)):
            self.say(explained(told), wrong=True)
            return
        with suppress(Exception):  # one bug is enough
            self._remember_place()
        self.damage = error if isinstance(error, DamageError) else damage_of(self.library.paths)
        if self.damage:  # no bug
            self.exit(return_code=self.damage.exit_code)
        else:
            super()._handle_exception(error)

    def _follow_the_terminal(self) -> None:
        """Leave when the window was closed and nobody told us: no process is to stay behind."""
        if is_gone(self._driver):
            self.leave()

    def action_suspend_process(self) -> None:
        """Sleep in the background of the shell, until its `fg`."""
        if self.is_headless or self.is_web:
            return
        if can_sleep():
            sleep()
        else:
            self.say("No shell waits here that could wake Reader again; ^Z needs one.")

    def action_help_quit(self) -> None:
        """Say which key quits, to who presses `^C` for it."""
        keys = next(key.shown.split() for key in self.keys if key.id == "app.quit")
        self.say(f"{keys[0] if keys else '^Q'} quits.")

    def action_command_palette(self) -> None:
        """Find an action by its name."""
        self.push_screen(Palette(id="--command-palette"))

    async def action_quit(self) -> None:
        """Quit by whatever key the terminal world expects."""
        self.leave()

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Tell the user something, as text, in place of what was said before."""
        self.clear_notifications()
        self.notify(message, severity="error" if wrong else "information", timeout=8 if wrong else 4, markup=False)

    def pop_screen(self) -> AwaitComplete:
        """Leave the topmost screen, and its work with it: textual lets that go on while the widgets are taken down."""
        for worker in self.workers:
            if self.screen in worker.node.ancestors_with_self:
                worker.cancel()
        forget_watchers(self)  # of those left before: the widgets of this one are still there
        return super().pop_screen()

    def clear_notifications(self) -> None:
        """Forget what was said, with the frames that it was said in: textual leaves them behind for good."""
        super().clear_notifications()
        for screen in self.screen_stack:
            screen.query("ToastHolder").remove()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action of the table of keys in the palette, and the choice of a theme."""
        if isinstance(screen, ReadingRoom):
            for key in self.keys:
                told = f"{key.shown}  {key.id}".replace("[", r"\[")  # the palette takes it for markup
                yield SystemCommand(key.help, told, partial(screen.act, key.id))
        yield SystemCommand("Choose a theme", "tries it on while you choose", self.action_change_theme)


def reader_of(widget: Widget) -> ReaderApp:
    """Return the app that a widget lives in."""
    if not isinstance(widget.app, ReaderApp):
        raise TypeError(widget.app)
    return widget.app
