"""Commands are killed at random moments: what was acknowledged is there, nothing is half done, nothing piles up.

READER_TEST_SIZE=full kills more than 500 times; READER_KILL_SEED repeats the moments of an earlier run.
"""

import os
import random
import secrets
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from ..size import sized
from .examining import Examiner, State, leftovers, state_of
from .killing import Command, Course, Start, Zygote, kill_at, start_process, watch
from .operations import OPERATIONS, Operation
from .stock import make_stock
from .zygote import ACKNOWLEDGED, TOLD

pytestmark = pytest.mark.slow

SEED = int(os.environ.get("READER_KILL_SEED") or secrets.randbits(32))
KILLS_EACH = sized(small=3, full=27)
AS_PROCESS = 9
"""Every so many kills meet a process with an interpreter of its own, instead of a forked one."""


@dataclass
class Fallen:
    """Where the kills of one operation fell."""

    before: int = 0
    """It had written nothing yet."""
    within: int = 0
    after: int = 0
    """It had come to its end."""
    acknowledged: int = 0
    """How many commands had, in all."""
    left: int = 0
    """How many kills left something behind, until the next run."""

    def __str__(self) -> str:
        """Tell it as a line of a table."""
        return (
            f"{self.before:3} before it wrote, {self.within:3} while it wrote, {self.after:3} after it had ended;"
            f" {self.acknowledged:4} commands acknowledged, {self.left:3} left something for the next run"
        )


@dataclass(frozen=True)
class Hunt:
    """All that killing needs."""

    stock: Path
    zygote: Zygote
    examiner: Examiner
    work: Path
    courses: dict[tuple[str, bool], Course] = field(default_factory=dict)

    def fresh(self, operation: Operation) -> Path:
        """Return a folder in which an operation can begin."""
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.stock, self.work)
        operation.prepare(self.work)
        return self.work

    def run(self, folder: Path, commands: Sequence[Command]) -> None:
        """Run commands that nobody kills."""
        assert self.zygote.start(folder, commands).wait() == 0, (folder / TOLD).read_text()

    def states(self, operation: Operation) -> tuple[list[State], list[int]]:
        """Return the states that an operation goes through, and which of them each command ends in."""
        folder = self.fresh(operation)
        states = [state_of(folder)]
        for command in operation.through or operation.commands:
            if operation.through:
                folder = self.fresh(operation)
            self.run(folder, [command])
            states.append(state_of(folder))
        return states, [0, len(states) - 1] if operation.through else list(range(len(states)))

    def kill(self, operation: Operation, rng: random.Random, fallen: Fallen, *, forked: bool) -> int:
        """Begin an operation and kill it; return how many commands were acknowledged."""
        start: Start = self.zygote.start if forked else start_process
        if (operation.name, forked) not in self.courses:
            runs = (watch(start(self.fresh(operation), operation.commands)) for _ in range(2))
            self.courses[operation.name, forked] = min(runs, key=lambda course: course.end_s)
        folder = self.fresh(operation)
        running = start(folder, operation.commands)
        code, wrote = kill_at(running, self.courses[operation.name, forked], rng)
        assert code in {0, -signal.SIGKILL}, (folder / TOLD).read_text()
        acknowledged = (folder / ACKNOWLEDGED).stat().st_size if (folder / ACKNOWLEDGED).exists() else 0
        course = self.courses[operation.name, forked]  # the machine is faster or slower by now: follow it
        late = 0.85 if code == 0 else 1.05
        self.courses[operation.name, forked] = replace(course, end_s=max(course.first_s, course.end_s * late))
        fallen.after += code == 0
        fallen.within += code != 0 and wrote
        fallen.before += code != 0 and not wrote
        fallen.acknowledged += acknowledged
        fallen.left += bool(leftovers(folder))
        return acknowledged


@pytest.fixture(scope="module")
def hunt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hunt]:
    """A stock to try commands on, and a zygote to fork them from."""
    folder = tmp_path_factory.mktemp("kills")
    with Zygote() as zygote:
        yield Hunt(make_stock(folder / "stock"), zygote, Examiner(folder), folder / "work")


@pytest.mark.parametrize("name", OPERATIONS)
def test_killed_at_any_moment(hunt: Hunt, name: str) -> None:
    """The library opens and is sound; each acknowledged change is there, and at most the next; the rest can be done."""
    operation = OPERATIONS[name]
    states, ends = hunt.states(operation)
    rng = random.Random(f"{SEED} {name}")  # noqa: S311 - moments, not secrets
    fallen = Fallen()
    for number in range(1, KILLS_EACH + 1):
        acknowledged = hunt.kill(operation, rng, fallen, forked=bool(number % AS_PROCESS))
        first, last = ends[acknowledged], ends[min(acknowledged + 1, len(ends) - 1)]
        try:
            at = first + hunt.examiner.found(hunt.work, states[first : last + 1])
            _go_on(hunt, operation, states[-1], max(command for command, end in enumerate(ends) if end <= at))
        except Exception as error:
            raise AssertionError(f"READER_KILL_SEED={SEED}, kill {number}, {acknowledged} acknowledged") from error
    sys.stdout.write(f"{name:16} {KILLS_EACH:3} kills: {fallen}\n")


def _go_on(hunt: Hunt, operation: Operation, end: State, done: int) -> None:
    """Do the commands that a kill has left undone: all is as if nobody had killed anything, and nothing is left."""
    for command in operation.commands[done:]:
        hunt.run(hunt.work, [command])
    now = state_of(hunt.work)
    assert (now.whole, now.files) == (end.whole, end.files)
    assert operation.through or now.steps == end.steps
    hunt.examiner.search(hunt.work)
    hunt.run(hunt.work, [*operation.tidy, ["reindex"]])  # the next writer of the index clears its folder
    assert leftovers(hunt.work) == []
