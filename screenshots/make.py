"""Make the pictures of the README from the real program on the sample library.

    python screenshots/make.py            all pictures, SVG and PNG
    python screenshots/make.py search     one of them

PNG needs Chromium and the fonts Fira Code, DejaVu and Noto CJK (Debian: chromium fonts-firacode
fonts-dejavu-core fonts-noto-cjk);
without Chromium only the SVGs are made, and it says so.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from reader.changes import AddTag, Bookmark, Change, Rate, SetNote, SetStatus
from reader.library import Library
from reader.papers import Status
from reader.paths import Paths
from reader.query import parse
from reader.settings import Settings
from reader.tui.app import ReaderApp

os.environ["COLORTERM"] = "truecolor"  # before textual looks: pictures are of a terminal that has all colours
HERE = Path(__file__).resolve().parent
FIRST_DAY = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
SETTLE_S = 0.3


@dataclass(frozen=True)
class Picture:
    """One picture: how large the terminal is, and which keys are pressed before it is taken."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]
    query: str = ""
    settle_s: float = SETTLE_S
    """How long what the last key began may take."""


PICTURES = (
    Picture("main", (120, 36), ("j", "j", "j")),
    Picture("narrow", (70, 24), ("j", "j")),
    Picture("search", (120, 36), ("slash", *"neural netw")),
    Picture("tags", (120, 36), ("j", "t", *"sys")),
    Picture("panel", (120, 36), ("p", *"jjjjjj")),
    Picture("why", (120, 36), ("W",), "is:unread sort:foryou", settle_s=3),
    Picture("topics", (120, 36), ("g", "m"), settle_s=15),
    Picture("facets", (120, 36), ("N",)),
    Picture("related", (120, 36), ("R",), "title:cryptography"),
    Picture("triage", (120, 36), ("T", "x", "b", "L")),
    Picture("history", (120, 36), ("u", "U", "g", "h", "j", "j")),
    Picture("focus", (120, 36), ("m", "l", "Z"), "title:lora"),
    Picture("statistics", (120, 36), ("D", "2")),
    Picture("selection", (120, 36), ("z", "j", "v", "2", "j", "V", "j")),
    Picture("export", (120, 36), ("e", "j", "j", "l")),
    Picture("help", (120, 36), ("question_mark",)),
)


READ = SetStatus(Status.READ, FIRST_DAY)
MARKS: dict[str, tuple[Change, ...]] = {
    "Prospect Theory": (READ, Rate(4), AddTag("economics")),
    "Random Forests": (READ, AddTag("ml")),
    "Attention Is All You Need": (Bookmark(), Rate(5), AddTag("ml/transformers"), AddTag("to-present")),
    "Highly accurate protein": (
        Bookmark(),
        Rate(4),
        AddTag("biology"),
        AddTag("ml"),
        SetNote("The *recycling* is what to look at first. Compare with the second version."),
    ),
    "Evolution of Random Graphs": (SetStatus(Status.SKIPPED, FIRST_DAY),),
    "False Discovery Rate": (Bookmark(), AddTag("statistics")),
    "Game of Go": (SetStatus(Status.READING, FIRST_DAY), AddTag("ml/rl")),
    "Mathematical Theory of Communication": (READ, Rate(5), AddTag("classics")),
    "The Google File System": (AddTag("systems"),),
    "Understandable Consensus": (Bookmark(), AddTag("systems/consensus")),
    "Long Short-Term Memory": (READ, AddTag("ml")),
    "Basic Local Alignment": (READ, AddTag("biology")),
    "Nucleic Acids": (READ, Rate(5), AddTag("biology"), AddTag("classics")),
    "MapReduce": (READ, AddTag("systems")),
    "Einstein Podolsky Rosen": (READ, AddTag("classics")),
    "Generative Adversarial": (READ,),
    "PageRank": (READ, AddTag("systems")),
}
"""Titles, or parts of them, to what someone has made of those papers in a week."""


SAVED = {"to present": "tag:to-present -is:read", "good ones": "rating:>=4", "learning": "learning OR network*"}


def marked_library(home: Path) -> Library:
    """Return the sample library as someone has it who has read in it for a week."""
    moment = FIRST_DAY
    library = Library(Paths.under(home), now=lambda: moment)
    with as_file(files("reader") / "sample") as folder:
        first, second = sorted(folder.glob("*.txt"))
        library.add([first])
        for name, text in SAVED.items():
            library.save_query(name, text)
        for number, (title, changes) in enumerate(MARKS.items(), start=1):
            moment = FIRST_DAY + timedelta(days=7 * number // len(MARKS), hours=number % 5)
            if moment.day == FIRST_DAY.day + 7:
                library.add([second])  # known from then on: adding it again changes nothing
            now = [replace(each, at=moment) if isinstance(each, SetStatus) else each for each in changes]
            library.change(library.find(parse(f'title:"{title}"')).numbers, now)
    return library


async def take(picture: Picture) -> Path:
    """Run the app, press the keys, write the SVG; return its path."""
    with tempfile.TemporaryDirectory() as home, marked_library(Path(home)) as library:
        app = ReaderApp(library, Settings(), query=picture.query)
        async with app.run_test(size=picture.size, notifications=True) as pilot:
            await pilot.pause(SETTLE_S)
            await pilot.press(*picture.keys)
            await pilot.pause(picture.settle_s)
            svg = HERE / f"{picture.name}.svg"
            svg.write_text(local_fonts(app.export_screenshot(title="Reader")), encoding="utf-8")
    return svg


def local_fonts(svg: str) -> str:
    """Return `svg` without its request for a font from the network."""
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    return svg.replace("Fira Code, monospace", "'Fira Code', 'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', monospace")


def rasterise(svg: Path) -> None:
    """Write the PNG beside `svg`, as Chromium draws it."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        print(f"{svg.name}: no Chromium here, so no PNG")
        return
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg.read_text(encoding="utf-8"))
    if box is None:
        raise ValueError(svg)
    width, height = (round(float(side)) for side in box.groups())
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        style = "margin:0;background:transparent"
        page.write_text(f'<body style="{style}"><img src="{svg.resolve().as_uri()}" width="{width}"></body>')
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files"]
        options += ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
        options += [f"--user-data-dir={folder}/profile", "--default-background-color=00000000"]
        shot = [f"--window-size={width},{height}", f"--screenshot={svg.with_suffix('.png')}"]
        subprocess.run([browser, *options, *shot, page.as_uri()], check=True, capture_output=True)


def main(names: list[str]) -> None:
    """Make the pictures named, or all."""
    os.chdir("/")  # where the pictures say that files would go
    for picture in PICTURES:
        if not names or picture.name in names:
            svg = asyncio.run(take(picture))
            rasterise(svg)
            print(svg.name)


if __name__ == "__main__":
    main(sys.argv[1:])
