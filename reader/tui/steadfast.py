"""Screens that stand when the library cannot be read: they say so, and show what they showed."""

from textual.message import Message
from textual.message_pump import MessagePump
from textual.worker import WorkerFailed

from reader.errors import ReaderError


class Steadfast(MessagePump):
    """Says of a message that could not be answered what is wrong with the library, and answers the next one."""

    async def _dispatch_message(self, message: Message) -> None:
        """Answer a message; Textual ends the app over whatever is raised here, and the screen in any case."""
        try:
            await super()._dispatch_message(message)
        except ReaderError as error:
            self.app._handle_exception(error)


def library_error(error: BaseException) -> ReaderError | None:
    """Return what is wrong with the library where `error` comes of that; None where it is a bug."""
    if isinstance(error, WorkerFailed):
        error = error.error
    return error if isinstance(error, ReaderError) else None
