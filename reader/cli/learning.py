"""What a command does before it asks by meaning."""

from reader.cli.printing import say
from reader.errors import SearchError
from reader.library import Library
from reader.query import Query


def learn_meanings(library: Library, asked: Query) -> None:
    """Learn what papers mean, where a query needs that and it is due; where that cannot be, say why, and go on."""
    if asked.mode != "meaning" or not library.meanings.is_due():
        return
    say("Learning what the papers mean, once…")
    try:
        library.meanings.learn()
    except SearchError as error:
        say(f"{error.message}. {error.hint}")
