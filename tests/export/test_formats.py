import subprocess
import sys

from reader.export import FORMATS

LATE = ("jinja2", "pylatexenc", "yaml", "markdown_it", "reader.export.bibtex", "reader.export.html_page")


def test_formats_are_loaded_when_they_are_asked_for() -> None:
    """To know what there is costs none of what it is made with."""
    code = f"import sys, reader.export; print([name for name in {LATE!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


def test_formats_say_what_they_are_for() -> None:
    """In a few words; a suffix begins with a dot, a folder has none."""
    assert all(form.what and not form.what.endswith(".") for form in FORMATS.values())
    assert all(form.suffix.startswith(".") != form.is_folder for form in FORMATS.values())
