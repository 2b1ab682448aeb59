"""What the JSON of subscriptions and digests is, as SQL: a row that is not so is damaged."""


def _is(column: str, **kinds: str) -> str:
    """Return SQL that says, by 0 or 1, whether a column is an object with values of these JSON types."""
    fits = " AND ".join(f"json_type({column}, '$.{name}') = '{kind}'" for name, kind in kinds.items())
    return f"CASE WHEN json_valid({column}) THEN ifnull({fits}, 0) ELSE 0 END"


ARE_TERMS = _is(
    "terms", query="text", every="text", at="text", limit="integer", kind="text", path="text", format="text"
)
IS_ABOUT = _is("about", name="text", query="text", since="text", left="integer", groups="array")
IS_WAITING = f"waiting IS NULL OR {_is('waiting', kind='text', path='text', text='text')}"
