"""The way back through the lists that were shown. Pure."""

from reader.tui.place import Place

_LONGEST = 100


class Trail:
    """Lists that were left, each as its query and the place in it."""

    def __init__(self) -> None:
        self._left: list[tuple[str, Place]] = []

    def leave(self, text: str, place: Place) -> None:
        """Note a list that is being left."""
        self._left = [*self._left, (text, place)][-_LONGEST:]

    def back(self) -> tuple[str, Place] | None:
        """Return the list left last, once; None at the beginning of the way."""
        return self._left.pop() if self._left else None
