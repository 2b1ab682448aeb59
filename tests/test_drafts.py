import subprocess
import sys
from pathlib import Path

import pytest

from reader.drafts import draft_folder

KILLED = """
import os, signal, sys
from pathlib import Path
from reader.drafts import draft_folder
with draft_folder(Path(sys.argv[1])) as folder:
    (folder / "half").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_draft_is_gone_afterwards(tmp_path: Path) -> None:
    """Whatever happened to it: kept, moved to its place, or given up."""
    with draft_folder(tmp_path) as folder:
        (folder / "file").touch()
    with draft_folder(tmp_path) as folder:
        folder.rename(tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt), draft_folder(tmp_path):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == [tmp_path / "whole"]


def test_what_a_killed_program_left_is_cleared_away(tmp_path: Path) -> None:
    """The next draft clears it away, and what an older program left; one that is in use stays, as do others' files."""
    (tmp_path / ".reader-0123456789abcdef.tmp").touch()
    (tmp_path / ".reader-notes.tmp").touch()
    for _ in range(2):
        assert subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False).returncode == -9
        assert len(list(tmp_path.glob("*/half"))) == 1
    with draft_folder(tmp_path) as used, draft_folder(tmp_path) as another:
        assert set(tmp_path.iterdir()) == {used, another, tmp_path / ".reader-notes.tmp"}


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """What only looks like a draft leads nowhere."""
    (tmp_path / "precious").mkdir()
    (tmp_path / ".reader-0123456789abcdef.tmp").symlink_to(tmp_path / "precious")
    with draft_folder(tmp_path):
        pass
    assert (tmp_path / "precious").is_dir()
