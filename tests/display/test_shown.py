from hypothesis import given
from hypothesis import strategies as st

from reader.display import shown
from reader.display.reading import read

PARTS = (
    r"$ $$ \ ^ _ { } ^{ _{ \( \) \textbf{ \frac{1}{2} \alpha \hat{x} \mathcal{O} \log \left( \right. \href{a}{b} "
    r"times 17times theta_ textbf{ sim4 pi^2 x_1 https://a.b{c} `` '' ~ & \% \' \c{c} {\bf 1 n O(n) word 猫 é"
)
TEX = st.lists(st.sampled_from([*PARTS.split(), " ", "\n"])).map("".join)
ANY = st.text() | TEX
PLAIN = st.text(alphabet=st.characters(categories=["Lu", "Ll", "Zs", "Nd"]) | st.sampled_from(".,;:!?()-'\""))


@given(ANY)
def test_any_text_is_shown_and_its_spans_stay_inside(text: str) -> None:
    """Never an error; each character shown stands somewhere in the text, in order, and spans fall on characters."""
    seen = read(text)
    offsets = tuple((at, at + 1) for at in range(len(text))) if seen.offsets is None else seen.offsets
    assert len(offsets) == len(seen.text)
    assert all(0 <= start <= end <= len(text) for start, end in offsets)
    assert list(offsets) == sorted(offsets)
    for start in range(0, len(text), 3):
        assert all(0 <= a < b <= len(seen.text) for a, b in seen.spans([(start, min(start + 3, len(text)))]))


@given(TEX)
def test_the_quick_look_misses_nothing(text: str) -> None:
    """What is shown at a look is what reading all of it would show."""
    assert shown(text) == read(text)


@given(PLAIN)
def test_a_text_without_tex_is_shown_as_it_is(text: str) -> None:
    """The same text, the same places; and what was shown once is shown as that."""
    seen = shown(text)
    if "times" not in text:
        assert seen.text == text
        assert list(seen.spans([(0, len(text))])) == [(0, len(text))]
    assert shown(seen.text).text == seen.text


def test_spans_land_on_the_characters_shown() -> None:
    """A word behind a formula, a word in a command, a command itself; what is not shown has no place."""
    text = r"The $\mathcal{O}(n^2)$ cost of \textbf{slow} attention"

    def seen(word: str) -> list[str]:
        start = text.index(word)
        return [shown(text).text[a:b] for a, b in shown(text).spans([(start, start + len(word))])]

    assert seen("attention") == ["attention"]
    assert seen("slow") == ["slow"]
    assert seen("mathcal") == ["𝒪"]
    assert seen("n^2") == ["n²"]
    assert seen("textbf") == []
