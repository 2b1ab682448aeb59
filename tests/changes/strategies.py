"""Any mark and any change, for hypothesis."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from reader.changes import (
    AddTag,
    Bookmark,
    Change,
    Rate,
    RemoveBranch,
    RemoveTag,
    RenameTag,
    SetNote,
    SetStatus,
    SetTags,
    apply_all,
)
from reader.papers import Mark, Status

moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
tags = st.sampled_from(["nlp", "nlp/llm", "to-read", "c++", "日本"])
flat_tags = st.sampled_from(["to-read", "c++", "日本"])
"""Nothing is below these: to rename a tag to one above it twice goes up twice."""
changes: st.SearchStrategy[Change] = st.one_of(
    st.builds(SetStatus, st.sampled_from(Status), moments),
    st.builds(Bookmark, st.booleans()),
    st.builds(Rate, st.integers(0, 5)),
    st.builds(AddTag, tags),
    st.builds(RemoveTag, tags),
    st.builds(SetTags, st.frozensets(tags)),
    st.builds(RenameTag, flat_tags, flat_tags),
    st.builds(RemoveBranch, tags),
    st.builds(SetNote, st.sampled_from(["", "a note", 'two\nlines, "quoted", 🤗'])),
)
change_lists = st.lists(changes, min_size=1, max_size=4)
marks = st.lists(changes, max_size=6).map(lambda made: apply_all(made, Mark()))
