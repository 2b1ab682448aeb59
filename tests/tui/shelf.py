"""The papers that the app's tests read, as dumps of a page."""

HEAD = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nMar 14\n\n"
TITLES = (
    "Graph Networks for Molecules",
    "Attention Without Regret",
    "Small Language Models",
    "Weather by Diffusion",
    "Zero Shot Maps",
    "Protein Folding at Home",
    "Quiet Robots",
    "Honest Benchmarks",
    "Kernel Methods Return",
    "Deep Dunes",
)
"""In the order of the dump, which is the order of the list."""
LINKS = ("https://example.org/regret", "https://github.com/regret/code")
"""Those of the second paper; the last one has one link, the others have none."""
HOSTILE = (
    "Bold [/bold] closes nothing",
    "Click [@click=app.quit]x[/] and attention[i] [red]",
    "深度学习在自然语言处理中的应用研究综述与展望",
    "Rockets 🚀 and parties 🎉 in one title",
    "שלום עולם from right to left",
    "Maths $x^2$ and \\alpha and [b]",
    "Long " + "title that never ends " * 19,
)


def dump(titles: tuple[str, ...] = TITLES) -> str:
    """Return a dump of papers with these titles."""
    return HEAD + "".join(f"{title}\n\n{_abstract(title)}\n\n" for title in titles)


def _abstract(title: str) -> str:
    links = {
        TITLES[1]: f" The project is at {LINKS[0]} and the code at {LINKS[1]} for all to use.",
        TITLES[9]: f" The data are at {LINKS[0]} for all to use.",
    }
    middle = (
        "The authors ask how far a simple method goes when it is given more data, better care and more time than "
        "its rivals, and they measure it on twelve public tasks with five seeds each. "
    )
    return f"This abstract belongs to one paper. {middle * 3}It ends with its name, {title}.{links.get(title, '')}"
