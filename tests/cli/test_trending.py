from .running import Reader


def test_table(reader: Reader) -> None:
    """The papers of both pages come first, each with the reason; twenty, if nothing else is said."""
    rows = reader("trending").rows
    assert len(rows) == 20
    assert [row[2].startswith("in 2 dumps") for row in rows] == [True] * 10 + [False] * 10
    assert reader("trending", "--limit", "3").rows == rows[:3]


def test_json_and_ids(reader: Reader) -> None:
    """Programs get the points and what they are made of; ids are those of the same papers."""
    found = reader("trending", "--limit", "12", "--format", "json").json["papers"]
    first, last = found[0]["trending"], found[-1]["trending"]
    assert (first["dumps"], last["dumps"]) == (2, 1)
    assert first["score"] == sum(first["points"].values()) >= last["score"]
    assert first["first"] <= first["last"]
    assert first["why"].startswith("in 2 dumps")
    assert (first["upvotes"], first["stars"]) == (None, None)
    assert reader("trending", "--limit", "12", "--format", "ids").lines == [paper["id"] for paper in found]
    assert reader("search", "sort:trending limit:12", "--format", "ids").lines == [paper["id"] for paper in found]


def test_of_a_query(reader: Reader) -> None:
    """A query narrows the list, a - in it being no option; one that cannot be meant says so, as everywhere."""
    assert len(reader("trending", "is:recurring", "--format", "ids").lines) == 10
    assert len(reader("trending", "-is:recurring", "--format", "ids").lines) == 20
    assert reader("trending", "nothing-like-this").out == ""
    assert reader("trending", "seen:many").code == 2


def test_show_says_why(reader: Reader) -> None:
    """The text of a paper that several dumps show has the line; that of another has none."""
    both, one = (reader("search", f"{sign}is:recurring limit:1", "--format", "ids").out.strip() for sign in ("", "-"))
    assert "Trend:   in 2 dumps" in reader("show", both).out
    assert "Trend:" not in reader("show", one).out


def test_formula_is_told(reader: Reader) -> None:
    """Help has the formula in words."""
    told = " ".join(reader("trending", "--help").out.split())
    assert "counting half as much a week" in told
    assert "counted back from the newest dump" in told
