"""Queries as the command line takes them."""

import re

import click

from reader.cli.printing import say
from reader.papers import clean_line
from reader.query import Query, parse

_NEGATION = re.compile(r"-(?:[^-].|[^-a-zA-Z])", re.DOTALL)
"""`-survey`, `-is:read`, `-"a phrase"`; but not `-o` and not `--limit`."""


class QueryCommand(click.Command):
    """A command whose words are a query: there `-survey` is a negation, not six options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put a space before negations: click takes them for words, and queries do not mind."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        with_value = {name for option in options if not option.is_flag for name in option.opts}
        words, before = [], ""
        for arg in args:
            is_value = before in with_value
            words.append(f" {arg}" if _NEGATION.match(arg) and not is_value else arg)
            before = "" if is_value else arg
        return super().parse_args(ctx, words)


def ask(text: str) -> Query:
    """Return the query in `text`; tell the person what may not have been meant so.

    Raises:
        QueryError: it cannot be meant.
    """
    query = parse(text)
    for hint in query.hints:
        say(hint)
    return query


def ask_whole(text: str, whole: str) -> Query:
    """Return the query in `text` as `ask` does; `whole` tells the person who wrote half of one what all papers are.

    Raises:
        click.UsageError: it says nothing yet, as `tag:(` and `-`: that would be every paper.
    """
    query = ask(text)
    asks_little = query.where is None and query.sort is None and query.limit is None
    if text.strip() and asks_little:
        raise click.UsageError(f"“{clean_line(text)}” says nothing yet. {whole}")
    return query
