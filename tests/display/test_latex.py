import pytest

from reader.display import shown


@pytest.mark.parametrize(
    ("tex", "seen"),
    [
        (r"in $\mathcal{O}(n^2)$ time", "in 𝒪(n²) time"),
        (r"$x^{(k+1)}$", "x⁽ᵏ⁺¹⁾"),
        (r"$17\times$ faster", "17× faster"),
        (r"$64\times 64$", "64×64"),
        (r"$O(n\log n)$", "O(n log n)"),
        (r"\(\alpha_1 \leq \beta\)", "α₁ ≤ β"),
        (r"$\frac{1}{2}$ and $\frac{a+b}{c}$", "1/2 and (a+b)/c"),
        (r"$\sqrt{n}$, $\sqrt{n+1}$", "√n, √(n+1)"),
        (r"$\hat{x}$ in $\mathbb{R}^d$", "x̂ in ℝᵈ"),
        (r"$\tilde{O}(n)$", "Õ(n)"),
        (r"$90^\circ$", "90°"),
        (r"$\mathbf{w}^\top x$", "wᵀx"),
        (r"$\left( a \right.$", "( a "),
        (r"$\langle a, b\rangle$", "⟨a, b⟩"),
        (r"word$\unicode{x2014}$word", "word—word"),
        (r"A$^*$ search", "A* search"),
    ],
)
def test_a_formula_is_shown_in_characters(tex: str, seen: str) -> None:
    """What Unicode has, it shows."""
    assert shown(tex).text == seen


@pytest.mark.parametrize(
    ("tex", "seen"),
    [
        (r"$x^Q$", "x^Q"),
        (r"$\theta_{\text{base}}$", "θ_base"),
        (r"$F_{2^n}$", "F_{2ⁿ}"),
        (r"$a_{i,j}$", "a_{i,j}"),
        (r"$R^{d \times d}$", "R^{d × d}"),
    ],
)
def test_a_script_without_a_form_stays_readable(tex: str, seen: str) -> None:
    """It keeps its sign, and its braces where they are needed."""
    assert shown(tex).text == seen


@pytest.mark.parametrize(
    ("tex", "seen"),
    [
        (r"\textbf{bold \emph{and} more}", "bold and more"),
        (r"{\bf old} ways", "old ways"),
        (r"\url{https://example.org/a_b}", "https://example.org/a_b"),
        (r"\href{https://example.org/x}{here}", "https://example.org/x (here)"),
        (r"\href{https://example.org/x}{example.org/x}.", "https://example.org/x."),
        (r"text\footnote{a remark}.", "text (a remark)."),
        (r"\textcolor{red}{warning}", "warning"),
        (r"E\textsuperscript{2}R", "E²R"),
        (r"8\% of R\&D, a\_b", "8% of R&D, a_b"),
        (r"Erd\H{o}s, na\"ive, Garc{\'i}a, \c{c}a", "Erdős, naïve, García, ça"),
        (r"the \ell_2 norm", "the ℓ₂ norm"),
        ("``so called'' things", "“so called” things"),
    ],
)
def test_commands_of_text(tex: str, seen: str) -> None:
    """Commands of a text leave their text; accents stand on their letters."""
    assert shown(tex).text == seen


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $10.",
        "US$5-US$10, or $3,000 to $4,000",
        "between $1 million (or less) and 2$ a day",
        "A$AP and Ke$ha",
        r"$\unknown{x} + \alpha$",
        r"\cite{someone2020}",
        r"$\frac{1}$",
        r"$x^{$",
        r"\textbf{never closed",
        r"C:\newfolder\docs",
        "a {set} of {things}",
        "`code'' and it''s",
        "\\",
        "$$",
        "\\frac" * 400,
        "\\mathbb" * 2000,
        "$" + "\\sqrt" * 2000 + "$",
    ],
)
def test_what_cannot_be_read_stays(text: str) -> None:
    """Prices, commands that nobody knows and what is not whole are left exactly as they were."""
    assert shown(text).text == text
