"""Where to: what a path line means for an export."""

from pathlib import Path

from reader.export import Format, format_of
from reader.tui.completing_paths import line_of, path_of


def destination(line: str) -> Path:
    """Return the path that a line means."""
    return path_of(line.strip()).absolute()


def foreseen(line: str, form: Format, *, force: bool) -> tuple[str, bool]:
    """Say what writing there would do, and whether that cannot be; looks at the disk, so for a thread."""
    if not line.strip():
        return f"Name {'a folder' if form.is_folder else 'a file'}.", True
    if line.strip().endswith("/") and not form.is_folder:
        return f"{line.strip()} can only be a folder: name a file in it.", True
    path = destination(line)
    name = line_of(path.name) or "/"
    is_there, is_folder = _what(path)
    other = format_of(name)
    if not form.is_folder and other.suffix == path.suffix.lower() and other.suffix != form.suffix:
        return f"{path.suffix} is what {other.name} ends in, and this is {form.name}: end it with {form.suffix}", True
    if not is_there:
        if not _what(path.parent)[1]:
            return f"There is no folder {line_of(str(path.parent))}.", True
        return f"A new {'folder of files' if form.is_folder else 'file'}: {line_of(str(path))}", False
    if form.is_folder != is_folder:
        right = f"{form.name} makes a folder of files" if form.is_folder else "name a file in it"
        return f"{name} is a {'folder' if is_folder else 'file'}; {right}.", True
    if force:
        return f"{name}: what is there will be replaced; ^T keeps it.", False
    return f"There is a {name} already; ^T replaces it.", True


def _what(path: Path) -> tuple[bool, bool]:
    """Return whether something is there, and whether it is a folder."""
    try:
        return path.exists() or path.is_symlink(), path.is_dir()
    except (OSError, ValueError):  # writing it says why
        return False, False
