"""Where the parts of the export dialogue stand, and its keys."""

from textual.binding import Binding

BESIDE_CELLS = 96
"""From this width on the preview stands beside the rows, else below them."""
SMALL_CELLS = 64
LOW_ROWS = 18
"""Windows of fewer rows show no preview."""
HINT = "h l change · f formats · Tab path · Enter writes"
PATH_HINT = "Tab completes · Enter writes · Esc back"
KEYS = [
    Binding("escape", "leave", show=False),
    Binding("enter", "enter", show=False, priority=True),
    Binding("tab", "tab", show=False, priority=True),
    Binding("shift+tab", "to_rows", show=False, priority=True),
    Binding("down,ctrl+n", "offer(1)", show=False),
    Binding("up,ctrl+p", "offer(-1)", show=False),
    Binding("f", "formats", show=False),
    Binding("exclamation_mark", "toggle_force", show=False),
    Binding("ctrl+t", "toggle_force", show=False, priority=True),
    Binding("ctrl+d", "scroll(1)", show=False),
    Binding("ctrl+u", "scroll(-1)", show=False),
    Binding("pagedown", "scroll(1)", show=False, priority=True),
    Binding("pageup", "scroll(-1)", show=False, priority=True),
]
