import pytest

from reader.display import shown


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("17times faster, 1024times1024 pixels", "17× faster, 1024×1024 pixels"),
        ("a grid of 64times 64", "a grid of 64×64"),
        ("images of 256 times 256", "images of 256 × 256"),
        ("textbf{bold} and emph{this}", "bold and this"),
        ("textbf{27.6times} more", "27.6× more"),
        ("the ell_1 norm", "the ℓ₁ norm"),
        ("O(n^2) and 10^25 and 10^{-4}", "O(n²) and 10²⁵ and 10⁻⁴"),
        ("mathcal{O}(n^2) in mathbb{R}^{d times d}", "𝒪(n²) in ℝ^{d × d}"),
        ("pi^3 and theta_{base} and τ^2-Bench", "π³ and θ_base and τ²-Bench"),
        ("F_1 and x_i, (I_1,I_2)", "F₁ and xᵢ, (I₁,I₂)"),
        ("un^2CLIP, a 360^circ view, A^* search", "un²CLIP, a 360° view, A* search"),
        ("73.2%rightarrow75.1, leq100, sim14B, approx20%", "73.2%→75.1, ≤100, ∼14B, ≈20%"),
        ("N{=}4 and {sim}2{times} and 13{,}600", "N=4 and ∼2× and 13,600"),
        ("wordx2014such", "word—such"),
        ("at https://example.org/a_b{here}.", "at https://example.org/a_b (here)."),
        ("at https://example.org/ab{https://example.org/ab}.", "at https://example.org/ab."),
        (r"8\% is 2times less", "8% is 2× less"),
    ],
)
def test_tex_that_lost_its_signs(page: str, seen: str) -> None:
    """What is surely TeX is mended."""
    assert shown(page).text == seen


@pytest.mark.parametrize(
    "text",
    [
        "It works sometimes, many times, 3 times a day, at all times, two times 5.",
        "x86_64, Phi_3, Q8_0, mAP_50, snake_case_2, file_1.txt, a_b.py, v1_5",
        "https://example.org/x_1/a^2?b=c_d and www.example.org/~a_1",
        "alpha, beta-testing, the tau-bench, muP, sim2real, Sim3",
        "a simple sim, approx. 20, leqa",
        "r^0.5 and pi_0.5 and x_0.5",
        "a {set} of {things}, f{}, {W}",
        "textbf without braces, textbf{never closed",
        "^_^ and _ and a_ and ^2 and snake_",
        "@user_1 #tag_2 \\x_1",
    ],
)
def test_what_may_be_a_word_stays(text: str) -> None:
    """Names, addresses, identifiers and words are not touched."""
    assert shown(text).text == text


def test_a_text_that_has_its_dollars_was_not_damaged() -> None:
    """Where formulas stand in dollars, what stands beside them is as its author wrote it."""
    assert shown("$n^2$ beside x^2 and 3times").text == "n² beside x^2 and 3times"
