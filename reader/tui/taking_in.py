"""Watched folders, looked through in the background: what is new comes in, and nobody loses their place."""

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library import AddReport
from reader.papers import clean_line
from reader.tui.explaining import explained
from reader.tui.screens.welcome import Welcome

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

SAID_S = 8


class TakingIn:
    """Takes in what is new in the folders of the settings, one look at a time."""

    def __init__(self, app: "ReaderApp") -> None:
        self._app = app
        self._stop = threading.Event()

    def start(self) -> None:
        """Look through the folders in a thread, if there are any."""
        if self._app.settings.watch and not self._app.sample:
            self._app.run_worker(self._take_in(), group="watched")

    def stop(self) -> None:
        """Look at no further file: the app is being left."""
        self._stop.set()

    async def _take_in(self) -> None:
        app = self._app
        folders = dict(zip(app.settings.watched, app.settings.watch, strict=True))
        try:
            report, missing = await asyncio.to_thread(app.library.add_new, list(folders), stop=self._stop.is_set)
        except ReaderError as error:
            app.notify(explained(error), severity="error", timeout=SAID_S, markup=False)
            return
        if self._stop.is_set():
            return
        if report.new + report.merged:
            for desk in app.desks:
                desk.redraw_all()
        keys = next(key.shown.split() for key in app.keys if key.id == "go.again")
        entered = report.new and isinstance(app.screen, Welcome)
        if entered:
            app.push_screen(app.reading_room())
        lists = f"; {keys[0]} shows them" if keys and not entered else ""
        if told := "\n".join([*news_of(report, folders, lists), *trouble_of(report, missing, folders)]):
            wrong = bool(missing) and not report.new
            app.notify(told, severity="warning" if wrong else "information", timeout=SAID_S, markup=False)


def news_of(report: AddReport, folders: dict[Path, str], lists: str) -> list[str]:
    """Say how many papers are new and where they come from; `lists` says how to see them. Nothing where none is."""
    if not report.new:
        return []
    places = dict.fromkeys(_place(file.path, folders) for file in report.files if file.new)
    where = clean_line(next(iter(places))) if len(places) == 1 else f"{len(places)} folders"
    papers = "1 new paper" if report.new == 1 else f"{report.new:,} new papers"
    return [f"{papers} from {where}{lists if report.new > 1 else lists.replace('them', 'it')}."]


def trouble_of(report: AddReport, missing: Sequence[Path], folders: dict[Path, str]) -> list[str]:
    """Say which folders are not there, and which new files hold no papers."""
    told = [f"There is no {clean_line(folders[folder])}, which config.yaml has under watch." for folder in missing]
    empty = [file for file in report.files if not file.known and not file.records]
    if len(empty) == 1:
        told.append(f"{clean_line(empty[0].path.name)} holds no papers: {empty[0].rejects[0].reason}")
    elif empty:
        told.append(f"{len(empty):,} new files hold no papers; i tells why.")
    return told


def _place(file: Path, folders: dict[Path, str]) -> str:
    """Return the watched folder that a file was found in, as the settings write it."""
    return next((written for folder, written in folders.items() if file.is_relative_to(folder)), str(file.parent))
